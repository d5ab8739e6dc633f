package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.Sha256;
import io.github.tomcatdynamodb.value.StoredValue;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where an attribute stands that is too large for the item of its session: in items of its own,
 * which nobody ever changes. In the record it is the attribute's type entry; {@code sess} has
 * nothing then.
 *
 * @param key what the keys of the items begin with; their numbers follow, from 0. It ends with the
 *     SHA-256 digest of the content, in base64url
 * @param size the bytes of the content
 * @param parts the number of items
 * @param expires when they expire, in epoch seconds
 */
public record LargePointer(String key, int size, int parts, long expires) {

    private static final String KEY = "large";
    private static final String SIZE = "size";
    private static final String PARTS = "parts";

    /** Reads a pointer; empty when a type entry is none. */
    public static Optional<LargePointer> read(AttributeValue type) {
        if (type == null || !type.hasM() || !type.m().containsKey(KEY)) {
            return Optional.empty();
        }
        Optional<Integer> size = number(type.m(), SIZE).map(BigDecimal::intValue);
        Optional<Integer> parts = number(type.m(), PARTS).map(BigDecimal::intValue);
        Optional<Long> expires = number(type.m(), Names.EXPIRES).map(BigDecimal::longValue);
        AttributeValue key = type.m().get(KEY);
        return key.s() == null || size.isEmpty() || parts.isEmpty() || expires.isEmpty()
                ? Optional.empty()
                : Optional.of(new LargePointer(key.s(), size.get(), parts.get(), expires.get()));
    }

    private static Optional<BigDecimal> number(Map<String, AttributeValue> entry, String name) {
        return Optional.ofNullable(entry.get(name)).flatMap(ForeignTimes::decimal);
    }

    /** Returns whether a stored form is a pointer. */
    static boolean is(StoredValue stored) {
        return stored.type() != null && stored.type().hasM() && stored.type().m().containsKey(KEY);
    }

    /**
     * Returns what stands in the items, if it is what was written.
     *
     * @param found what stands there, in order
     */
    public Optional<LargeItem> item(List<AttributeValue> found) {
        byte[] content = content(found);
        return content.length == size && key.endsWith('.' + digest(content))
                ? Optional.of(new LargeItem(this, found))
                : Optional.empty();
    }

    /** Returns what stands in items together. */
    static byte[] content(List<AttributeValue> parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        parts.forEach(part -> content.writeBytes(part.b().asByteArrayUnsafe()));
        return content.toByteArray();
    }

    /** Returns the SHA-256 digest of a content, in base64url. */
    static String digest(byte[] content) {
        return Sha256.text(Sha256.of(content));
    }

    /** Returns the attribute as it stands in the record: nothing but its type entry. */
    public StoredValue stored() {
        return new StoredValue(
                AttributeValue.fromNul(true),
                AttributeValue.fromM(
                        Map.of(
                                KEY,
                                AttributeValue.fromS(key),
                                SIZE,
                                WholeRecord.number(size),
                                PARTS,
                                WholeRecord.number(parts),
                                Names.EXPIRES,
                                WholeRecord.number(expires))));
    }

    /**
     * Returns the key of one of the items.
     *
     * @param part its number, from 0
     */
    public String key(int part) {
        return key + '.' + part;
    }
}
