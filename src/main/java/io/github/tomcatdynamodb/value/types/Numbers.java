package io.github.tomcatdynamodb.value.types;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * DynamoDB's numbers: at most 38 significant digits, magnitude 1E-130 to 9.99E+125, no NaN, no
 * infinities, no negative zero. They are normalised ({@code 1.10} comes back as {@code 1.1}), so
 * nothing here depends on how a number is spelled.
 */
public final class Numbers {

    /**
     * The largest integer up to which JavaScript tells every integer from its neighbours, 2^53 - 1.
     */
    static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    /** What a double has at most, and what a Node application reads without failing. */
    static final int DOUBLE_DIGITS = 17;

    private static final int MAX_TEXT = 200;
    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);

    private Numbers() {}

    /** True when a Node application reads the number as the integer it is. */
    static boolean isSafeInteger(long value) {
        return value >= -MAX_SAFE_INTEGER && value <= MAX_SAFE_INTEGER;
    }

    /**
     * The number a text stands for.
     *
     * @throws NumberFormatException when it is none, or is longer or larger than any DynamoDB
     *     number
     */
    static BigDecimal parse(String text) {
        if (text.length() > MAX_TEXT) {
            throw new NumberFormatException("longer than any number of DynamoDB's");
        }
        BigDecimal number = new BigDecimal(text);
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        // Bounds what the arithmetic below can cost: "1E+999999999" is a few bytes and a gigabyte.
        if (!fits(exponent(number))) {
            throw new NumberFormatException("beyond the range of DynamoDB's numbers");
        }
        return number.stripTrailingZeros();
    }

    /** The position of the first digit as a power of ten: 0 for 1 to 9.99, -1 for 0.1. */
    static long exponent(BigDecimal number) {
        return (long) number.precision() - number.scale() - 1;
    }

    private static boolean fits(long exponent) {
        return exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT;
    }

    /** True when DynamoDB can hold it and a Node application can read it. */
    static boolean isPortable(BigDecimal number) {
        if (number.signum() == 0) {
            return true;
        }
        if (!fits(exponent(number))) {
            return false;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.precision() <= DOUBLE_DIGITS
                && (exponent(stripped) < 15
                        || Math.abs(stripped.doubleValue()) <= MAX_SAFE_INTEGER);
    }

    /**
     * The shortest spelling of a number, the same for every spelling of it; a text that is no
     * number stays as it is.
     */
    public static String canonical(String text) {
        if (isPlainInteger(text) || isPlainFraction(text)) {
            return text;
        }
        try {
            return text(parse(text));
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** How a number is written: plain while that is short, else with an exponent. */
    static String text(BigDecimal number) {
        BigDecimal stripped = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        long exponent = exponent(stripped);
        return exponent > -8 && exponent < 18 ? stripped.toPlainString() : stripped.toString();
    }

    /** True for what {@link Integer#toString} and {@link Long#toString} write, up to 17 digits. */
    static boolean isPlainInteger(String text) {
        int length = text.length();
        int start = length > 1 && text.charAt(0) == '-' ? 1 : 0;
        if (length == start || length - start > DOUBLE_DIGITS) {
            return false;
        }
        char first = text.charAt(start);
        if (first == '0') {
            return length == 1;
        }
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * True for a fraction of at most 15 digits as {@link #text} spells it; each is a double's
     * shortest spelling.
     */
    static boolean isPlainFraction(String text) {
        int length = text.length();
        int start = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        if (length - start > 16
                || point <= start
                || text.charAt(length - 1) == '0'
                || point == length - 1) {
            return false;
        }
        if (text.charAt(start) == '0'
                && (point != start + 1 || text.startsWith("0000000", point + 1))) {
            return false;
        }
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && i != point) {
                return false;
            }
        }
        return true;
    }

    /**
     * The Java number that an untyped N stands for: Integer, else Long, else Double where that is
     * exact, else BigDecimal.
     *
     * @throws NumberFormatException when it is no number of DynamoDB's
     */
    public static Object defaultValue(String text) {
        if (isPlainInteger(text)) {
            return integer(Long.parseLong(text));
        }
        if (isPlainFraction(text)) {
            return Double.valueOf(text);
        }
        BigDecimal number = parse(text);
        if (number.scale() <= 0) {
            BigInteger integer = number.toBigIntegerExact();
            if (integer.compareTo(LONG_MIN) >= 0 && integer.compareTo(LONG_MAX) <= 0) {
                return integer(integer.longValue());
            }
        }
        double d = number.doubleValue();
        return isSpelledBy(number, d) ? (Object) d : number;
    }

    private static Object integer(long value) {
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }

    /**
     * True when a program that prints doubles (any JDK, any JavaScript engine) may have printed
     * this one so. Versions differ in the last digit they print, so equality with what this JVM
     * prints would be too strict.
     */
    private static boolean isSpelledBy(BigDecimal number, double d) {
        return number.precision() <= DOUBLE_DIGITS
                && new BigDecimal(d).subtract(number).abs().compareTo(number.ulp()) < 0;
    }
}
