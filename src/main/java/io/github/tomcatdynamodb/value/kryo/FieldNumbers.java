package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.util.Util;
import java.math.BigDecimal;
import java.util.List;

/**
 * Numbers for fields that have another type than the one they were written from: a deployment
 * widens a field, and while it rolls, the old code reads what the new code has written.
 */
final class FieldNumbers {

    /** From the narrowest to the widest, as assignments in Java have them. */
    private static final List<Class<?>> TYPES =
            List.of(Byte.class, Short.class, Integer.class, Long.class, Float.class, Double.class);

    private FieldNumbers() {}

    /**
     * The number for a field: widened as Java does it, or narrowed if nothing is lost by it.
     *
     * @param value what was written
     * @param type of the field, primitive or not
     * @return the value itself when there is no such number
     */
    static Object fitting(Object value, Class<?> type) {
        if (!(value instanceof Number number)) {
            return value;
        }
        Class<?> target = Util.getWrapperClass(type);
        if (value.getClass() == target
                || !TYPES.contains(value.getClass())
                || !TYPES.contains(target)) {
            return value;
        }
        Number converted = convert(number, target);
        boolean widened = TYPES.indexOf(target) > TYPES.indexOf(value.getClass());
        return widened || isSame(number, converted) ? converted : value;
    }

    private static Number convert(Number number, Class<?> target) {
        return switch (TYPES.indexOf(target)) {
            case 0 -> number.byteValue();
            case 1 -> number.shortValue();
            case 2 -> number.intValue();
            case 3 -> number.longValue();
            case 4 -> number.floatValue();
            default -> number.doubleValue();
        };
    }

    private static boolean isSame(Number one, Number other) {
        double first = one.doubleValue();
        double second = other.doubleValue();
        if (!Double.isFinite(first) || !Double.isFinite(second) || first == 0) {
            // Whole numbers have none of these, nor a negative zero.
            return Double.compare(first, second) == 0;
        }
        return exact(one).compareTo(exact(other)) == 0;
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Float || number instanceof Double
                ? new BigDecimal(number.doubleValue())
                : BigDecimal.valueOf(number.longValue());
    }
}
