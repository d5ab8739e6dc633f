package io.github.tomcatdynamodb.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\":1",
                "\"\\ud800\":{\"\":[]}",
                "\"__proto__\":{\"admin\":true}",
                "\"n\":1E+400",
                "\"n\":1e99999999999",
                "\"n\":0.10",
                "\"n\":{\"b\":1,\"a\":2}",
                "\"s\":\"\\ud83d\\u0022,}]{[\\\\\"",
                "\"a , \\\"}\" : [ { } , \"]\" ]"
            })
    void with_whatIsNotChanged_staysAsItWasWritten(String member) throws Exception {
        String json = "{ \"a\" : 1 , " + member + ",\"z\":[1, 2]}";

        assertEquals(
                "{\"a\":2," + member + ",\"new\":\"x\"}",
                SessionText.read(json).with(Set.of("z"), inOrder("new", "x", "a", 2)));
    }

    @Test
    void with_nestingBeyondAnyLimit_staysAsItWasWritten() throws Exception {
        String deep = "\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000);
        SessionText text = SessionText.read("{" + deep + ",\"a\":1}");

        assertEquals("{" + deep + "}", text.with(Set.of("a"), Map.of()));
    }

    @Test
    void with_severalOfOneName_areOneWhenChanged() throws Exception {
        SessionText text = SessionText.read("{\"a\":1,\"b\":2,\"a\":3,\"\\u0061\":4}");

        assertEquals(4, text.values().get("a"));
        assertEquals("{\"a\":5,\"b\":2}", text.with(Set.of(), Map.of("a", 5)));
        assertEquals("{\"b\":2}", text.with(Set.of("a"), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " { } ", "{\"a\":1}"})
    void with_nothingLeft_isAnEmptyObject(String json) throws Exception {
        assertEquals("{}", SessionText.read(json).with(Set.of("a"), Map.of()));
    }

    @Test
    void with_whatHasNoJsonForm_isRefused() throws Exception {
        SessionText text = SessionText.read("{\"a\":1}");

        assertThrows(
                UnwritableAttributeException.class,
                () -> text.with(Set.of(), Map.of("b", new Date(0))));
    }

    @Test
    void only_isTheTextOfSomeMembers() throws Exception {
        SessionText text = SessionText.read("{\"a\":1,\"\":1.0,\"b\":{\"\":2}}");

        assertEquals("{\"\":1.0,\"b\":{\"\":2}}", text.only(Set.of("", "b")));
        assertEquals("{}", text.only(Set.of()));
    }

    @Test
    void isExact_tellsWhichNumbersJavaHasNot() throws Exception {
        SessionText text =
                SessionText.read(
                        "{\"a\":1e400,\"b\":[{\"c\":1e99999}],\"c\":1,\"d\":0e99999999999,"
                                + "\"e\":"
                                + "1".repeat(10_001)
                                + "}");

        List<String> inexact = new ArrayList<>(text.values().keySet());
        inexact.removeIf(text::isExact);
        assertEquals(List.of("b", "d", "e"), inexact);
        assertTrue(text.isExact("a"));
        assertFalse(text.isExact("b"));
    }

    private static Map<String, Object> inOrder(
            String name, Object value, String otherName, Object other) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(name, value);
        map.put(otherName, other);
        return map;
    }
}
