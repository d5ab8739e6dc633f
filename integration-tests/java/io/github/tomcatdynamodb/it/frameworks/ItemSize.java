package io.github.tomcatdynamodb.it.frameworks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How large an item is, by the rules of the Developer Guide ("DynamoDB item sizes and formats").
 *
 * @param bytes as it stands
 * @param inflated if no value in it were deflated
 */
record ItemSize(long bytes, long inflated) {

    /** The format byte of a deflated value, before the four bytes of its length; see the guide. */
    private static final byte DEFLATED = 2;

    private static final int DEFLATED_HEAD = 5;

    static ItemSize of(Map<String, AttributeValue> item) {
        return new ItemSize(map(item, false), map(item, true));
    }

    private static long map(Map<String, AttributeValue> map, boolean inflated) {
        return map.entrySet().stream()
                .mapToLong(entry -> utf8(entry.getKey()) + value(entry.getValue(), inflated))
                .sum();
    }

    private static long value(AttributeValue value, boolean inflated) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> value.n().length() / 2 + 1;
            case B -> binary(value.b().asByteArray(), inflated);
            case M -> 3 + value.m().size() + map(value.m(), inflated);
            case L ->
                    3
                            + value.l().size()
                            + value.l().stream()
                                    .mapToLong(element -> value(element, inflated))
                                    .sum();
            default -> 1;
        };
    }

    private static long binary(byte[] bytes, boolean inflated) {
        boolean isDeflated = bytes.length > DEFLATED_HEAD && bytes[0] == DEFLATED;
        return inflated && isDeflated ? ByteBuffer.wrap(bytes, 1, 4).getInt() + 1 : bytes.length;
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns the write units of the item, a kilobyte each. */
    long units() {
        return units(bytes);
    }

    /** Returns the write units that it would have if no value in it were deflated. */
    long unitsInflated() {
        return units(inflated);
    }

    private static long units(long bytes) {
        return (bytes + 1023) / 1024;
    }
}
