package io.github.tomcatdynamodb.it.harness;

import java.time.Duration;
import java.util.List;

/** What can be done to one call. Refused connections are {@link DynamoDbProxy#refuse()}. */
public sealed interface Fault {

    /** The connection is reset; DynamoDB never sees the request. */
    record ResetBefore() implements Fault {}

    /** DynamoDB does what was asked; the connection is reset in the middle of its answer. */
    record ResetMidResponse() implements Fault {}

    /** DynamoDB does what was asked; its answer is dropped and the connection closed. */
    record LostResponse() implements Fault {}

    /** The request is taken and never answered; DynamoDB never sees it. */
    record Hang() implements Fault {}

    /**
     * DynamoDB does what was asked, but the answer never comes: the client runs into its timeout.
     */
    record HangAfter() implements Fault {}

    /** The request reaches DynamoDB only after this time. */
    record Delay(Duration time) implements Fault {}

    /** Bytes that are no HTTP. */
    record Garbage() implements Fault {}

    /** An answer 200 whose body is no JSON. */
    record GarbageBody() implements Fault {}

    /** Another answer than DynamoDB's, with status 200, without asking DynamoDB. */
    record Answer(String body) implements Fault {}

    /**
     * An answer of DynamoDB's error form, without asking DynamoDB.
     *
     * @param type with its namespace, as the service writes it
     */
    record Error(int status, String type, String message) implements Fault {}

    /** An internal server error, which the SDK retries. */
    static Fault internalServerError() {
        return new Error(500, "com.amazonaws.dynamodb.v20120810#InternalServerError", "injected");
    }

    /** A provisioned table that is short of capacity. */
    static Fault throughputExceeded() {
        return new Error(
                400,
                "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
                "injected");
    }

    /** A table or a partition that grows more slowly than what is asked of it. */
    static Fault throttling() {
        return new Error(400, "com.amazon.coral.availability#ThrottlingException", "injected");
    }

    /** An account that has reached its quota of throughput. */
    static Fault requestLimitExceeded() {
        return new Error(400, "com.amazonaws.dynamodb.v20120810#RequestLimitExceeded", "injected");
    }

    /** The three ways in which the service says that it is asked too much at the moment. */
    static List<Fault> throttled() {
        return List.of(throughputExceeded(), throttling(), requestLimitExceeded());
    }

    /** Credentials without the permission. */
    static Fault accessDenied() {
        return new Error(400, "com.amazon.coral.service#AccessDeniedException", "injected");
    }
}
