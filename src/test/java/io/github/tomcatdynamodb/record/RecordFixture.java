package io.github.tomcatdynamodb.record;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A record that one of the Node stores wrote, and what the stores read of it.
 *
 * @param file where it stands
 */
public record RecordFixture(String file, JsonObject json) {

    /** All those of which there is a record. */
    public static Stream<RecordFixture> all() {
        return StreamSupport.stream(load("index.json").getAsJsonArray().spliterator(), false)
                .map(entry -> entry.getAsJsonObject().get("file").getAsString())
                .map(file -> new RecordFixture(file, load(file).getAsJsonObject()))
                .filter(RecordFixture::hasItem);
    }

    String about() {
        return file + ": " + json.get("about").getAsString();
    }

    private boolean hasItem() {
        return json.get("item").isJsonObject();
    }

    public Map<String, AttributeValue> item() {
        return item(json.getAsJsonObject("item"));
    }

    /** When it was written, in epoch milliseconds. */
    long capturedAt() {
        return Instant.parse(json.get("capturedAt").getAsString()).toEpochMilli();
    }

    /** What the best of the Node stores that were asked read of it; null: no session. */
    JsonElement best() {
        if (json.has("readBack")) {
            return answer(json.getAsJsonObject("readBack"));
        }
        return json.getAsJsonObject("readBy").entrySet().stream()
                .map(entry -> answer(entry.getValue().getAsJsonObject()))
                .filter(answer -> answer != null)
                .findFirst()
                .orElse(null);
    }

    private JsonElement answer(JsonObject answer) {
        if (answer.has("sameAsSession") && answer.get("sameAsSession").getAsBoolean()) {
            return json.get("session");
        }
        return answer.has("session") && answer.get("session").isJsonObject()
                ? answer.get("session")
                : null;
    }

    @Override
    public String toString() {
        return file;
    }

    private static JsonElement load(String file) {
        try (Reader reader =
                new InputStreamReader(
                        RecordFixture.class.getResourceAsStream("/fixtures/" + file),
                        StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader);
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    static Map<String, AttributeValue> item(JsonObject json) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        json.entrySet()
                .forEach(
                        entry ->
                                attributes.put(
                                        entry.getKey(),
                                        attribute(entry.getValue().getAsJsonObject())));
        return attributes;
    }

    private static AttributeValue attribute(JsonObject json) {
        Map.Entry<String, JsonElement> only = json.entrySet().iterator().next();
        JsonElement value = only.getValue();
        return switch (only.getKey()) {
            case "S" -> AttributeValue.fromS(value.getAsString());
            case "N" -> AttributeValue.fromN(value.getAsString());
            case "BOOL" -> AttributeValue.fromBool(value.getAsBoolean());
            case "NULL" -> AttributeValue.fromNul(true);
            case "B" ->
                    AttributeValue.fromB(
                            SdkBytes.fromByteArray(
                                    Base64.getDecoder().decode(value.getAsString())));
            case "M" -> AttributeValue.fromM(item(value.getAsJsonObject()));
            case "L" ->
                    AttributeValue.fromL(
                            StreamSupport.stream(value.getAsJsonArray().spliterator(), false)
                                    .map(element -> attribute(element.getAsJsonObject()))
                                    .toList());
            default -> throw new IllegalArgumentException(only.getKey());
        };
    }
}
