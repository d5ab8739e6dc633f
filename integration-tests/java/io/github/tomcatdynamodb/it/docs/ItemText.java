package io.github.tomcatdynamodb.it.docs;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items in DynamoDB's JSON, sorted by name. */
final class ItemText {

    private ItemText() {}

    static String print(Map<String, AttributeValue> item) {
        return new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(map(item));
    }

    private static JsonObject map(Map<String, AttributeValue> map) {
        JsonObject json = new JsonObject();
        new TreeMap<>(map).forEach((name, value) -> json.add(name, value(value)));
        return json;
    }

    private static JsonObject value(AttributeValue value) {
        return switch (value.type()) {
            case S -> typed("S", new JsonPrimitive(value.s()));
            case N -> typed("N", new JsonPrimitive(value.n()));
            case BOOL -> typed("BOOL", new JsonPrimitive(value.bool()));
            case NUL -> typed("NULL", new JsonPrimitive(true));
            case M -> typed("M", map(value.m()));
            case L -> {
                JsonArray list = new JsonArray();
                value.l().forEach(element -> list.add(value(element)));
                yield typed("L", list);
            }
            case B ->
                    typed(
                            "B",
                            new JsonPrimitive(
                                    Base64.getEncoder().encodeToString(value.b().asByteArray())));
            default -> throw new IllegalArgumentException(value.type().name());
        };
    }

    private static JsonObject typed(String type, JsonElement value) {
        JsonObject json = new JsonObject();
        json.add(type, value);
        return json;
    }
}
