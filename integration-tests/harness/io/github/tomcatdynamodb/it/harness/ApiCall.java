package io.github.tomcatdynamodb.it.harness;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call of the DynamoDB API as the proxy saw it.
 *
 * @param at when the request had arrived
 * @param operation {@code GetItem}, {@code PutItem} and so on
 * @param request the JSON of the request
 * @param status the status that DynamoDB or a fault answered, 0 when there was no answer
 * @param response the JSON of the answer, empty when there was none
 * @param fault the fault that was done to this call, or null
 */
public record ApiCall(
        Instant at,
        String operation,
        JsonObject request,
        int status,
        JsonObject response,
        Fault fault) {
    private static final Pattern PLACEHOLDER = Pattern.compile("#\\w+");
    private static final Pattern CLAUSE = Pattern.compile("\\b(?:SET|REMOVE|ADD|DELETE)\\s");
    private static final Pattern TOP_LEVEL_COMMA = Pattern.compile(",(?![^(]*\\))");

    /** The table that the call names, or an empty text. */
    public String table() {
        return request.has("TableName") ? request.get("TableName").getAsString() : "";
    }

    /** The value of the hash key, when the call names an item by it; else an empty text. */
    public String key(String hashKey) {
        String holder = request.has("Key") ? "Key" : "Item";
        if (!request.has(holder) || !request.getAsJsonObject(holder).has(hashKey)) {
            return "";
        }
        return request.getAsJsonObject(holder).getAsJsonObject(hashKey).get("S").getAsString();
    }

    /** Whether a read asked for strong consistency. */
    public boolean consistent() {
        return request.has("ConsistentRead") && request.get("ConsistentRead").getAsBoolean();
    }

    /** What an update sets or removes: {@code sess.cart}, {@code expires} and so on, sorted. */
    public Set<String> updated() {
        Set<String> paths = new TreeSet<>();
        if (request.has("UpdateExpression")) {
            String expression = request.get("UpdateExpression").getAsString();
            for (String clause : CLAUSE.split(expression.trim())) {
                for (String action : TOP_LEVEL_COMMA.split(clause)) {
                    if (!action.isBlank()) {
                        paths.add(named(action.trim().split("[ =]", 2)[0]));
                    }
                }
            }
        }
        return paths;
    }

    private String named(String path) {
        JsonObject names =
                request.has("ExpressionAttributeNames")
                        ? request.getAsJsonObject("ExpressionAttributeNames")
                        : new JsonObject();
        return PLACEHOLDER
                .matcher(path)
                .replaceAll(
                        found -> {
                            JsonElement name = names.get(found.group());
                            return Matcher.quoteReplacement(
                                    name == null ? found.group() : name.getAsString());
                        });
    }

    /** Capacity units that the answer names; 0 when the request did not ask for them. */
    public double capacityUnits() {
        return response.has("ConsumedCapacity")
                ? response.getAsJsonObject("ConsumedCapacity").get("CapacityUnits").getAsDouble()
                : 0;
    }
}
