package io.github.tomcatdynamodb.value.types;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A Java class whose values are stored as one S, N or BOOL with a type entry.
 *
 * @param name the name in the type entry, null where the stored value says by itself what it is
 * @param javaType exactly this class, not its subclasses
 * @param mutable whether two references to one object must come back as references to one object
 * @param write the stored form, null when this value has none and goes to a general serialization
 * @param read from the stored form and the type entry's argument (null when there is none); any
 *     exception means that the form does not belong to the type
 */
public record ScalarType(
        String name,
        Class<?> javaType,
        boolean mutable,
        Function<Object, StoredValue> write,
        BiFunction<AttributeValue, String, Object> read)
        implements ValueType {

    @Override
    public boolean isImmutable() {
        return !mutable;
    }

    /** Whether the stored form is a BOOL. */
    public boolean isBoolean() {
        return javaType == Boolean.class || javaType == AtomicBoolean.class;
    }

    /**
     * A type that is written as text and read back by the class's own parser, without a further
     * look.
     */
    static <T> ScalarType ofText(
            String name, Class<T> type, Function<T, String> print, Function<String, T> parse) {
        AttributeValue entry = AttributeValue.fromS(name);
        return new ScalarType(
                name,
                type,
                false,
                value ->
                        new StoredValue(AttributeValue.fromS(print.apply(type.cast(value))), entry),
                (stored, argument) -> parse.apply(text(stored, argument)));
    }

    /**
     * Like {@link #ofText}, for a class some of whose values do not survive its own spelling: those
     * have no stored form.
     */
    static <T> ScalarType ofCheckedText(
            String name, Class<T> type, Function<T, String> print, Function<String, T> parse) {
        AttributeValue entry = AttributeValue.fromS(name);
        return new ScalarType(
                name,
                type,
                false,
                value -> {
                    String text = print.apply(type.cast(value));
                    return survives(value, text, parse)
                            ? new StoredValue(AttributeValue.fromS(text), entry)
                            : null;
                },
                (stored, argument) -> type.cast(parse.apply(text(stored, argument))));
    }

    private static boolean survives(Object value, String text, Function<String, ?> parse) {
        if (!Escapes.isWellFormed(text)) {
            return false;
        }
        try {
            Object read = parse.apply(text);
            return value.equals(read) && value.getClass() == read.getClass();
        } catch (RuntimeException e) {
            // Its own parser does not accept it.
            return false;
        }
    }

    ScalarType asMutable() {
        return new ScalarType(name, javaType, true, write, read);
    }

    /**
     * The text of a stored form that is text, of a type whose entry has no argument.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    static String text(AttributeValue stored, String argument) {
        if (stored.s() == null || argument != null) {
            throw new IllegalArgumentException("another kind of value");
        }
        return stored.s();
    }

    /**
     * The text of a stored number: N, or S where N cannot hold it.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    static String number(AttributeValue stored) {
        String text = stored.n() != null ? stored.n() : stored.s();
        if (text == null) {
            throw new IllegalArgumentException("another kind of value");
        }
        return text;
    }
}
