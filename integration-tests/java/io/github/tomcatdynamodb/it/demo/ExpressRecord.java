package io.github.tomcatdynamodb.it.demo;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A session with a shopping cart, as connect-dynamodb stored it. */
final class ExpressRecord {
    private static final Path FIXTURE =
            Path.of("src/test/resources/fixtures/connect-dynamodb--cart.json");

    private final String sessionId;
    private final Map<String, AttributeValue> item = new HashMap<>();

    ExpressRecord() {
        JsonObject fixture = fixture();
        String original = fixture.get("sid").getAsString();
        // Each has an id of its own, so that one that has ended does not stand in the way.
        String own = UUID.randomUUID().toString().substring(0, 8);
        sessionId = original.substring(0, original.length() - own.length()) + own;
        fixture.getAsJsonObject("item")
                .asMap()
                .forEach(
                        (name, value) ->
                                item.put(name, ItemJson.parseScalar(value.getAsJsonObject())));
        item.put("id", AttributeValue.fromS(Demo.PREFIX + Keys.hash(sessionId)));
    }

    String sessionId() {
        return sessionId;
    }

    /** Puts it into the table; but for its key, it is exactly what connect-dynamodb wrote. */
    void write(EmbeddedDynamoDb dynamo) {
        dynamo.put(Demo.TABLE, item);
    }

    private static JsonObject fixture() {
        try {
            return JsonParser.parseString(Files.readString(Environment.basedir().resolve(FIXTURE)))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
