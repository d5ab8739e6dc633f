package io.github.tomcatdynamodb.express;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** Numbers as JSON has them and as JavaScript writes them. */
final class JsonNumbers {

    /** Texts of at most so many digits are each the shortest text of another double. */
    private static final int DIGITS_IN_EVERY_DOUBLE = 15;

    /** So many digits tell every double from its neighbours. */
    private static final int DIGITS_FOR_ANY_DOUBLE = 17;

    /**
     * More would cost too much to calculate with: an {@code intValue} of 1E+1000000000 does not
     * end.
     */
    private static final int MAX_DIGITS = 10_000;

    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;
    private static final double TWO_TO_63 = 0x1p63;

    private JsonNumbers() {}

    /**
     * The value of a text that is a JSON number. One of too many digits, or too far from zero or
     * too near to it, becomes what JavaScript makes of it: the next double, an infinity, a zero.
     */
    static Number parse(String text) {
        if (text.length() > MAX_DIGITS) {
            return Double.valueOf(text);
        }
        return isInteger(text) ? parseInteger(text) : parseDecimal(text);
    }

    /** Whether {@link #parse} gives exactly what the text says. */
    static boolean isExact(String text) {
        if (text.length() > MAX_DIGITS) {
            return false;
        }
        return isInteger(text) || decimal(text).isPresent();
    }

    private static boolean isInteger(String text) {
        return text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9')) && !text.equals("-0");
    }

    private static Number parseInteger(String text) {
        BigInteger exact = new BigInteger(text);
        if (exact.bitLength() < Integer.SIZE) {
            return exact.intValue();
        }
        if (exact.bitLength() < Long.SIZE) {
            return exact.longValue();
        }
        double rounded = exact.doubleValue();
        return isTextOf(rounded, new BigDecimal(exact)) ? (Number) rounded : exact;
    }

    private static Number parseDecimal(String text) {
        Optional<BigDecimal> exact = decimal(text);
        if (exact.isEmpty()) {
            return Double.valueOf(text);
        }
        if (exact.get().signum() == 0) {
            return text.startsWith("-") ? -0.0 : 0.0;
        }
        double rounded = exact.get().doubleValue();
        return isTextOf(rounded, exact.get()) ? (Number) rounded : exact.get();
    }

    /** Empty if the exponent is too large. */
    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text))
                    .filter(n -> n.signum() == 0 || Math.abs(exponent(n)) <= MAX_DIGITS);
        } catch (NumberFormatException e) { // it is no int
            return Optional.empty();
        }
    }

    /** Whether JavaScript, having read the text as this double, would write the same number. */
    private static boolean isTextOf(double rounded, BigDecimal exact) {
        if (!Double.isFinite(rounded) || rounded == 0) {
            return false;
        }
        boolean fewDigits = exact.precision() <= DIGITS_IN_EVERY_DOUBLE && isNormal(rounded);
        return fewDigits || shortest(rounded).compareTo(exact) == 0;
    }

    /** Whether JavaScript, having read the integer, would write the same number. */
    static boolean isExact(long number) {
        boolean safe = -MAX_SAFE_INTEGER <= number && number <= MAX_SAFE_INTEGER;
        return safe || shortest((double) number).compareTo(BigDecimal.valueOf(number)) == 0;
    }

    /**
     * The text of a finite double: JavaScript's, and {@code .0} after it where {@link #parse} would
     * otherwise return an integer.
     */
    static String format(double number) {
        if (number == 0) {
            return Double.toString(number);
        }
        String text = toJavaScript(shortest(number).stripTrailingZeros());
        return number == Math.rint(number) && Math.abs(number) < TWO_TO_63 ? text + ".0" : text;
    }

    /** ECMAScript's {@code Number::toString}; its k, n and s are these. */
    private static String toJavaScript(BigDecimal number) {
        String s = number.unscaledValue().abs().toString();
        int k = s.length();
        int n = (int) exponent(number);
        StringBuilder text = new StringBuilder(number.signum() < 0 ? "-" : "");
        if (k <= n && n <= 21) {
            text.append(s).append("0".repeat(n - k));
        } else if (0 < n && n <= 21) {
            text.append(s, 0, n).append('.').append(s, n, k);
        } else if (-6 < n && n <= 0) {
            text.append("0.").append("0".repeat(-n)).append(s);
        } else {
            text.append(s.charAt(0)).append(k > 1 ? "." : "").append(s, 1, k);
            text.append(n > 0 ? "e+" : "e-").append(Math.abs(n - 1));
        }
        return text.toString();
    }

    /**
     * The number with the fewest digits that reads as this double; of several the closest, or the
     * even one. {@code Double.toString} is that only since Java 19.
     */
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        int digits = isNormal(number) ? DIGITS_IN_EVERY_DOUBLE : 1;
        for (; digits < DIGITS_FOR_ANY_DOUBLE; digits++) {
            BigDecimal floor = exact.round(new MathContext(digits, RoundingMode.FLOOR));
            BigDecimal ceiling = exact.round(new MathContext(digits, RoundingMode.CEILING));
            boolean floorReads = floor.doubleValue() == number;
            boolean ceilingReads = ceiling.doubleValue() == number;
            if (floorReads && ceilingReads) {
                return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            }
            if (floorReads || ceilingReads) {
                return floorReads ? floor : ceiling;
            }
        }
        return exact.round(new MathContext(DIGITS_FOR_ANY_DOUBLE, RoundingMode.HALF_EVEN));
    }

    private static boolean isNormal(double number) {
        return Math.abs(number) >= Double.MIN_NORMAL;
    }

    /** Where the decimal point stands, counted from the first digit. */
    private static long exponent(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }
}
