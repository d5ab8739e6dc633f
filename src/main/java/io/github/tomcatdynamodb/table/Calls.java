package io.github.tomcatdynamodb.table;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import io.github.tomcatdynamodb.table.TableException.Kind;
import io.github.tomcatdynamodb.text.Messages;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/**
 * Makes the calls of a table, of whatever kind: with the breaker, failures turned into ours, and
 * everything told to the listener.
 */
final class Calls implements AutoCloseable {

    private static final Messages sm = Messages.of(Calls.class);

    private final TableSettings settings;
    private final CallListener listener;
    private final OpenClient open;
    private final CircuitBreaker<Object> breaker;
    private final FailsafeExecutor<Object> unlessSuspended;

    /**
     * Opens no connection yet.
     *
     * @param clients where the client comes from
     * @throws TableException if the profile that the settings name does not exist
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is set or found
     */
    Calls(TableSettings settings, CallListener listener, TableClock clock, ClientSource clients) {
        this.settings = settings;
        this.listener = listener;
        this.breaker = breaker(settings);
        this.unlessSuspended =
                settings.suspendAfter() == 0 ? Failsafe.none() : Failsafe.with(breaker);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The SDK's threads inherit the context class loader: with a web application's they would
        // keep it in memory.
        thread.setContextClassLoader(Calls.class.getClassLoader());
        try {
            this.open = clients.open(settings, listener, clock);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static CircuitBreaker<Object> breaker(TableSettings settings) {
        return CircuitBreaker.builder()
                .handleIf(
                        failure ->
                                failure instanceof TableException table
                                        && table.kind() == Kind.UNAVAILABLE)
                .withFailureThreshold(Math.max(1, settings.suspendAfter()))
                .withDelay(settings.suspension())
                // Without it as many are let through as it takes to suspend.
                .withSuccessThreshold(1)
                .build();
    }

    /** Returns which table is called. */
    TableSettings settings() {
        return settings;
    }

    /** Returns the region that is called, also when it was not set but found. */
    String region() {
        return open.region().id();
    }

    /** Returns the ARN of the caller; empty when the service that knows it does not answer. */
    Optional<String> caller() {
        return open.caller().get();
    }

    /**
     * Makes a call, or none while they are suspended.
     *
     * @param operation its name
     * @param request makes it, and handles what is no failure
     * @throws TableException if DynamoDB did not do what was asked
     */
    <T> T make(String operation, Function<DynamoDbClient, T> request) {
        try {
            return unlessSuspended.get(() -> translating(operation, request));
        } catch (CircuitBreakerOpenException e) {
            TableException failure =
                    new TableException(
                            Kind.SUSPENDED,
                            sm.getString(
                                    "table.SUSPENDED",
                                    operation,
                                    settings.tableName(),
                                    open.attempts().host()),
                            null);
            listener.failed(operation, failure);
            throw failure;
        }
    }

    private <T> T translating(String operation, Function<DynamoDbClient, T> request) {
        try {
            return request.apply(open.client());
        } catch (SdkException e) {
            TableException failure =
                    Failures.translate(operation, settings.tableName(), open.attempts().host(), e);
            listener.failed(operation, failure);
            throw failure;
        }
    }

    /**
     * Returns whether calls are suspended, or the one that tries whether they succeed is awaited.
     */
    boolean areSuspended() {
        return !breaker.isClosed();
    }

    /** Tells the listener of a read that was answered. */
    void read(String operation, ConsumedCapacity consumed) {
        listener.answered(operation, units(consumed), 0);
    }

    /** Tells the listener of a write that was answered. */
    void written(String operation, ConsumedCapacity consumed) {
        listener.answered(operation, 0, units(consumed));
    }

    /** Tells the listener of a conditional write that was refused. */
    void refused(String operation) {
        listener.answered(operation, 0, 0);
        listener.refused(operation);
    }

    private static double units(ConsumedCapacity consumed) {
        return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
    }

    /** Closes every connection and ends every thread that no other table uses. */
    @Override
    public void close() {
        open.close();
    }
}
