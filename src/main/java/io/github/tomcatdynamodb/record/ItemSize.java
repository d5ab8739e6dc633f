package io.github.tomcatdynamodb.record;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of a value as DynamoDB counts it (Developer Guide, "DynamoDB item sizes and formats").
 */
public final class ItemSize {

    private static final int CONTAINER = 3;
    private static final int ELEMENT = 1;

    private ItemSize() {}

    // Each request that changes nothing asks for the size of what a touch would have written; with
    // streams that was a sixth of what its save took. So loops, where maps and lists are.

    /**
     * Returns the size in bytes; for numbers an upper estimate, since DynamoDB does not say
     * exactly.
     */
    public static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> of(value.s());
            case N -> number(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL -> 1;
            case M -> CONTAINER + of(value.m()) + ELEMENT * value.m().size();
            case L -> CONTAINER + elements(value.l());
            case SS -> value.ss().stream().mapToInt(ItemSize::of).sum();
            case NS -> value.ns().stream().mapToInt(ItemSize::number).sum();
            case BS -> value.bs().stream().mapToInt(item -> item.asByteArrayUnsafe().length).sum();
            default -> 0;
        };
    }

    /** Returns the size of named values, names included, in bytes. */
    public static int of(Map<String, AttributeValue> values) {
        int size = 0;
        for (Map.Entry<String, AttributeValue> entry : values.entrySet()) {
            size += of(entry.getKey()) + of(entry.getValue());
        }
        return size;
    }

    /** Returns the size of a name or a text in bytes. */
    public static int of(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int elements(List<AttributeValue> list) {
        int size = ELEMENT * list.size();
        for (AttributeValue element : list) {
            size += of(element);
        }
        return size;
    }

    private static int number(String text) {
        return 2 + text.length() / 2;
    }
}
