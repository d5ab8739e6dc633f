package io.github.tomcatdynamodb.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The content of a large attribute, to be written before the record that points at it.
 *
 * @param pointer where
 * @param parts what, an item for each
 */
public record LargeItem(LargePointer pointer, List<AttributeValue> parts) {

    /** The most bytes of the content in one item, which holds 400 KB with its key and names. */
    private static final int PART = 380 * 1024;

    public LargeItem {
        parts = List.copyOf(parts);
    }

    /**
     * Returns what is to be written of a content.
     *
     * @param prefix what the keys begin with, before the digest
     * @param expires in epoch seconds
     */
    static LargeItem of(String prefix, byte[] content, long expires) {
        List<AttributeValue> parts = new ArrayList<>();
        for (int start = 0; start < content.length; start += PART) {
            byte[] part =
                    Arrays.copyOfRange(content, start, Math.min(start + PART, content.length));
            parts.add(AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(part)));
        }
        return new LargeItem(
                new LargePointer(
                        prefix + LargePointer.digest(content),
                        content.length,
                        parts.size(),
                        expires),
                parts);
    }
}
