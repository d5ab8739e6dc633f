package io.github.tomcatdynamodb.table;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The items of the table that the sessions are in. Every method blocks, for {@link
 * TableSettings#callTimeout} at most for each call, and throws a {@link TableException} when
 * DynamoDB did not do what was asked.
 *
 * <p>After a few calls in a row to which DynamoDB did not answer, further calls fail at once for a
 * moment, and then one is let through to see whether it answers again: an outage must not make
 * every request wait.
 */
public final class SessionTable implements AutoCloseable {

    private final Calls calls;
    private final TableSettings settings;
    private final TableAdministration administration;

    /**
     * Opens no connection yet.
     *
     * @param settings which table, and where
     * @param listener is told of every call
     * @param clock learns the time from every answer
     * @param clients where the client comes from that calls it
     * @throws TableException if the profile that the settings name does not exist
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is set or found
     */
    public SessionTable(
            TableSettings settings, CallListener listener, TableClock clock, ClientSource clients) {
        this.settings = settings;
        this.calls = new Calls(settings, listener, clock, clients);
        this.administration = new TableAdministration(calls);
    }

    /** Opens a table for somebody who does not ask for its time, and shares nothing. */
    public SessionTable(TableSettings settings, CallListener listener) {
        this(
                settings,
                listener,
                new TableClock(Clock.systemUTC(), warning -> {}),
                new SharedConnections());
    }

    /** Returns what is done with the table as a whole; it is closed with this one. */
    public TableAdministration administration() {
        return administration;
    }

    /**
     * Returns whether calls fail at once, because those before got no answer, until one of them is
     * answered.
     */
    public boolean isSuspended() {
        return calls.areSuspended();
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
                calls.make(
                        "GetItem",
                        client ->
                                client.getItem(
                                        request ->
                                                request.tableName(settings.tableName())
                                                        .key(keyOf(key))
                                                        .consistentRead(consistent)
                                                        .returnConsumedCapacity(
                                                                ReturnConsumedCapacity.TOTAL)));
        calls.read("GetItem", response.consumedCapacity());
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
                calls.make(
                        "Scan",
                        client ->
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
        calls.read("Scan", response.consumedCapacity());
        return new ScanPage(
                response.items(),
                Optional.ofNullable(response.lastEvaluatedKey().get(settings.hashKey()))
                        .map(AttributeValue::s));
    }

    /**
     * Returns the keys of the items that an index has under a value, as far as it knows: it follows
     * the table within a moment.
     *
     * @param index one of the table's
     * @param value the value of the index's partition key
     */
    public List<String> find(SecondaryIndex index, AttributeValue value) {
        List<String> keys = new ArrayList<>();
        Map<String, AttributeValue> after = null;
        do {
            QueryResponse page = query(index, value, after);
            page.items().forEach(item -> keys.add(item.get(settings.hashKey()).s()));
            after = page.lastEvaluatedKey();
        } while (!after.isEmpty());
        return keys;
    }

    private QueryResponse query(
            SecondaryIndex index, AttributeValue value, Map<String, AttributeValue> after) {
        QueryRequest request =
                QueryRequest.builder()
                        .tableName(settings.tableName())
                        .indexName(index.name())
                        .keyConditionExpression("#name = :value")
                        .projectionExpression("#key")
                        .expressionAttributeNames(
                                Map.of("#name", index.keyName(), "#key", settings.hashKey()))
                        .expressionAttributeValues(Map.of(":value", value))
                        .exclusiveStartKey(after)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build();
        QueryResponse response = calls.make("Query", client -> client.query(request));
        calls.read("Query", response.consumedCapacity());
        return response;
    }

    /**
     * Writes a whole item if its condition holds. Where it does not and the answer is silent about
     * what stands there, one strong read asks: engines that do not know {@code
     * ReturnValuesOnConditionCheckFailure} never say it, DynamoDB says nothing of an item that does
     * not exist. It costs the units of a {@code GetItem}, and may take another call's time.
     */
    public WriteResult put(ItemPut put) {
        Map<String, AttributeValue> item = new HashMap<>(put.item());
        item.putAll(keyOf(put.key()));
        PutItemRequest request =
                PutItemRequest.builder()
                        .tableName(settings.tableName())
                        .item(item)
                        .conditionExpression(put.condition().isEmpty() ? null : put.condition())
                        .expressionAttributeNames(nullIfEmpty(put.names()))
                        .expressionAttributeValues(nullIfEmpty(put.values()))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build();
        return write("PutItem", put.key(), client -> client.putItem(request).consumedCapacity());
    }

    /** Changes an item if the condition holds; where it does not, as {@link #put} does. */
    public WriteResult update(ItemUpdate update) {
        UpdateItemRequest request =
                UpdateItemRequest.builder()
                        .tableName(settings.tableName())
                        .key(keyOf(update.key()))
                        .updateExpression(update.update())
                        .conditionExpression(update.condition())
                        .expressionAttributeNames(update.names())
                        .expressionAttributeValues(nullIfEmpty(update.values()))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build();
        return write(
                "UpdateItem",
                update.key(),
                client -> client.updateItem(request).consumedCapacity());
    }

    /**
     * Deletes an item that has expired; one that has not, as when its session was used meanwhile,
     * stays.
     *
     * @param key the value of its partition key
     * @param now epoch seconds
     * @return whether it was deleted
     */
    public boolean deleteExpired(String key, long now) {
        DeleteItemRequest request =
                DeleteItemRequest.builder()
                        .tableName(settings.tableName())
                        .key(keyOf(key))
                        .conditionExpression("#expires < :now")
                        .expressionAttributeNames(Map.of("#expires", settings.ttlAttribute()))
                        .expressionAttributeValues(
                                Map.of(":now", AttributeValue.fromN(Long.toString(now))))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build();
        return calls.make(
                "DeleteItem",
                client -> {
                    try {
                        calls.written("DeleteItem", client.deleteItem(request).consumedCapacity());
                        return true;
                    } catch (ConditionalCheckFailedException e) {
                        calls.written("DeleteItem", null);
                        return false;
                    }
                });
    }

    private WriteResult write(
            String operation, String key, Function<DynamoDbClient, ConsumedCapacity> request) {
        Supplier<WriteResult> result =
                calls.make(
                        operation,
                        client -> {
                            try {
                                calls.written(operation, request.apply(client));
                                return WriteResult.Written::new;
                            } catch (ConditionalCheckFailedException e) {
                                calls.refused(operation);
                                return () -> new WriteResult.Refused(current(e, key));
                            }
                        });
        return result.get();
    }

    private Map<String, AttributeValue> current(
            ConditionalCheckFailedException refusal, String key) {
        return refusal.hasItem() ? refusal.item() : get(key, true).orElse(Map.of());
    }

    private static <V> Map<String, V> nullIfEmpty(Map<String, V> map) {
        return map.isEmpty() ? null : map;
    }

    private Map<String, AttributeValue> keyOf(String key) {
        return Map.of(settings.hashKey(), AttributeValue.fromS(key));
    }

    /** Closes every connection and ends every thread of the client. */
    @Override
    public void close() {
        calls.close();
    }
}
