package io.github.tomcatdynamodb.record;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of a value as DynamoDB counts it (Developer Guide, "DynamoDB item sizes and formats").
 */
public final class ItemSize {

    private static final int CONTAINER = 3;
    private static final int ELEMENT = 1;

    private ItemSize() {}

    /**
     * Returns the size in bytes; for numbers an upper estimate, since DynamoDB does not say
     * exactly.
     */
    public static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> bytes(value.s());
            case N -> number(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL -> 1;
            case M -> CONTAINER + of(value.m()) + ELEMENT * value.m().size();
            case L -> CONTAINER + value.l().stream().mapToInt(item -> of(item) + ELEMENT).sum();
            case SS -> value.ss().stream().mapToInt(ItemSize::bytes).sum();
            case NS -> value.ns().stream().mapToInt(ItemSize::number).sum();
            case BS -> value.bs().stream().mapToInt(item -> item.asByteArrayUnsafe().length).sum();
            default -> 0;
        };
    }

    /** Returns the size of named values, names included, in bytes. */
    public static int of(Map<String, AttributeValue> values) {
        return values.entrySet().stream()
                .mapToInt(entry -> bytes(entry.getKey()) + of(entry.getValue()))
                .sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int number(String text) {
        return 2 + text.length() / 2;
    }
}
