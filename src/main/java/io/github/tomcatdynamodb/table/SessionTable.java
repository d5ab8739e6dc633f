package io.github.tomcatdynamodb.table;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.github.tomcatdynamodb.table.TableException.Kind;
import io.github.tomcatdynamodb.text.Messages;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * The table that the sessions are in. Every method blocks, for {@link TableSettings#callTimeout} at
 * most, and throws a {@link TableException} when DynamoDB did not do what was asked.
 *
 * <p>After a few calls in a row to which DynamoDB did not answer, further calls fail at once for a
 * moment, and then one is let through to see whether it answers again: an outage must not make
 * every request wait.
 */
public final class SessionTable implements AutoCloseable {

    private static final Messages sm = Messages.of(SessionTable.class);

    private static final Duration CREATION_TIMEOUT = Duration.ofMinutes(2);

    /** What may be better a moment later. */
    private static final Set<Kind> PASSING =
            Set.of(Kind.UNAVAILABLE, Kind.THROTTLED, Kind.SUSPENDED);

    /** So often {@link #patiently} tries again. */
    private static final int PATIENT_RETRIES = 3;

    private final TableSettings settings;
    private final CallListener listener;
    private final ScheduledExecutorService timeouts = TimeoutThreads.create();
    private final DynamoDbClient client;
    private final FailsafeExecutor<Object> breaker;

    /**
     * Opens no connection yet.
     *
     * @param settings which table, and where
     * @param listener is told of every call
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is set or found
     */
    public SessionTable(TableSettings settings, CallListener listener) {
        this.settings = settings;
        this.listener = listener;
        this.client = ClientFactory.create(settings, timeouts);
        this.breaker =
                settings.suspendAfter() == 0 ? Failsafe.none() : Failsafe.with(breaker(settings));
    }

    private static CircuitBreaker<Object> breaker(TableSettings settings) {
        return CircuitBreaker.builder()
                .handleIf(
                        failure ->
                                failure instanceof TableException table
                                        && table.kind() == Kind.UNAVAILABLE)
                .withFailureThreshold(settings.suspendAfter())
                .withDelay(settings.suspension())
                // Without it as many are let through as it takes to suspend.
                .withSuccessThreshold(1)
                .build();
    }

    /**
     * Reads an item.
     *
     * @param key the value of the partition key
     * @param consistent whether the read sees every write that was acknowledged before it; costs
     *     twice as much
     * @return the item, or empty when there is none
     */
    public Optional<Map<String, AttributeValue>> get(String key, boolean consistent) {
        GetItemResponse response =
                call(
                        "GetItem",
                        () ->
                                client.getItem(
                                        request ->
                                                request.tableName(settings.tableName())
                                                        .key(keyOf(key))
                                                        .consistentRead(consistent)
                                                        .returnConsumedCapacity(
                                                                ReturnConsumedCapacity.TOTAL)));
        answered("GetItem", response.consumedCapacity(), true);
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    /**
     * Reads a page of one segment of the whole table. Only what an administrator has called by name
     * does this.
     *
     * @param segment which segment, from 0
     * @param segments how many there are
     * @param after the value of the last page's partition key; empty for the first page
     * @param limit how many items a page has at most
     */
    public ScanPage scan(int segment, int segments, Optional<String> after, int limit) {
        ScanResponse response =
                call(
                        "Scan",
                        () ->
                                client.scan(
                                        request ->
                                                request.tableName(settings.tableName())
                                                        .segment(segment)
                                                        .totalSegments(segments)
                                                        .exclusiveStartKey(
                                                                after.map(this::keyOf).orElse(null))
                                                        .limit(limit)
                                                        .returnConsumedCapacity(
                                                                ReturnConsumedCapacity.TOTAL)));
        answered("Scan", response.consumedCapacity(), true);
        return new ScanPage(
                response.items(),
                Optional.ofNullable(response.lastEvaluatedKey().get(settings.hashKey()))
                        .map(AttributeValue::s));
    }

    /** Writes a whole item if its condition holds. */
    public WriteResult put(ItemPut put) {
        Map<String, AttributeValue> item = new HashMap<>(put.item());
        item.putAll(keyOf(put.key()));
        return write(
                "PutItem",
                () ->
                        client.putItem(
                                        request ->
                                                request.tableName(settings.tableName())
                                                        .item(item)
                                                        .conditionExpression(
                                                                put.condition().isEmpty()
                                                                        ? null
                                                                        : put.condition())
                                                        .expressionAttributeNames(
                                                                put.names().isEmpty()
                                                                        ? null
                                                                        : put.names())
                                                        .expressionAttributeValues(
                                                                put.values().isEmpty()
                                                                        ? null
                                                                        : put.values())
                                                        .returnConsumedCapacity(
                                                                ReturnConsumedCapacity.TOTAL)
                                                        .returnValuesOnConditionCheckFailure(
                                                                ReturnValuesOnConditionCheckFailure
                                                                        .ALL_OLD))
                                .consumedCapacity());
    }

    /** Changes an item if the condition holds. */
    public WriteResult update(ItemUpdate update) {
        return write(
                "UpdateItem",
                () ->
                        client.updateItem(
                                        request ->
                                                request.tableName(settings.tableName())
                                                        .key(keyOf(update.key()))
                                                        .updateExpression(update.update())
                                                        .conditionExpression(update.condition())
                                                        .expressionAttributeNames(update.names())
                                                        .expressionAttributeValues(
                                                                update.values().isEmpty()
                                                                        ? null
                                                                        : update.values())
                                                        .returnConsumedCapacity(
                                                                ReturnConsumedCapacity.TOTAL)
                                                        .returnValuesOnConditionCheckFailure(
                                                                ReturnValuesOnConditionCheckFailure
                                                                        .ALL_OLD))
                                .consumedCapacity());
    }

    /** Returns the AWS region that the table is in, also when it was not set but found. */
    public String region() {
        return client.serviceClientConfiguration().region().id();
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
            return Optional.of(describe(table));
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
                call(
                                "DescribeTimeToLive",
                                () ->
                                        client.describeTimeToLive(
                                                request -> request.tableName(settings.tableName())))
                        .timeToLiveDescription();
        TimeToLiveStatus status = ttl.timeToLiveStatus();
        boolean enabled = status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
        return enabled ? Optional.of(ttl.attributeName()) : Optional.empty();
    }

    private software.amazon.awssdk.services.dynamodb.model.TableDescription describeTable() {
        return call(
                        "DescribeTable",
                        () ->
                                client.describeTable(
                                        request -> request.tableName(settings.tableName())))
                .table();
    }

    /**
     * Creates the table, waits until it can be used, and enables time to live. Does no harm when
     * another node does the same at the same time, nor when it is done again.
     *
     * @param readCapacityUnits the provisioned read capacity; empty for an on-demand table
     * @param writeCapacityUnits the provisioned write capacity; empty for an on-demand table
     */
    public void create(OptionalLong readCapacityUnits, OptionalLong writeCapacityUnits) {
        CreateTableRequest.Builder request =
                CreateTableRequest.builder()
                        .tableName(settings.tableName())
                        .attributeDefinitions(
                                AttributeDefinition.builder()
                                        .attributeName(settings.hashKey())
                                        .attributeType("S")
                                        .build())
                        .keySchema(
                                KeySchemaElement.builder()
                                        .attributeName(settings.hashKey())
                                        .keyType(KeyType.HASH)
                                        .build());
        if (readCapacityUnits.isPresent() && writeCapacityUnits.isPresent()) {
            request.billingMode(BillingMode.PROVISIONED)
                    .provisionedThroughput(
                            units ->
                                    units.readCapacityUnits(readCapacityUnits.getAsLong())
                                            .writeCapacityUnits(writeCapacityUnits.getAsLong()));
        } else {
            request.billingMode(BillingMode.PAY_PER_REQUEST);
        }
        call(
                "CreateTable",
                () -> {
                    try {
                        return client.createTable(request.build());
                    } catch (ResourceInUseException anotherNodeWasFirst) {
                        return null;
                    }
                });
        awaitActive();
        enableTimeToLive();
    }

    private void awaitActive() {
        call(
                "DescribeTable",
                () ->
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
            call(
                    "UpdateTimeToLive",
                    () ->
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

    private static TableDescription describe(
            software.amazon.awssdk.services.dynamodb.model.TableDescription table) {
        String keyName =
                table.keySchema().stream()
                        .filter(element -> element.keyType() == KeyType.HASH)
                        .findFirst()
                        .orElseThrow()
                        .attributeName();
        String keyType =
                table.attributeDefinitions().stream()
                        .filter(definition -> definition.attributeName().equals(keyName))
                        .findFirst()
                        .orElseThrow()
                        .attributeTypeAsString();
        List<KeySchemaElement> schema = table.keySchema();
        return new TableDescription(keyName, keyType, schema.size() > 1, table.itemCount());
    }

    private WriteResult write(String operation, Supplier<ConsumedCapacity> request) {
        return call(
                operation,
                () -> {
                    try {
                        answered(operation, request.get(), false);
                        return new WriteResult.Written();
                    } catch (ConditionalCheckFailedException e) {
                        listener.answered(operation, 0, 0);
                        return new WriteResult.Refused(e.hasItem() ? e.item() : Map.of());
                    }
                });
    }

    private <T> T call(String operation, Supplier<T> request) {
        try {
            return breaker.get(() -> translating(operation, request));
        } catch (CircuitBreakerOpenException e) {
            listener.failed(operation, Kind.SUSPENDED);
            throw new TableException(
                    Kind.SUSPENDED,
                    sm.getString("table.SUSPENDED", operation, settings.tableName()),
                    null);
        }
    }

    private <T> T translating(String operation, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            TableException failure = Failures.translate(operation, settings.tableName(), e);
            listener.failed(operation, failure.kind());
            throw failure;
        }
    }

    private void answered(String operation, ConsumedCapacity consumed, boolean read) {
        double units =
                consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
        listener.answered(operation, read ? units : 0, read ? 0 : units);
    }

    private Map<String, AttributeValue> keyOf(String key) {
        return Map.of(settings.hashKey(), AttributeValue.fromS(key));
    }

    /** Closes every connection and ends every thread of the client. */
    @Override
    public void close() {
        client.close();
        timeouts.shutdownNow();
    }
}
