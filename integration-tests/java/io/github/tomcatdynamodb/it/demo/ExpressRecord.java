package io.github.tomcatdynamodb.it.demo;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A session exactly as connect-dynamodb stored it, with a shopping cart; only its key is the
 * demo's.
 */
final class ExpressRecord {
    private static final Path FIXTURE =
            Path.of("src/test/resources/fixtures/connect-dynamodb--cart.json");

    private final EmbeddedDynamoDb dynamo;
    private final JsonObject fixture;

    ExpressRecord(EmbeddedDynamoDb dynamo) {
        this.dynamo = dynamo;
        try {
            fixture =
                    JsonParser.parseString(Files.readString(Environment.basedir().resolve(FIXTURE)))
                            .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id that Express gave it. */
    String sessionId() {
        return fixture.get("sid").getAsString();
    }

    /** Puts it into the table as it was. */
    void write() {
        Map<String, AttributeValue> item = new HashMap<>();
        fixture.getAsJsonObject("item")
                .asMap()
                .forEach(
                        (name, value) ->
                                item.put(name, ItemJson.parseScalar(value.getAsJsonObject())));
        item.put("id", AttributeValue.fromS(Demo.PREFIX + sessionId()));
        dynamo.put(Demo.TABLE, item);
    }

    /** Puts it into the table, unless a session is stored there. */
    void writeUnlessThere() {
        if (!dynamo.item(Demo.TABLE, Demo.PREFIX + sessionId()).containsKey("sess")) {
            write();
        }
    }
}
