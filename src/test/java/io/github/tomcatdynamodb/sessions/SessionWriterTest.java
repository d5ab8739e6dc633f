package io.github.tomcatdynamodb.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.LogLines;
import io.github.tomcatdynamodb.TestClock;
import io.github.tomcatdynamodb.jmx.SessionFigures;
import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.SavePlanner;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.record.Stored;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SessionWriterTest {

    private final TestClock clock = new TestClock();
    private final LogLines log = new LogLines();
    private final ApplicationLog said = new ApplicationLog(log, "localhost/shop");
    private final FailureLog failureLog = new FailureLog(said, clock::nanoTime);

    @Test
    void aJsonRecordThatNoMapCanHold_staysOne_andSaysSoOnceAMinute() {
        String deep = "[".repeat(40) + "]".repeat(40);
        String table = LocalDynamoDb.newTable("id", "expires");
        put(table, "DEEP", "{\"deep\":" + deep + ",\"views\":1}");
        put(table, "FLAT", "{\"views\":1}");

        change(table, "FLAT", 2);
        assertTrue(log.lines().isEmpty(), log.lines().toString());
        change(table, "DEEP", 2);
        change(table, "DEEP", 3);

        assertTrue(LocalDynamoDb.dynamo().item(table, "FLAT").get("sess").hasM());
        String sess = LocalDynamoDb.dynamo().item(table, "DEEP").get("sess").s();
        assertEquals("{\"deep\":" + deep + ",\"views\":3}", sess);
        assertEquals(1, log.lines().size(), log.lines().toString());
        assertTrue(log.lines().get(0).contains("stays a JSON string"));
        assertFalse(log.lines().get(0).contains("DEEP"));
    }

    private void put(String table, String id, String json) {
        LocalDynamoDb.dynamo()
                .put(
                        table,
                        Map.of("id", AttributeValue.fromS(id), "sess", AttributeValue.fromS(json)));
    }

    private void change(String tableName, String id, int views) {
        try (SessionTable table = LocalDynamoDb.open(tableName);
                ValueCodec codec =
                        new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults())) {
            SessionReader reader =
                    new SessionReader(
                            table,
                            new SessionKeys("", false, false, false),
                            new ItemReader(Stored.SETTINGS, codec),
                            new LargeItems(table, "expires", 0),
                            () -> 1800,
                            Stored.SETTINGS.expiry(),
                            clock,
                            System::nanoTime,
                            new SessionFigures(clock, System::nanoTime),
                            said);
            SessionWriter writer =
                    new SessionWriter(
                            reader,
                            new SavePlanner(Stored.SETTINGS, codec),
                            true,
                            1 << 20,
                            failureLog);
            SessionRecord record =
                    assertInstanceOf(Reading.Live.class, reader.read(id, true)).session();
            Map<String, StoredValue> attributes = new HashMap<>(record.attributes());
            attributes.put("views", codec.encode(views));
            writer.write(
                    new EncodedSession(id, 0, clock.millis(), 1800, attributes, Map.of()),
                    Optional.of(StoredSession.of(id, record, codec::isNative)));
        }
    }
}
