package io.github.tomcatdynamodb.value.types;

import io.github.tomcatdynamodb.value.StoredValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Java's number classes. An N holds what a Node application reads as the same number; anything else
 * is an S, because as an N it would end a Node process that reads the session.
 */
final class NumberTypes {

    /** Parsing takes time that grows with the square of the length. */
    private static final int MAX_DIGITS = 2_000;

    private static final int MAX_SCALE = 200;
    private static final int FLOAT_DIGITS = 9;

    /** Counts, quantities, pages: made once, because the SDK takes its time to make one. */
    private static final List<StoredValue> SMALL =
            IntStream.range(0, 128)
                    .mapToObj(i -> StoredValue.untyped(AttributeValue.fromN(Integer.toString(i))))
                    .toList();

    private static final AttributeValue LONG = AttributeValue.fromS("long");
    private static final AttributeValue FLOAT = AttributeValue.fromS("float");
    private static final AttributeValue DOUBLE = AttributeValue.fromS("double");
    private static final AttributeValue BIG_INTEGER = AttributeValue.fromS("bigint");
    private static final AttributeValue BIG_DECIMAL = AttributeValue.fromS("decimal");

    private NumberTypes() {}

    static List<ScalarType> all() {
        return List.of(
                new ScalarType(
                        "int",
                        Integer.class,
                        false,
                        NumberTypes::writeInteger,
                        integer(Math::toIntExact)),
                new ScalarType(
                        "long", Long.class, false, NumberTypes::writeLong, integer(Long::valueOf)),
                typed(
                        "short",
                        Short.class,
                        Short::longValue,
                        l -> (short) requireSame(l, (short) l)),
                typed("byte", Byte.class, Byte::longValue, l -> (byte) requireSame(l, (byte) l)),
                typed(
                                "atomicint",
                                AtomicInteger.class,
                                AtomicInteger::get,
                                l -> new AtomicInteger(Math.toIntExact(l)))
                        .asMutable(),
                typed("atomiclong", AtomicLong.class, AtomicLong::get, AtomicLong::new).asMutable(),
                new ScalarType(
                        "double",
                        Double.class,
                        false,
                        NumberTypes::writeDouble,
                        NumberTypes::readDouble),
                new ScalarType(
                        "float",
                        Float.class,
                        false,
                        NumberTypes::writeFloat,
                        NumberTypes::readFloat),
                new ScalarType(
                        "bigint",
                        BigInteger.class,
                        false,
                        NumberTypes::writeBigInteger,
                        NumberTypes::readBigInteger),
                new ScalarType(
                        "decimal",
                        BigDecimal.class,
                        false,
                        NumberTypes::writeBigDecimal,
                        NumberTypes::readBigDecimal));
    }

    private static <T> ScalarType typed(
            String name, Class<T> type, ToLongFunction<T> toLong, LongFunction<Object> fromLong) {
        AttributeValue entry = AttributeValue.fromS(name);
        return new ScalarType(
                name,
                type,
                false,
                value -> new StoredValue(integral(toLong.applyAsLong(type.cast(value))), entry),
                integer(fromLong));
    }

    private static BiFunction<AttributeValue, String, Object> integer(
            LongFunction<Object> fromLong) {
        return (stored, argument) -> {
            requireNone(argument);
            String text = ScalarType.number(stored);
            return fromLong.apply(
                    Numbers.isPlainInteger(text)
                            ? Long.parseLong(text)
                            : Numbers.parse(text).longValueExact());
        };
    }

    private static long requireSame(long wide, long narrow) {
        if (wide != narrow) {
            throw new IllegalArgumentException("no such value");
        }
        return narrow;
    }

    private static void requireNone(String argument) {
        if (argument != null) {
            throw new IllegalArgumentException("no such value");
        }
    }

    private static StoredValue writeInteger(Object value) {
        int number = (Integer) value;
        return number >= 0 && number < SMALL.size()
                ? SMALL.get(number)
                : StoredValue.untyped(AttributeValue.fromN(Integer.toString(number)));
    }

    private static StoredValue writeLong(Object value) {
        long number = (Long) value;
        boolean saysSoItself = number != (int) number && Numbers.isSafeInteger(number);
        return new StoredValue(integral(number), saysSoItself ? null : LONG);
    }

    private static AttributeValue integral(long value) {
        String text = Long.toString(value);
        return Numbers.isSafeInteger(value)
                ? AttributeValue.fromN(text)
                : AttributeValue.fromS(text);
    }

    private static StoredValue writeDouble(Object value) {
        String printed = value.toString();
        if (Numbers.isPlainFraction(printed)) {
            return StoredValue.untyped(AttributeValue.fromN(printed));
        }
        if (!hasNumber((Double) value)) {
            return new StoredValue(AttributeValue.fromS(printed), DOUBLE);
        }
        String text = Numbers.text(new BigDecimal(printed));
        boolean saysSoItself = Numbers.defaultValue(text).equals(value);
        return new StoredValue(AttributeValue.fromN(text), saysSoItself ? null : DOUBLE);
    }

    private static StoredValue writeFloat(Object value) {
        String printed = value.toString();
        AttributeValue stored =
                hasNumber((Float) value)
                        ? AttributeValue.fromN(Numbers.text(new BigDecimal(printed)))
                        : AttributeValue.fromS(printed);
        return new StoredValue(stored, FLOAT);
    }

    /**
     * Whether DynamoDB and Node have such a number: no NaN, no infinity, no -0.0, none beyond
     * either's range.
     */
    private static boolean hasNumber(double value) {
        double magnitude = Math.abs(value);
        return (magnitude >= 1E-129 && magnitude <= Numbers.MAX_SAFE_INTEGER)
                || Double.doubleToLongBits(value) == 0;
    }

    private static Object readDouble(AttributeValue stored, String argument) {
        requireNone(argument);
        return Double.valueOf(floating(stored, Numbers.DOUBLE_DIGITS));
    }

    private static Object readFloat(AttributeValue stored, String argument) {
        requireNone(argument);
        return Float.valueOf(floating(stored, FLOAT_DIGITS));
    }

    /**
     * A number with more digits than the type has was not written for it, and would come back as
     * another.
     */
    private static String floating(AttributeValue stored, int digits) {
        String text = ScalarType.number(stored);
        if (stored.n() != null && Numbers.parse(text).precision() > digits) {
            throw new IllegalArgumentException("no such value");
        }
        return text;
    }

    private static StoredValue writeBigInteger(Object value) {
        BigInteger number = (BigInteger) value;
        if (number.bitLength() <= 53 && Numbers.isSafeInteger(number.longValue())) {
            return new StoredValue(AttributeValue.fromN(number.toString()), BIG_INTEGER);
        }
        return readsFast(number)
                ? new StoredValue(AttributeValue.fromS(number.toString()), BIG_INTEGER)
                : null;
    }

    private static Object readBigInteger(AttributeValue stored, String argument) {
        requireNone(argument);
        return stored.n() != null
                ? Numbers.parse(stored.n()).toBigIntegerExact()
                : new BigInteger(bounded(stored));
    }

    /** The scale is part of a BigDecimal's value, but not of an N: the type entry has it. */
    private static StoredValue writeBigDecimal(Object value) {
        BigDecimal number = (BigDecimal) value;
        if (Math.abs((long) number.scale()) <= MAX_SCALE && Numbers.isPortable(number)) {
            return new StoredValue(
                    AttributeValue.fromN(Numbers.text(number)),
                    AttributeValue.fromS("decimal:" + number.scale()));
        }
        return readsFast(number.unscaledValue())
                ? new StoredValue(AttributeValue.fromS(number.toString()), BIG_DECIMAL)
                : null;
    }

    private static Object readBigDecimal(AttributeValue stored, String argument) {
        if (argument == null) {
            return new BigDecimal(bounded(stored));
        }
        int scale = Integer.parseInt(argument);
        if (stored.n() == null || Math.abs((long) scale) > MAX_SCALE) {
            throw new IllegalArgumentException("no such value");
        }
        // Throws when the number has more decimals than the entry says: the entry belongs to
        // another number.
        return Numbers.parse(stored.n()).setScale(scale);
    }

    private static boolean readsFast(BigInteger number) {
        return number.bitLength() < 3 * MAX_DIGITS;
    }

    private static String bounded(AttributeValue stored) {
        String text = stored.s();
        if (text == null || text.length() > MAX_DIGITS + 20) {
            throw new IllegalArgumentException("no such value");
        }
        return text;
    }
}
