package io.github.tomcatdynamodb.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions written as JavaScript would write them. */
class ExpressJsonWriteTest {
    @ParameterizedTest
    @CsvSource({
        "5, 5.0",
        "-0.0, -0.0",
        "0.1, 0.1",
        "0.000001, 0.000001",
        "0.0000001, 1e-7",
        "-1.5E-10, -1.5e-10",
        "123456789.12345679, 123456789.12345679",
        "1E20, 100000000000000000000",
        "1E21, 1e+21",
        "8.41E21, 8.41e+21",
        "2E23, 2e+23",
        "4.9E-324, 5e-324",
        "788129934789836.75, 788129934789836.8",
        "1.7976931348623157E308, 1.7976931348623157e+308",
        "-9007199254740992, -9007199254740992.0",
        "9223372036854775808, 9223372036854776000"
    })
    void write_double_asJavaScript_butAlwaysADouble(double number, String text) throws Exception {
        String written = ExpressJson.write(Map.of("n", number));

        assertEquals("{\"n\":" + text + "}", written);
        assertEquals(number, ExpressJson.read(written).get("n"));
    }

    @Test
    void write_strings_asJavaScript() throws Exception {
        String string =
                "\"\\/\b\f\n\r\t\0\u001f\u007f\u00e9\u2028</\ud83d\ude00\ud83d \udc00\ud83d\ud83d\ude00\udc00";

        assertEquals(
                "{\"s\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u00e9\u2028</\ud83d\ude00"
                        + "\\ud83d \\udc00\\ud83d\ud83d\ude00\\udc00\"}",
                ExpressJson.write(Map.of("s", string)));
    }

    @Test
    void write_integers_thatJavaScriptKeeps() throws Exception {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("int", Integer.MIN_VALUE);
        session.put("safe", 9007199254740991L);
        session.put("a double all the same", 4611686018427388000L);

        assertEquals(
                "{\"int\":-2147483648,\"safe\":9007199254740991,"
                        + "\"a double all the same\":4611686018427388000}",
                ExpressJson.write(session));
    }

    @Test
    void write_whatHasNoJsonForm_isRefusedByName() {
        List<Object> values =
                List.of(
                        9007199254740993L,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        Double.NaN,
                        Double.NEGATIVE_INFINITY,
                        1f,
                        'c',
                        BigInteger.ONE,
                        BigDecimal.ONE,
                        new Date(0),
                        new byte[1],
                        Map.of(1, 2),
                        Collections.singletonMap(null, 1));
        for (Object value : values) {
            for (Object attribute : List.of(value, List.of(Map.of("deep", value)))) {
                Map<String, Object> session = new LinkedHashMap<>();
                session.put("before", Map.of("x", 1));
                session.put("culprit", attribute);
                var thrown =
                        assertThrows(
                                UnwritableAttributeException.class,
                                () -> ExpressJson.write(session));
                assertEquals("culprit", thrown.attribute());
            }
        }
    }

    @Test
    void write_containerInsideItself_isRefused() {
        List<Object> list = new ArrayList<>();
        list.add(Map.of("list", list));

        var thrown =
                assertThrows(
                        UnwritableAttributeException.class,
                        () -> ExpressJson.write(Map.of("cyclic", list)));

        assertEquals(
                "The session attribute [cyclic] cannot be written as JSON: it holds a"
                        + " [java.util.ArrayList] that contains itself",
                thrown.getMessage());
    }

    @Test
    void write_containerTwice_isWrittenTwice() throws Exception {
        List<Object> list = List.of(1);

        assertEquals("{\"a\":[[1],[1]]}", ExpressJson.write(Map.of("a", List.of(list, list))));
    }
}
