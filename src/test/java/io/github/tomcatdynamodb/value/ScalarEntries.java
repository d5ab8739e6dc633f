package io.github.tomcatdynamodb.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers, characters and texts. */
final class ScalarEntries extends CatalogueEntries {
    @Override
    void fill() {
        primitives();
        strings();
        bigNumbers();
    }

    private void primitives() {
        add("Boolean", "true", true);
        add("Boolean", "false", false);
        for (int i : new int[] {0, 1, -1, 127, 128, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            add("Integer", "" + i, i);
        }
        for (long l :
                new long[] {
                    0,
                    1,
                    -1,
                    Integer.MAX_VALUE + 1L,
                    Integer.MIN_VALUE - 1L,
                    (1L << 53) - 1,
                    1L << 53,
                    -(1L << 53),
                    Long.MAX_VALUE,
                    Long.MIN_VALUE
                }) {
            add("Long", "" + l, l);
        }
        for (short s : new short[] {0, Short.MAX_VALUE, Short.MIN_VALUE}) {
            add("Short", "" + s, s);
        }
        for (byte b : new byte[] {0, Byte.MAX_VALUE, Byte.MIN_VALUE}) {
            add("Byte", "" + b, b);
        }
        for (float f :
                new float[] {
                    0,
                    -0.0f,
                    1,
                    1.5f,
                    0.1f,
                    16777216f,
                    Float.MAX_VALUE,
                    Float.MIN_VALUE,
                    Float.NaN,
                    Float.POSITIVE_INFINITY,
                    Float.NEGATIVE_INFINITY,
                    3.4028235E10f
                }) {
            add("Float", "" + f, f);
        }
        for (double d :
                new double[] {
                    0,
                    -0.0,
                    1,
                    5,
                    0.1,
                    1.1,
                    -2.5,
                    1e-7,
                    1.0E-5,
                    1e21,
                    9007199254740991d,
                    9007199254740992d,
                    Math.PI,
                    1.0 / 3,
                    2e-3,
                    1e-129,
                    1e-130,
                    1e-140,
                    1e125,
                    1e126,
                    5.684341886080802E-14,
                    1234567890123.4567,
                    Double.MAX_VALUE,
                    Double.MIN_VALUE,
                    Double.MIN_NORMAL,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    100.0,
                    1.0E10,
                    123456.789E3,
                    0.000001,
                    0.00000012345
                }) {
            add("Double", "" + d, d);
        }
        for (char c : new char[] {'a', 0, '\\', 'é', '\uD800', '\uDFFF', '\uFFFF'}) {
            add("Character", "" + (int) c, c);
        }
    }

    private void strings() {
        add("String", "text", "hello");
        add("String", "empty", "");
        add("String", "NUL", "a\0b");
        add("String", "umlauts", "äöü ß €");
        add("String", "emoji", "\uD83D\uDE00 and \uD83D\uDC69\u200D\uD83D\uDCBB");
        add("String", "line ends", "a\r\nb\tc");
        add("String", "non-characters", "\uFFFF\uFFFE\uFEFF");
        add("String", "backslashes", "C:\\users\\u0041");
        add("String", "looks like a type entry", "enum:com.acme.Colour");
        add("String", "long", "x".repeat(100_000));
        add("String", "normalisation", "e\u0301\u00e9");
        add("String (half a surrogate pair)", "high", "a\uD800b");
        add("String (half a surrogate pair)", "low", "\uDC00\\");
        add("String (half a surrogate pair)", "swapped", "\uDE00\uD83D");
    }

    private void bigNumbers() {
        for (String s :
                new String[] {
                    "0",
                    "0.00",
                    "0E+10",
                    "1.10",
                    "-1.10",
                    "100",
                    "1E+2",
                    "1E+30",
                    "12345678901234567890.12",
                    "0.1234567890123456789",
                    "1234567890123456789012345678901234567890",
                    "1E-140",
                    "1E+300",
                    "1E+1000000",
                    "9007199254740993",
                    "0.1",
                    "3.000"
                }) {
            add("BigDecimal", s, new BigDecimal(s));
        }
        add("BigDecimal", "3,000 digits", new BigDecimal("7".repeat(3_000) + ".5"));
        for (String s :
                new String[] {
                    "0", "1", "-1", "9007199254740991", "9007199254740992", "9".repeat(60)
                }) {
            add("BigInteger", s, new BigInteger(s));
        }
        add("BigInteger", "5,000 digits", new BigInteger("3".repeat(5_000)));
    }
}
