package io.github.tomcatdynamodb.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.github.tomcatdynamodb.express.MalformedSessionException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions that connect-dynamodb wrote. */
class ExpressJsonFixturesTest {

    private static final String UNREADABLE = ".*-(corrupt-json|sess-.*)\\.json";

    static Stream<Fixture> readable() {
        return Fixture.all()
                .filter(fixture -> fixture.storedText().isPresent())
                .filter(fixture -> !fixture.file().matches(UNREADABLE));
    }

    @Test
    void thereAreFixtures() {
        assertTrue(readable().count() > 25);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void read_isTheSessionThatJavaScriptHad(Fixture fixture) throws Exception {
        Map<String, Object> session = ExpressJson.read(fixture.storedText().orElseThrow());

        assertEquals(toJava(fixture.session()), session);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void write_isReadAsTheSameSession(Fixture fixture) throws Exception {
        Map<String, Object> session = ExpressJson.read(fixture.storedText().orElseThrow());

        assertEquals(session, ExpressJson.read(ExpressJson.write(session)));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void write_isTheTextThatJavaScriptWrote_butForOrder(Fixture fixture) throws Exception {
        String stored = fixture.storedText().orElseThrow();
        String written = ExpressJson.write(ExpressJson.read(stored));

        assertEquals(sortedTokens(stored), sortedTokens(written));
        assertEquals(stored.length(), written.length());
    }

    @ParameterizedTest
    @CsvSource({
        "corrupt-json, NOT_JSON",
        "sess-empty-string, EMPTY",
        "sess-json-array, NOT_AN_OBJECT",
        "sess-json-null, NOT_AN_OBJECT"
    })
    void read_noSession_tellsWhy(String name, Reason reason) {
        Fixture fixture =
                Fixture.all()
                        .filter(f -> f.file().endsWith(name + ".json"))
                        .findFirst()
                        .orElseThrow();
        String stored = fixture.storedText().orElseThrow();

        var thrown = assertThrows(MalformedSessionException.class, () -> ExpressJson.read(stored));

        assertEquals(reason, thrown.reason());
    }

    /** The members and elements of all containers, in the order of their texts. */
    private static List<String> sortedTokens(String json) {
        return Stream.of(json.split("(?<=[,{}\\[\\]])|(?=[,{}\\[\\]])")).sorted().toList();
    }

    /** As the table in {@link ExpressJson} says, from Gson's own tree. */
    private static Object toJava(JsonElement json) {
        if (json.isJsonObject()) {
            Map<String, Object> map = new HashMap<>();
            json.getAsJsonObject().asMap().forEach((name, value) -> map.put(name, toJava(value)));
            return map;
        }
        if (json.isJsonArray()) {
            List<Object> list = new ArrayList<>();
            json.getAsJsonArray().forEach(element -> list.add(toJava(element)));
            return list;
        }
        return json.isJsonNull() ? null : toJava(json.getAsJsonPrimitive());
    }

    private static Object toJava(JsonPrimitive json) {
        if (json.isBoolean()) {
            return json.getAsBoolean();
        }
        if (json.isString()) {
            return json.getAsString();
        }
        if (!json.getAsString().matches("-?\\d+")) {
            return json.getAsDouble();
        }
        long number = json.getAsLong();
        return number == (int) number ? (Object) (int) number : (Object) number;
    }
}
