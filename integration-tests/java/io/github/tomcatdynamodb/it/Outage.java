package io.github.tomcatdynamodb.it;

import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import java.time.Duration;

/** The ways in which DynamoDB has a bad day. */
enum Outage {
    CONNECTION_REFUSED(null),
    RESTART(null),
    RESET(new Fault.ResetBefore()),
    RESET_MID_RESPONSE(new Fault.ResetMidResponse()),
    INTERNAL_SERVER_ERROR(Fault.internalServerError()),
    THROTTLED(Fault.throughputExceeded()),
    SLOW(new Fault.Delay(Duration.ofMillis(1500))),
    GARBAGE(new Fault.Garbage()),
    GARBAGE_BODY(new Fault.GarbageBody()),
    NEVER_ANSWERED(new Fault.Hang()),
    DONE_AND_NEVER_ANSWERED(new Fault.HangAfter()),
    LOST_RESPONSE(new Fault.LostResponse());

    private final Fault fault;

    Outage(Fault fault) {
        this.fault = fault;
    }

    /** Whether DynamoDB may do what it was asked although its answer does not arrive. */
    boolean isDone() {
        return this == RESET_MID_RESPONSE
                || this == SLOW
                || this == DONE_AND_NEVER_ANSWERED
                || this == LOST_RESPONSE;
    }

    /** Begins for all calls on all tables. */
    void begin(EmbeddedDynamoDb dynamo, DynamoDbProxy proxy) {
        switch (this) {
            case CONNECTION_REFUSED -> proxy.refuse();
            case RESTART -> dynamo.stop();
            default -> proxy.inject(FaultRule.always(fault));
        }
    }

    /** Begins for calls that write. */
    void beginForWrites(EmbeddedDynamoDb dynamo, DynamoDbProxy proxy) {
        if (fault == null) {
            begin(dynamo, proxy);
        } else {
            proxy.inject(FaultRule.always(fault).on("PutItem", "UpdateItem", "DeleteItem"));
        }
    }

    /** Happens once, to this operation on this table. */
    void beginOnce(DynamoDbProxy proxy, String table, String operation) {
        proxy.inject(FaultRule.always(fault).onTable(table).on(operation).times(1));
    }

    /** Ends. */
    void end(EmbeddedDynamoDb dynamo, DynamoDbProxy proxy) {
        if (this == RESTART) {
            dynamo.restart();
        }
        proxy.heal();
    }
}
