package io.github.tomcatdynamodb.value;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes the values of a session. The SDK's own factory methods make a builder for each value, which
 * takes longer than to make the value; here there is one for each kind. For use by one thread.
 */
final class AttributeValueFactory {

    private final AttributeValue.Builder texts = AttributeValue.builder();
    private final AttributeValue.Builder binaries = AttributeValue.builder();
    private final AttributeValue.Builder lists = AttributeValue.builder();
    private final AttributeValue.Builder maps = AttributeValue.builder();

    AttributeValue text(String text) {
        return texts.s(text).build();
    }

    /** Bytes, which are not copied, with their type entry. */
    StoredValue opaque(byte[] bytes, String type) {
        return new StoredValue(binaries.b(SdkBytes.fromByteArrayUnsafe(bytes)).build(), text(type));
    }

    AttributeValue list(List<AttributeValue> elements) {
        return lists.l(elements).build();
    }

    AttributeValue map(Map<String, AttributeValue> entries) {
        return maps.m(entries).build();
    }
}
