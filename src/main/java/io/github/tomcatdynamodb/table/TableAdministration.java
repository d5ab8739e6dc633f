package io.github.tomcatdynamodb.table;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * The table as a whole: whether it is there, what it is like, its creation. For the start and for
 * tools: no request of a user needs it. Fails as {@link SessionTable} does.
 */
public final class TableAdministration {

    private static final Duration CREATION_TIMEOUT = Duration.ofMinutes(2);

    /** What may be better a moment later. */
    private static final Set<Kind> PASSING =
            Set.of(Kind.UNAVAILABLE, Kind.THROTTLED, Kind.SUSPENDED);

    /** So often {@link #patiently} tries again. */
    private static final int PATIENT_RETRIES = 3;

    private final Calls calls;
    private final TableSettings settings;

    TableAdministration(Calls calls) {
        this.calls = calls;
        this.settings = calls.settings();
    }

    /** Returns the AWS region that the table is in, also when it was not set but found. */
    public String region() {
        return calls.region();
    }

    /** Returns how others do to the table what this class does. */
    public AwsCommands commands() {
        return new AwsCommands(settings.tableName(), settings, region());
    }

    /**
     * Does something a few more times, {@link TableSettings#suspension} after one another, as long
     * as DynamoDB does not answer or throttles: for the start, when no request waits.
     *
     * @param action calls methods of this table; may be done in part when it is done again
     */
    public <T> T patiently(Supplier<T> action) {
        RetryPolicy<T> policy =
                RetryPolicy.<T>builder()
                        .handleIf(
                                failure ->
                                        failure instanceof TableException table
                                                && PASSING.contains(table.kind()))
                        .withMaxRetries(PATIENT_RETRIES)
                        // Before that, calls may be suspended.
                        .withDelay(settings.suspension())
                        .build();
        return Failsafe.with(policy).get(action::get);
    }

    /**
     * Asks DynamoDB about the table. Waits for one that is being created.
     *
     * @return what it says, or empty when there is no such table
     */
    public Optional<TableDescription> describe() {
        try {
            var table = describeTable();
            if (table.tableStatus() == TableStatus.CREATING) {
                awaitActive();
                table = describeTable();
            }
            return Optional.of(TableDescription.of(table));
        } catch (TableException e) {
            if (e.kind() == Kind.NO_TABLE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Asks DynamoDB for the attribute that time to live is enabled on.
     *
     * @return its name, or empty when it is not enabled
     */
    public Optional<String> timeToLive() {
        TimeToLiveDescription ttl =
                calls.make(
                                "DescribeTimeToLive",
                                client ->
                                        client.describeTimeToLive(
                                                request -> request.tableName(settings.tableName())))
                        .timeToLiveDescription();
        TimeToLiveStatus status = ttl.timeToLiveStatus();
        boolean enabled = status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
        return enabled ? Optional.of(ttl.attributeName()) : Optional.empty();
    }

    /** Returns whether the table can be restored to any second of the last weeks. */
    public boolean isRecoverable() {
        return calls.make(
                                "DescribeContinuousBackups",
                                client ->
                                        client.describeContinuousBackups(
                                                request -> request.tableName(settings.tableName())))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription()
                        .pointInTimeRecoveryStatus()
                == PointInTimeRecoveryStatus.ENABLED;
    }

    /**
     * Asks AWS in whose name the calls are made. It needs no permission.
     *
     * @return the ARN of the user or role; empty when there is no answer, or when the table is at
     *     an endpoint that need not be AWS's
     */
    public Optional<String> caller() {
        return settings.endpoint().isPresent() ? Optional.empty() : calls.caller();
    }

    private software.amazon.awssdk.services.dynamodb.model.TableDescription describeTable() {
        return calls.make(
                        "DescribeTable",
                        client ->
                                client.describeTable(
                                        request -> request.tableName(settings.tableName())))
                .table();
    }

    /**
     * Creates the table, waits until it can be used, and enables time to live. Does no harm when
     * another node does the same at the same time, nor when it is done again.
     *
     * @param table what it is to be like
     */
    public void create(NewTable table) {
        calls.make(
                "CreateTable",
                client -> {
                    try {
                        return client.createTable(table.request(settings));
                    } catch (ResourceInUseException anotherNodeWasFirst) {
                        return null;
                    }
                });
        awaitActive();
        enableTimeToLive();
    }

    private void awaitActive() {
        calls.make(
                "DescribeTable",
                client ->
                        client.waiter()
                                .waitUntilTableExists(
                                        request -> request.tableName(settings.tableName()),
                                        wait ->
                                                wait.waitTimeout(CREATION_TIMEOUT)
                                                        .maxAttempts(Integer.MAX_VALUE)
                                                        .backoffStrategyV2(
                                                                BackoffStrategy
                                                                        .fixedDelayWithoutJitter(
                                                                                Duration.ofSeconds(
                                                                                        1)))));
    }

    private void enableTimeToLive() {
        try {
            calls.make(
                    "UpdateTimeToLive",
                    client ->
                            client.updateTimeToLive(
                                    request ->
                                            request.tableName(settings.tableName())
                                                    .timeToLiveSpecification(
                                                            ttl ->
                                                                    ttl.enabled(true)
                                                                            .attributeName(
                                                                                    settings
                                                                                            .ttlAttribute()))));
        } catch (TableException e) {
            // A node that started at the same moment has enabled it, or is about to: DynamoDB
            // refuses it twice.
            if (e.kind() != Kind.REJECTED) {
                throw e;
            }
        }
    }
}
