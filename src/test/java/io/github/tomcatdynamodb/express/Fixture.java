package io.github.tomcatdynamodb.express;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What one of the real Node stores wrote: an item, the session it is of, and its signed cookie. */
record Fixture(String file, JsonObject json) {

    static Stream<Fixture> all() {
        JsonArray index = load("index.json").getAsJsonArray();
        return StreamSupport.stream(index.spliterator(), false)
                .map(entry -> entry.getAsJsonObject().get("file").getAsString())
                .map(file -> new Fixture(file, load(file).getAsJsonObject()));
    }

    private static JsonElement load(String file) {
        try (Reader reader =
                new InputStreamReader(
                        Fixture.class.getResourceAsStream("/fixtures/" + file), UTF_8)) {
            return JsonParser.parseReader(reader);
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    String text(String member) {
        return json.get(member).getAsString();
    }

    /** The session as JavaScript had it. */
    JsonElement session() {
        return json.get("session");
    }

    /** The JSON text in the item, if it has one. */
    Optional<String> storedText() {
        return Optional.of(json.get("item"))
                .filter(JsonElement::isJsonObject)
                .map(item -> item.getAsJsonObject().getAsJsonObject("sess"))
                .filter(sess -> sess.has("S"))
                .map(sess -> sess.get("S").getAsString());
    }

    @Override
    public String toString() {
        return file;
    }
}
