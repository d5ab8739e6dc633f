package io.github.tomcatdynamodb.it.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The proxy makes of DynamoDB Local what the service is: replicas that lag, throttling, a date. */
class ProxyIT {
    private static final String TABLE = "things";

    /** Longer than a busy machine needs for what a test does within it. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static EmbeddedDynamoDb dynamo;
    private static DynamoDbProxy proxy;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() {
        dynamo = EmbeddedDynamoDb.start();
        dynamo.createTable(TABLE, "id", "expires");
        proxy = DynamoDbProxy.start(dynamo);
        client =
                EmbeddedDynamoDb.newClient(
                        proxy.endpoint(),
                        settings -> settings.retryStrategy(retry -> retry.maxAttempts(1)));
    }

    @AfterAll
    static void stop() {
        client.close();
        proxy.close();
        dynamo.close();
    }

    @AfterEach
    void heal() {
        proxy.lagOff();
        proxy.dateShift(Duration.ZERO);
        proxy.heal();
        proxy.reset();
    }

    // ---- Replicas

    /** A counter as nobody should write it: reads eventually, adds one, writes; one at a time. */
    @Test
    void aNaiveReaderLosesWhatItHasBeenTold() {
        assertEquals(0, lostOf(200, "no lag", false));
        proxy.lag(Duration.ofMillis(200));
        assertTrue(lostOf(200, "lag", false) > 0, "nothing lost in 200 changes");
        assertTrue(proxy.staleReads() > 0);
        assertEquals(0, lostOf(200, "strong", true));
    }

    private static int lostOf(int changes, String id, boolean strong) {
        put(id, 0);
        for (int i = 0; i < changes; i++) {
            Map<String, AttributeValue> item = strong ? strong(id) : eventual(id);
            put(id, item.isEmpty() ? 1 : value(item) + 1);
        }
        return changes - value(dynamo.item(TABLE, id));
    }

    @Test
    void readsGoBackInTime() {
        proxy.lag(LONG, 0.5, 42);
        for (int i = 1; i <= 5; i++) {
            put("back", i);
        }
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Map<String, AttributeValue> item = eventual("back");
            seen.add(item.isEmpty() ? 0 : value(item));
        }
        boolean isBack = false;
        for (int i = 1; i < seen.size(); i++) {
            isBack |= seen.get(i) < seen.get(i - 1);
        }
        assertTrue(isBack, seen::toString);
    }

    @Test
    void whatIsNewMayNotBeThereYet() {
        proxy.lag(LONG, 1, 42);
        put("new", 1);
        assertTrue(countEmpty("new", 30) > 0);
        assertEquals(1, value(strong("new")));
        proxy.lagOff();
        assertEquals(0, countEmpty("new", 30));
    }

    @Test
    void whatIsDeletedMayStillBeThere() {
        put("deleted", 1);
        proxy.lag(LONG, 1, 42);
        client.deleteItem(delete -> delete.tableName(TABLE).key(key("deleted")));
        assertTrue(countEmpty("deleted", 30) < 30);
        assertTrue(strong("deleted").isEmpty());
    }

    /** A tombstone is an update like any other. */
    @Test
    void updatesAreRememberedAsTheyWereStored() {
        put("updated", 1);
        proxy.lag(LONG, 1, 42);
        client.updateItem(
                update ->
                        update.tableName(TABLE)
                                .key(key("updated"))
                                .updateExpression("SET #v = #v + :one, later = :one")
                                .expressionAttributeNames(Map.of("#v", "value"))
                                .expressionAttributeValues(
                                        Map.of(":one", AttributeValue.fromN("1"))));
        Map<String, AttributeValue> before =
                Await.value("former version", LONG, () -> eventual("updated"), i -> value(i) == 1);
        assertEquals(Map.of("id", s("updated"), "value", n(1)), before);
        assertEquals(Map.of("id", s("updated"), "value", n(2), "later", n(1)), strong("updated"));
    }

    @Test
    void transactionsAndBatchesAreRemembered() {
        put("first", 1);
        put("second", 1);
        proxy.lag(LONG, 1, 42);
        client.transactWriteItems(
                write ->
                        write.transactItems(
                                List.of(
                                        TransactWriteItem.builder()
                                                .put(
                                                        put ->
                                                                put.tableName(TABLE)
                                                                        .item(of("first", 2)))
                                                .build(),
                                        TransactWriteItem.builder()
                                                .delete(
                                                        delete ->
                                                                delete.tableName(TABLE)
                                                                        .key(key("second")))
                                                .build())));
        Await.until("first as it was", LONG, () -> value(eventual("first")) == 1);
        Await.until("second as it was", LONG, () -> !eventual("second").isEmpty());
        client.batchWriteItem(
                write ->
                        write.requestItems(
                                Map.of(
                                        TABLE,
                                        List.of(
                                                WriteRequest.builder()
                                                        .putRequest(put -> put.item(of("third", 1)))
                                                        .build()))));
        Await.until("third not there yet", LONG, () -> eventual("third").isEmpty());
    }

    @Test
    void theLagEnds() {
        put("ends", 1);
        proxy.lag(Duration.ofMillis(100), 1, 42);
        put("ends", 2);
        Await.clockPasses(Instant.now().plusMillis(101));
        assertEquals(2, value(eventual("ends")));
        assertEquals(0, proxy.staleReads());
    }

    @Test
    void anAbsentTableIsTheServicesError() {
        proxy.lag(LONG);
        assertThrows(
                ResourceNotFoundException.class,
                () -> client.putItem(put -> put.tableName("absent").item(of("x", 1))));
        assertThrows(
                ResourceNotFoundException.class,
                () -> client.deleteItem(delete -> delete.tableName("absent").key(key("x"))));
        put("goes on", 1);
    }

    @Test
    void aProjectionOfThePastIsRefused() {
        put("projected", 1);
        proxy.lag(LONG, 1, 42);
        put("projected", 2);
        assertThrows(
                DynamoDbException.class,
                () -> {
                    while (true) {
                        client.getItem(
                                get ->
                                        get.tableName(TABLE)
                                                .key(key("projected"))
                                                .projectionExpression("id"));
                    }
                });
    }

    // ---- Throttling

    @Test
    void aShareOfTheCallsIsThrottledInThreeWays() {
        put("throttled", 1);
        FaultRule rule = proxy.inject(FaultRule.oneOf(Fault.throttled()).withProbability(0.3, 42));
        Map<String, Integer> codes = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            try {
                eventual("throttled");
            } catch (DynamoDbException e) {
                assertEquals(400, e.statusCode());
                assertTrue(e.isThrottlingException(), e::toString);
                AwsErrorDetails details = e.awsErrorDetails();
                codes.merge(details.errorCode(), 1, Integer::sum);
            }
        }
        assertEquals(
                List.of(
                        "ProvisionedThroughputExceededException",
                        "RequestLimitExceeded",
                        "ThrottlingException"),
                List.copyOf(codes.keySet()));
        assertTrue(rule.struck() > 60 && rule.struck() < 120, rule::toString);
        assertTrue(codes.values().stream().allMatch(count -> count > 10), codes::toString);
    }

    // ---- The date

    @Test
    void everyAnswerHasTheTrueDate() throws Exception {
        assertDate(Duration.ZERO);
        proxy.inject(FaultRule.always(Fault.throttling()));
        assertDate(Duration.ZERO);
    }

    @Test
    void theDateMayBeShifted() throws Exception {
        for (Duration shift : List.of(Duration.ofHours(2), Duration.ofMinutes(-5))) {
            proxy.dateShift(shift);
            assertDate(shift);
        }
    }

    private static void assertDate(Duration shift) throws Exception {
        Instant before = Instant.now();
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(proxy.endpoint() + "/"))
                                        .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        List<String> dates = response.headers().allValues("Date");
        assertEquals(1, dates.size(), dates::toString);
        Instant date =
                ZonedDateTime.parse(dates.get(0), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant()
                        .minus(shift);
        assertTrue(
                !date.isBefore(before.minusSeconds(1)) && !date.isAfter(Instant.now()),
                dates::toString);
    }

    // ---- Items

    private static int countEmpty(String id, int reads) {
        int empty = 0;
        for (int i = 0; i < reads; i++) {
            empty += eventual(id).isEmpty() ? 1 : 0;
        }
        return empty;
    }

    private static Map<String, AttributeValue> eventual(String id) {
        return client.getItem(get -> get.tableName(TABLE).key(key(id))).item();
    }

    private static Map<String, AttributeValue> strong(String id) {
        return client.getItem(get -> get.tableName(TABLE).key(key(id)).consistentRead(true)).item();
    }

    private static void put(String id, int value) {
        client.putItem(put -> put.tableName(TABLE).item(of(id, value)));
    }

    private static Map<String, AttributeValue> of(String id, int value) {
        Map<String, AttributeValue> item = new HashMap<>(key(id));
        item.put("value", n(value));
        return item;
    }

    private static int value(Map<String, AttributeValue> item) {
        return Integer.parseInt(item.get("value").n());
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", s(id));
    }

    private static AttributeValue s(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeValue n(int value) {
        return AttributeValue.fromN(Integer.toString(value));
    }
}
