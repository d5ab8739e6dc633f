package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.LargeContents;
import io.github.tomcatdynamodb.record.LargeItem;
import io.github.tomcatdynamodb.record.LargePlacement;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.RecordSettings;
import io.github.tomcatdynamodb.record.SavePlan;
import io.github.tomcatdynamodb.record.SavePlanner;
import io.github.tomcatdynamodb.value.ValueCodec;
import io.github.tomcatdynamodb.value.seal.Seal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records in a table with an index on {@code userId}, as the store writes them. */
record SampleRecords(String table) {

    private static final String HASH = "0123456789012345678901234567890123456789abc";

    /** Makes a table. */
    static SampleRecords newTable() {
        String name = LocalDynamoDb.unusedName();
        CommandLines created =
                CommandLines.run("create-table " + CommandLines.at(name) + " --index=userId:S");
        if (created.status() != Main.FINE) {
            throw new AssertionError(created.err());
        }
        return new SampleRecords(name);
    }

    /** A key like those of an application; the numbers tell them apart. */
    static String key(String application, int number) {
        return "localhost/" + application + "#" + HASH.substring(1) + number;
    }

    /** Stores a session of a user. */
    void live(String key, String user) {
        put(key, user, Instant.now().getEpochSecond() + 1800);
    }

    /** Stores a session of a user whose time is over. */
    void expired(String key, String user) {
        put(key, user, Instant.now().getEpochSecond() - 60);
    }

    private void put(String key, String user, long expires) {
        long created = Instant.now().toEpochMilli();
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("id", AttributeValue.fromS(key));
        item.put("userId", AttributeValue.fromS(user));
        item.put("expires", number(expires));
        item.put(
                "sess",
                AttributeValue.fromM(
                        Map.of(
                                "userId", AttributeValue.fromS(user),
                                "secret", AttributeValue.fromS("pass phrase"))));
        item.put(
                "tomcat",
                AttributeValue.fromM(
                        Map.of(
                                "v", number(1),
                                "created", number(created),
                                "accessed", number(created),
                                "maxInactive", number(1800),
                                "types", AttributeValue.fromM(Map.of()))));
        LocalDynamoDb.dynamo().put(table, item);
    }

    /** Stores a session as connect-dynamodb does, with an index's attribute. */
    void jsonString(String key, String user) {
        LocalDynamoDb.dynamo()
                .put(
                        table,
                        Map.of(
                                "id",
                                AttributeValue.fromS(key),
                                "userId",
                                AttributeValue.fromS(user),
                                "expires",
                                number(Instant.now().getEpochSecond() + 86_400 + 3_600),
                                "type",
                                AttributeValue.fromS("connect-session"),
                                "sess",
                                AttributeValue.fromS(
                                        "{\"cookie\":{\"originalMaxAge\":null},\"n\":1}")));
    }

    /** Stores a session with an attribute that stands in an item of its own. */
    void large(String key, String value) {
        RecordSettings large =
                Records.settings(
                                LocalDynamoDb.settings(table, LocalDynamoDb.dynamo().endpoint()),
                                Seal.off())
                        .withLarge(new LargePlacement("localhost/shop#", 10, false));
        long now = Instant.now().toEpochMilli();
        ValueCodec codec = Records.codec();
        SavePlan.Put plan =
                (SavePlan.Put)
                        new SavePlanner(large, codec)
                                .plan(
                                        new EncodedSession(
                                                key,
                                                now,
                                                now,
                                                1800,
                                                Map.of("large", codec.encode(value)),
                                                Map.of()),
                                        Optional.empty(),
                                        now);
        plan.large().forEach(this::put);
        Map<String, AttributeValue> item = new HashMap<>(plan.put().item());
        item.put("id", AttributeValue.fromS(key));
        LocalDynamoDb.dynamo().put(table, item);
    }

    private void put(LargeItem item) {
        LocalDynamoDb.dynamo()
                .put(
                        table,
                        Map.of(
                                "id", AttributeValue.fromS(item.pointer().key(0)),
                                "expires", number(item.pointer().expires()),
                                "tomcat", item.parts().get(0)));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** Returns what a node takes the record under a key for. */
    Reading reading(String key) {
        return new ItemReader(
                        Records.settings(
                                LocalDynamoDb.settings(table, LocalDynamoDb.dynamo().endpoint()),
                                Seal.off()),
                        Records.codec())
                .read(
                        LocalDynamoDb.dynamo().item(table, key),
                        Instant.now().toEpochMilli(),
                        0,
                        LargeContents.NONE);
    }

    /** Runs a command on the table. */
    CommandLines run(String command, String options) {
        return CommandLines.run(command + " " + CommandLines.at(table) + options);
    }
}
