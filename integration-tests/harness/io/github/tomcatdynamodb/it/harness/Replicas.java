package io.github.tomcatdynamodb.it.harness;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** DynamoDB with replicas that lag behind, made of one that has none. */
final class Replicas {
    private final ReplicaLag lag;
    private final Map<String, Set<String>> keyNames = new ConcurrentHashMap<>();

    Replicas(ReplicaLag lag) {
        this.lag = lag;
    }

    /** Returns DynamoDB's answer, or for some eventually consistent reads that of a replica. */
    HttpMessage ask(HttpMessage message, String operation, JsonObject request, Upstream upstream)
            throws IOException {
        ItemKey.Schema schema = table -> keyNames(table, message, upstream);
        if (operation.equals("GetItem") && !isConsistent(request)) {
            HttpMessage answer = upstream.ask(message);
            return answer.status() == 200
                    ? lag.read(ItemKey.of(request, schema))
                            .map(past -> asOfThen(answer, past, request))
                            .orElse(answer)
                    : answer;
        }
        try {
            return lag.write(
                    ItemKey.writtenBy(operation, request, schema),
                    key -> item(key, message, upstream),
                    () -> upstream.ask(message));
        } catch (Upstream.Refused noSuchTable) {
            return upstream.ask(message);
        }
    }

    /** How many reads did not see the truth. */
    long staleReads() {
        return lag.stale();
    }

    private static boolean isConsistent(JsonObject request) {
        return request.has("ConsistentRead") && request.get("ConsistentRead").getAsBoolean();
    }

    /** The capacity that it names stays that of the true item. */
    private static HttpMessage asOfThen(
            HttpMessage answer, ReplicaLag.Seen past, JsonObject request) {
        if (request.has("ProjectionExpression") || request.has("AttributesToGet")) {
            return MadeUp.error(
                    400,
                    "com.amazon.coral.validate#ValidationException",
                    "The proxy's replicas know whole items only: read without a projection");
        }
        JsonObject body = JsonParser.parseString(answer.text()).getAsJsonObject();
        body.remove("Item");
        if (past.item() != null) {
            body.add("Item", past.item());
        }
        return answer.without("x-amz-crc32")
                .withBody(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Set<String> keyNames(String table, HttpMessage client, Upstream upstream)
            throws IOException {
        Set<String> known = keyNames.get(table);
        if (known != null) {
            return known;
        }
        JsonObject request = new JsonObject();
        request.addProperty("TableName", table);
        Set<String> names =
                upstream
                        .ask(client, "DescribeTable", request)
                        .getAsJsonObject("Table")
                        .getAsJsonArray("KeySchema")
                        .asList()
                        .stream()
                        .map(key -> key.getAsJsonObject().get("AttributeName").getAsString())
                        .collect(Collectors.toSet());
        keyNames.put(table, names);
        return names;
    }

    private static JsonObject item(ItemKey key, HttpMessage client, Upstream upstream)
            throws IOException {
        JsonObject request = new JsonObject();
        request.addProperty("TableName", key.table());
        request.add("Key", key.key());
        request.addProperty("ConsistentRead", true);
        return upstream.ask(client, "GetItem", request).getAsJsonObject("Item");
    }
}
