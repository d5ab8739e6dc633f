package io.github.tomcatdynamodb.it.frameworks;

import io.github.tomcatdynamodb.record.ItemSize;
import io.github.tomcatdynamodb.value.limits.Packing;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How large a record is.
 *
 * @param bytes as it stands
 * @param inflated if no value in it were deflated
 */
record RecordSize(int bytes, int inflated) {

    static RecordSize of(Map<String, AttributeValue> record) {
        return new RecordSize(ItemSize.of(record), ItemSize.of(inflate(record)));
    }

    private static Map<String, AttributeValue> inflate(Map<String, AttributeValue> values) {
        Map<String, AttributeValue> inflated = new HashMap<>(values);
        inflated.replaceAll((name, value) -> inflate(value));
        return inflated;
    }

    private static AttributeValue inflate(AttributeValue value) {
        return switch (value.type()) {
            case M -> AttributeValue.fromM(inflate(value.m()));
            case L -> AttributeValue.fromL(value.l().stream().map(RecordSize::inflate).toList());
            case B ->
                    AttributeValue.fromB(SdkBytes.fromByteArray(inflate(value.b().asByteArray())));
            default -> value;
        };
    }

    private static byte[] inflate(byte[] bytes) {
        return Packing.isPacked(bytes)
                ? Packing.plain(Packing.unpack(bytes, Integer.MAX_VALUE))
                : bytes;
    }

    /** Returns the write units of so many bytes, a kilobyte each. */
    static int units(int bytes) {
        return (bytes + 1023) / 1024;
    }
}
