package io.github.tomcatdynamodb.value.form;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Makes the values of a session. The SDK's own factory methods make a builder for each value, which
 * takes longer than to make the value; here there is one for each kind. For use by one thread.
 */
public final class AttributeValueFactory {

    private AttributeValue.Builder texts;
    private AttributeValue.Builder bytes;
    private AttributeValue.Builder lists;
    private AttributeValue.Builder maps;

    /** Returns a text. */
    public AttributeValue text(String text) {
        if (texts == null) {
            texts = AttributeValue.builder();
        }
        return texts.s(text).build();
    }

    /**
     * Returns bytes.
     *
     * @param content not to be changed afterwards
     */
    public AttributeValue bytes(byte[] content) {
        if (bytes == null) {
            bytes = AttributeValue.builder();
        }
        return bytes.b(SdkBytes.fromByteArrayUnsafe(content)).build();
    }

    AttributeValue list(List<AttributeValue> elements) {
        if (lists == null) {
            lists = AttributeValue.builder();
        }
        return lists.l(elements).build();
    }

    AttributeValue map(Map<String, AttributeValue> entries) {
        if (maps == null) {
            maps = AttributeValue.builder();
        }
        return maps.m(entries).build();
    }
}
