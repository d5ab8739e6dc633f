package io.github.tomcatdynamodb.it.harness;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which item of which table.
 *
 * @param key the key attributes, in DynamoDB's JSON
 */
record ItemKey(String table, JsonObject key) {

    /** The names of a table's key attributes. */
    @FunctionalInterface
    interface Schema {
        Set<String> keyNames(String table) throws IOException;
    }

    /** Returns the items that a call of one operation writes; none when it does not write. */
    static List<ItemKey> writtenBy(String operation, JsonObject request, Schema schema)
            throws IOException {
        return switch (operation) {
            case "PutItem", "UpdateItem", "DeleteItem" -> List.of(of(request, schema));
            case "TransactWriteItems" -> ofTransaction(request, schema);
            case "BatchWriteItem" -> ofBatch(request, schema);
            default -> List.of();
        };
    }

    /** Returns the item that a request for one names by its key or brings along. */
    static ItemKey of(JsonObject request, Schema schema) throws IOException {
        String table = request.get("TableName").getAsString();
        return request.has("Key")
                ? new ItemKey(table, request.getAsJsonObject("Key"))
                : of(table, request.getAsJsonObject("Item"), schema);
    }

    private static ItemKey of(String table, JsonObject item, Schema schema) throws IOException {
        JsonObject key = new JsonObject();
        for (String name : schema.keyNames(table)) {
            key.add(name, item.get(name));
        }
        return new ItemKey(table, key);
    }

    private static List<ItemKey> ofTransaction(JsonObject request, Schema schema)
            throws IOException {
        List<ItemKey> keys = new ArrayList<>();
        for (JsonElement item : request.getAsJsonArray("TransactItems")) {
            for (Map.Entry<String, JsonElement> action : item.getAsJsonObject().entrySet()) {
                if (!action.getKey().equals("ConditionCheck")) {
                    keys.add(of(action.getValue().getAsJsonObject(), schema));
                }
            }
        }
        return keys;
    }

    private static List<ItemKey> ofBatch(JsonObject request, Schema schema) throws IOException {
        List<ItemKey> keys = new ArrayList<>();
        for (Map.Entry<String, JsonElement> table :
                request.getAsJsonObject("RequestItems").entrySet()) {
            for (JsonElement write : table.getValue().getAsJsonArray()) {
                JsonObject action = write.getAsJsonObject();
                keys.add(
                        action.has("DeleteRequest")
                                ? new ItemKey(
                                        table.getKey(),
                                        action.getAsJsonObject("DeleteRequest")
                                                .getAsJsonObject("Key"))
                                : of(
                                        table.getKey(),
                                        action.getAsJsonObject("PutRequest")
                                                .getAsJsonObject("Item"),
                                        schema));
            }
        }
        return keys;
    }
}
