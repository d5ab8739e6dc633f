package io.github.tomcatdynamodb.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Java values to their stored form and back, for one web application. Safe for use by many threads.
 *
 * <p>Nothing but {@link UnstorableValueException} and {@link UnreadableValueException} is thrown
 * for what a value or a stored form contains.
 */
public final class ValueCodec implements AutoCloseable {

    private static final String JAVA = "java:";
    private static final String KRYO = "kryo:";

    private final JdkSerialization jdk;

    /**
     * @param loader the web application's class loader
     * @param filter which classes may be written and read
     */
    public ValueCodec(ClassLoader loader, ClassFilter filter) {
        Objects.requireNonNull(loader, "loader");
        Objects.requireNonNull(filter, "filter");
        this.jdk = new JdkSerialization(loader, filter);
    }

    /**
     * The stored form of a value. Encoding what {@link #decode} gave back yields the same form
     * again.
     *
     * @param value the value of a session attribute, not null
     * @throws UnstorableValueException when it cannot be stored
     */
    public StoredValue encode(Object value) {
        AttributeValue plain = plain(value);
        if (plain != null) {
            return StoredValue.untyped(plain);
        }
        return new StoredValue(
                AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(jdk.write(value))),
                AttributeValue.fromS(JAVA + value.getClass().getName()));
    }

    private static AttributeValue plain(Object value) {
        if (value instanceof String text) {
            return AttributeValue.fromS(text);
        }
        if (value instanceof Integer number) {
            return AttributeValue.fromN(number.toString());
        }
        if (value instanceof Boolean bool) {
            return AttributeValue.fromBool(bool);
        }
        if (value instanceof byte[] bytes) {
            return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
        }
        return null;
    }

    /**
     * The value that a stored form stands for.
     *
     * @throws UnreadableValueException when it cannot be read here and now
     */
    public Object decode(StoredValue stored) {
        if (stored.type() == null) {
            return plain(stored.value());
        }
        String type = stored.type().s();
        if (type == null || !type.startsWith(JAVA) || stored.value().b() == null) {
            throw new UnreadableValueException(UnreadableValueException.Reason.DAMAGED, null, null);
        }
        return jdk.read(stored.value().b().asByteArrayUnsafe(), type.substring(JAVA.length()));
    }

    private static Object plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> Numbers.defaultValue(value.n());
            case BOOL -> value.bool();
            case B -> value.b().asByteArray();
            case L -> {
                List<Object> list = new ArrayList<>();
                value.l().forEach(element -> list.add(plain(element)));
                yield list;
            }
            case M -> {
                Map<String, Object> map = new HashMap<>();
                value.m().forEach((key, element) -> map.put(key, plain(element)));
                yield map;
            }
            case NUL -> null;
            default ->
                    throw new UnreadableValueException(
                            UnreadableValueException.Reason.DAMAGED, null, null);
        };
    }

    /**
     * True when a Node application can read the value: it holds no bytes of Kryo's or of Java
     * serialization's.
     */
    public boolean isNative(StoredValue stored) {
        String type = stored.type() == null ? null : stored.type().s();
        return type == null || !(type.startsWith(JAVA) || type.startsWith(KRYO));
    }

    /**
     * Whether a value is the one that is stored, although its form may have been written in another
     * order: a hash table may come out in another order after it was read back.
     *
     * @param stored the form in the record
     * @param current the value now
     * @param currentEncoded what {@link #encode} gives for {@code current}
     */
    public boolean unchanged(StoredValue stored, Object current, StoredValue currentEncoded) {
        if (stored.fingerprint().equals(currentEncoded.fingerprint())) {
            return true;
        }
        if (isNative(stored) || !Objects.equals(stored.type(), currentEncoded.type())) {
            return false;
        }
        try {
            return encode(decode(stored)).equals(currentEncoded);
        } catch (UnreadableValueException | UnstorableValueException e) {
            return false;
        }
    }

    /**
     * Drops everything that is known about the web application's classes. The codec must not be
     * used afterwards.
     */
    @Override
    public void close() {
        // Nothing is held yet.
    }
}
