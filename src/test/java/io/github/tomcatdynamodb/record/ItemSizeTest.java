package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.m;
import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LocalDynamoDb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Against what DynamoDB charges for, and what it refuses. */
class ItemSizeTest {

    private static final int LIMIT = 400 * 1024;

    private static final AtomicInteger KEYS = new AtomicInteger(100_000);

    private static String table;

    /** A put that replaces an item costs what the larger one of the two does. */
    private static AttributeValue unusedKey() {
        return s(Integer.toString(KEYS.incrementAndGet()));
    }

    @BeforeAll
    static void makeTable() {
        table = LocalDynamoDb.newTable("id", null);
    }

    private static AttributeValue b(int length) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(new byte[length]));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(s(""), 0),
                Arguments.of(s("abc"), 3),
                Arguments.of(s("ä€😀"), 2 + 3 + 4),
                Arguments.of(b(5), 5),
                Arguments.of(AttributeValue.fromBool(true), 1),
                Arguments.of(AttributeValue.fromNul(true), 1),
                Arguments.of(m(Map.of()), 3),
                Arguments.of(m(Map.of("key", s("abc"))), 3 + 1 + 3 + 3),
                Arguments.of(AttributeValue.fromL(List.of()), 3),
                Arguments.of(AttributeValue.fromL(List.of(s("a"), s("bc"))), 3 + 2 + 3),
                Arguments.of(AttributeValue.fromSs(List.of("a", "bc")), 3),
                Arguments.of(
                        AttributeValue.fromBs(List.of(SdkBytes.fromByteArray(new byte[4]))), 4));
    }

    @ParameterizedTest
    @MethodSource("values")
    void of_isWhatTheDeveloperGuideSays(AttributeValue value, int bytes) {
        assertEquals(bytes, ItemSize.of(value));
        assertEquals("name".length() + bytes, ItemSize.of(Map.of("name", value)));
    }

    /** The units that a put of the item, padded to a size by a string, costs. */
    private static double units(Map<String, AttributeValue> item, int size) {
        Map<String, AttributeValue> padded = new HashMap<>(item);
        padded.put("id", unusedKey());
        int before = ItemSize.of(padded) + "pad".length();
        padded.put("pad", s("p".repeat(size - before)));
        assertEquals(size, ItemSize.of(padded));
        return LocalDynamoDb.dynamo()
                .client()
                .putItem(
                        put ->
                                put.tableName(table)
                                        .item(padded)
                                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits();
    }

    @ParameterizedTest
    @MethodSource("values")
    void of_isWhatDynamoDbCharges(AttributeValue value, int bytes) {
        Map<String, AttributeValue> item = Map.of("value", value);

        assertEquals(2, units(item, 2048));
        assertEquals(3, units(item, 2049));
    }

    @Test
    void of_nestedContainers_isWhatDynamoDbCharges() {
        Random random = new Random(1);
        for (int round = 0; round < 20; round++) {
            Map<String, AttributeValue> item = Map.of("value", random(random, 5));

            assertEquals(5, units(item, 5 * 1024), () -> "too small for " + item);
            assertEquals(6, units(item, 5 * 1024 + 1), () -> "too large for " + item);
        }
    }

    private static AttributeValue random(Random random, int depth) {
        int kind = random.nextInt(depth > 0 ? 6 : 4);
        return switch (kind) {
            case 0 -> s("x".repeat(random.nextInt(20)));
            case 1 -> b(random.nextInt(20));
            case 2 -> AttributeValue.fromBool(random.nextBoolean());
            case 3 -> AttributeValue.fromNul(true);
            case 4 ->
                    AttributeValue.fromL(
                            IntStream.range(0, random.nextInt(4))
                                    .mapToObj(i -> random(random, depth - 1))
                                    .toList());
            default -> {
                Map<String, AttributeValue> map = new HashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put("k" + i, random(random, depth - 1));
                }
                yield m(map);
            }
        };
    }

    @Test
    void ofANumber_isNeverTooSmall_andAFewBytesTooLargeAtMost() {
        for (String number :
                List.of(
                        "0",
                        "1",
                        "-1",
                        "12",
                        "123",
                        "1000000000",
                        "9007199254740993",
                        "0.001",
                        "-123456789.123456789",
                        "1E+100",
                        "1E-100",
                        "12345678901234567890123456789012345678")) {
            int exact = exactSize(number);
            int estimate = ItemSize.of(AttributeValue.fromN(number));

            assertTrue(
                    estimate >= exact && estimate <= exact + 21,
                    number + " is " + exact + ", estimated " + estimate);
        }
    }

    /** What DynamoDB charges for: found by padding until one more unit is due. */
    private static int exactSize(String number) {
        int low = 1;
        int high = 60;
        while (low < high) {
            int size = (low + high) / 2;
            if (fits(number, size)) {
                high = size;
            } else {
                low = size + 1;
            }
        }
        return low;
    }

    private static boolean fits(String number, int size) {
        Map<String, AttributeValue> item =
                Map.of(
                        "id", unusedKey(),
                        "n", AttributeValue.fromN(number),
                        "pad", s("p".repeat(1024 - "id123456n".length() - "pad".length() - size)));
        return LocalDynamoDb.dynamo()
                        .client()
                        .putItem(
                                put ->
                                        put.tableName(table)
                                                .item(item)
                                                .returnConsumedCapacity(
                                                        ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity()
                        .capacityUnits()
                == 1;
    }

    @Test
    void theLimit_isWhereDynamoDbRefuses() {
        Map<String, AttributeValue> nested =
                Map.of("sess", m(Map.of("list", AttributeValue.fromL(List.of(s("a"), n(5))))));
        int numberEstimate = ItemSize.of(n(5)) - exactSize("5");

        units(nested, LIMIT);
        units(nested, LIMIT + numberEstimate);
        DynamoDbException refused =
                assertThrows(
                        DynamoDbException.class, () -> units(nested, LIMIT + numberEstimate + 1));

        assertTrue(refused.getMessage().contains("size has exceeded"), refused.getMessage());
    }
}
