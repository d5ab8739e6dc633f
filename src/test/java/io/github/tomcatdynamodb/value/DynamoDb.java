package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.types.Escapes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What DynamoDB does to a value, without DynamoDB: maps lose their order, numbers their spelling.
 */
final class DynamoDb {

    private DynamoDb() {}

    static StoredValue store(StoredValue stored) {
        return new StoredValue(
                store(stored.value()), stored.type() == null ? null : store(stored.type()));
    }

    private static AttributeValue store(AttributeValue value) {
        return switch (value.type()) {
            case N ->
                    AttributeValue.fromN(
                            new BigDecimal(value.n()).stripTrailingZeros().toPlainString());
            case L -> {
                List<AttributeValue> list = new ArrayList<>();
                value.l().forEach(element -> list.add(store(element)));
                yield AttributeValue.fromL(list);
            }
            case M -> {
                Map<String, AttributeValue> map = new HashMap<>(200);
                value.m().forEach((key, element) -> map.put(key, store(element)));
                yield AttributeValue.fromM(map);
            }
            default -> value;
        };
    }

    /** Fails for what DynamoDB refuses, and for numbers that end a Node process. */
    static void requireAccepted(AttributeValue value, int level) {
        switch (value.type()) {
            case N -> {
                BigDecimal number = new BigDecimal(value.n());
                assertTrue(number.precision() <= 17, value.n());
                assertTrue(
                        number.abs().compareTo(new BigDecimal("9007199254740991")) <= 0, value.n());
                assertTrue(
                        number.signum() == 0
                                || number.abs().compareTo(new BigDecimal("1E-130")) >= 0,
                        value.n());
            }
            case S -> assertTrue(Escapes.isWellFormed(value.s()));
            case L -> {
                assertTrue(level < 32);
                value.l().forEach(element -> requireAccepted(element, level + 1));
            }
            case M -> {
                assertTrue(level < 32);
                assertFalse(value.m().containsKey(""));
                value.m().forEach((key, element) -> requireAccepted(element, level + 1));
            }
            default -> {}
        }
    }
}
