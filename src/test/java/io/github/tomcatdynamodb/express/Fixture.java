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
public record Fixture(String file, JsonObject json) {

    static Stream<Fixture> all() {
        JsonArray index = load("/fixtures/index.json").getAsJsonArray();
        return StreamSupport.stream(index.spliterator(), false)
                .map(entry -> entry.getAsJsonObject().get("file").getAsString())
                .map(file -> of("/fixtures/", file));
    }

    /** Sessions of real applications that once were none on Tomcat. */
    public static Stream<Fixture> cases() {
        return Stream.of(
                        "F1-empty-name.json",
                        "F2-genid-hash.json",
                        "F2-genid-pipe.json",
                        "F3-session-cookie.json",
                        "F5-secret-newline.json")
                .map(file -> of("/cases/", file));
    }

    private static Fixture of(String directory, String file) {
        return new Fixture(file, load(directory + file).getAsJsonObject());
    }

    private static JsonElement load(String resource) {
        try (Reader reader =
                new InputStreamReader(Fixture.class.getResourceAsStream(resource), UTF_8)) {
            return JsonParser.parseReader(reader);
        } catch (IOException e) {
            throw new IllegalStateException(resource, e);
        }
    }

    /** The value of the item's partition key. */
    public String key() {
        return json.getAsJsonObject("item").getAsJsonObject("id").get("S").getAsString();
    }

    public String text(String member) {
        return json.get(member).getAsString();
    }

    /** The session as JavaScript had it. */
    JsonElement session() {
        return json.get("session");
    }

    /** The JSON text in the item, if it has one. */
    public Optional<String> storedText() {
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
