package io.github.tomcatdynamodb.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tomcatdynamodb.express.MalformedSessionException.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions read as JavaScript would read them, and what is none. */
class ExpressJsonReadTest {
    @Test
    void read_eachKind_hasItsClass() throws Exception {
        Map<String, Object> session =
                ExpressJson.read("{\"s\":\"x\",\"t\":true,\"n\":null,\"o\":{\"a\":[1]}}");

        assertSame(LinkedHashMap.class, session.getClass());
        assertEquals(List.of("s", "t", "n", "o"), new ArrayList<>(session.keySet()));
        assertEquals("x", session.get("s"));
        assertEquals(true, session.get("t"));
        assertEquals(null, session.get("n"));
        assertSame(HashMap.class, session.get("o").getClass());
        Object list = ((Map<?, ?>) session.get("o")).get("a");
        assertSame(ArrayList.class, list.getClass());
        assertEquals(List.of(1), list);
    }

    @ParameterizedTest
    @CsvSource({
        "0, Integer",
        "-2147483648, Integer",
        "2147483648, Long",
        "9007199254740993, Long",
        "-9223372036854775808, Long",
        "100000000000000000000, Double",
        "9223372036854775808, BigInteger",
        "123456789012345678901234567890123456789012, BigInteger",
        "1e21, Double",
        "-0, Double",
        "-0.0, Double",
        "0e5, Double",
        "1.0, Double",
        "1E3, Double",
        "19.990, Double",
        "0.30000000000000004, Double",
        "1.7976931348623157e308, Double",
        "5e-324, Double",
        "0.1000000000000000055511151231257827, BigDecimal",
        "1e400, BigDecimal",
        "1e-400, BigDecimal",
        "1e-9999, BigDecimal"
    })
    void read_number_keepsItsValue(String text, String type) throws Exception {
        Object number = ExpressJson.read("{\"n\":" + text + "}").get("n");

        assertEquals(type, number.getClass().getSimpleName());
        BigDecimal exact = new BigDecimal(text);
        BigDecimal value = new BigDecimal(number.toString());
        if (number instanceof Double d && d == Double.MIN_VALUE) {
            assertEquals(Double.MIN_VALUE, exact.doubleValue()); // Java 17 prints 4.9E-324
        } else {
            assertEquals(0, exact.compareTo(value), number.toString());
        }
    }

    @Test
    void read_minusZero_isMinusZero() throws Exception {
        assertEquals(-0.0, ExpressJson.read("{\"n\":-0}").get("n"));
        assertEquals(0, ExpressJson.read("{\"n\":0}").get("n"));
    }

    @ParameterizedTest
    @CsvSource({
        "1e10001, Infinity",
        "1e-10002, 0.0",
        "1e99999999999, Infinity",
        "-1E+99999999999, -Infinity",
        "-1E-99999999999, -0.0",
        "0e99999999999, 0.0"
    })
    void read_numberBeyondAnyRange_isWhatJavaScriptMakesOfIt(String text, double number)
            throws Exception {
        assertEquals(number, ExpressJson.read("{\"n\":" + text + "}").get("n"));
    }

    @Test
    void read_numberOfTooManyDigits_isTheNextDouble() throws Exception {
        String json = "{\"n\":[0." + "3".repeat(300_000) + ",-" + "9".repeat(300_000) + "]}";

        assertEquals(List.of(1.0 / 3, Double.NEGATIVE_INFINITY), ExpressJson.read(json).get("n"));
    }

    @Test
    void read_strangeNames_areNamesLikeAnyOther() throws Exception {
        Map<String, Object> session =
                ExpressJson.read(
                        "{\"\":1,\"__proto__\":{\"admin\":true},\"a.b\":2,\"$ \":3,"
                                + "\"constructor\":4,\"\\u0000\":5}");

        assertEquals(
                Map.of(
                        "",
                        1,
                        "__proto__",
                        Map.of("admin", true),
                        "a.b",
                        2,
                        "$ ",
                        3,
                        "constructor",
                        4,
                        "\0",
                        5),
                session);
    }

    @Test
    void read_duplicateName_lastWinsInThePlaceOfTheFirst() throws Exception {
        Map<String, Object> session = ExpressJson.read("{\"a\":{\"x\":1},\"b\":2,\"a\":3}");

        assertEquals("{a=3, b=2}", session.toString());
    }

    @Test
    void read_strings_keepEveryCodeUnit() throws Exception {
        String text =
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\\ud800x\\udc00 \u2028\u007f\ud800\"";

        assertEquals(
                "\"\\/\b\f\n\r\t\u00e9\ud83d\ude00\ud800x\udc00 \u2028\u007f\ud800",
                ExpressJson.read("{\"s\":" + text + "}").get("s"));
    }

    @Test
    void read_names_keepEveryCodeUnit() throws Exception {
        Map<String, Object> session =
                ExpressJson.read(
                        "{\"\\ud800\":1,\"\\uDC00x\":2,\"\\uD83D\\ude00\":3,\"\\ud83d\ude00\":4,"
                                + "\"\\\\ud800\":5,\"\\\\\\ud801\\\"\":6,\"\ud802\":7}");

        assertEquals(
                Map.of(
                        "\ud800",
                        1,
                        "\udc00x",
                        2,
                        "\ud83d\ude00",
                        4,
                        "\\ud800",
                        5,
                        "\\\ud801\"",
                        6,
                        "\ud802",
                        7),
                session);
    }

    @Test
    void read_whiteSpace_isSkipped() throws Exception {
        assertEquals(
                Map.of("a", List.of(), "b", Map.of()),
                ExpressJson.read("\r\n\t { \"a\" : [ ] , \"b\"\n:{ } } \n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t "})
    void read_nothing_isEmpty(String text) {
        assertEquals(Reason.EMPTY, reason(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[1,2]", "null", "\"x\"", "1", "true", "x", "\ufeff{}", "\u00a0{}", "}"})
    void read_noObject_isRefused(String text) {
        assertEquals(Reason.NOT_AN_OBJECT, reason(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":\"x",
                "{\"a\":\"x\\",
                "{\"a\":[1",
                "{\"a\":tru",
                "{}x",
                "{} {}",
                "{},",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{,}",
                "{\"a\" 1}",
                "{\"a\"=1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1;\"b\":2}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{\"a\":}",
                "{\"a\":'x'}",
                "{\"a\":x}",
                "{\"a\":TRUE}",
                "{\"a\":truely}",
                "{\"a\":nul}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":undefined}",
                "{\"a\":+1}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":-01}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":0x10}",
                "{\"a\":1_000}",
                "{\"a\":1n}",
                "{\"a\":\u0661}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1}}",
                "{\"a\":{]}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\'\"}",
                "{\"a\":\"\\\n\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12G4\"}",
                "{\"a\":\"\\u\uff11\uff11\uff11\uff11\"}",
                "{\"a\":1/**/}",
                "{\"a\":1}//",
                "{\"a\":\u00a01}"
            })
    void read_badSyntax_isRefused(String text) {
        assertEquals(Reason.NOT_JSON, reason(text));
    }

    @Test
    void read_malformed_tellsNothingOfTheContent() {
        String text = "{\"creditCard\":\"4111-1111\",\"x\":{\"pin\":oops}}";
        var thrown = assertThrows(MalformedSessionException.class, () -> ExpressJson.read(text));

        assertEquals(
                "The stored session is not well-formed JSON near character 41: cut off, damaged, or"
                        + " followed by something else",
                thrown.getMessage());
        assertEquals(null, thrown.getCause());
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 100_000})
    void nesting_needsNoStack(int depth) throws Exception {
        String arrays = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        String objects = "{\"a\":".repeat(depth) + "{}" + "}".repeat(depth);

        assertEquals(arrays, ExpressJson.write(ExpressJson.read(arrays)));
        assertEquals(objects, ExpressJson.write(ExpressJson.read(objects)));
        assertEquals(Reason.NOT_JSON, reason("{\"a\":" + "[".repeat(depth)));
        assertEquals(Reason.NOT_JSON, reason("{\"a\":".repeat(depth)));
    }

    @Test
    void largeSessions_takeLinearTime() {
        String number = "{\"a\":[" + "0.1,".repeat(75_000) + "1]}";
        String strings = "{\"a\":\"" + "\\u00e9".repeat(50_000) + "\"}";
        String names = "{\"a\":1" + ",\"n\":{\"x\":[]}".repeat(20_000) + "}";

        Assertions.assertTimeout(
                Duration.ofSeconds(10),
                () -> {
                    for (String text : List.of(number, strings, names)) {
                        ExpressJson.write(ExpressJson.read(text));
                    }
                });
    }

    private static Reason reason(String text) {
        return assertThrows(MalformedSessionException.class, () -> ExpressJson.read(text)).reason();
    }
}
