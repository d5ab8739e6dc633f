package io.github.tomcatdynamodb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.cli.Outcome.Kind;
import io.github.tomcatdynamodb.table.ItemUpdate;
import io.github.tomcatdynamodb.table.WriteResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RecordMigrationTest {

    private static final long NOW = 1_795_000_000L;
    private static final String COOKIE = "\"cookie\":{\"originalMaxAge\":1800000,\"path\":\"/\"}";

    private final List<ItemUpdate> written = new ArrayList<>();
    private final Deque<Map<String, AttributeValue>> changedMeanwhile = new ArrayDeque<>();

    @Test
    void dryRun_tellsClassesAndWritesNothing() throws Exception {
        Outcome outcome =
                dryRun(
                        json(
                                "{\"user\":\"ann\",\"n\":1,\"list\":[1],\"o\":{},\"none\":null,"
                                        + COOKIE
                                        + "}"));

        assertEquals(Kind.UPGRADABLE, outcome.kind());
        assertEquals(
                Map.of(
                        "user",
                        "java.lang.String",
                        "n",
                        "java.lang.Integer",
                        "list",
                        "java.util.ArrayList",
                        "o",
                        "java.util.HashMap",
                        "none",
                        "null"),
                outcome.classes());
        assertTrue(written.isEmpty());
        String line = Report.line(outcome);
        assertFalse(line.contains("ann") || line.contains("sess:"), line);
    }

    @Test
    void apply_writesOneUpdate() throws Exception {
        assertEquals(Kind.UPGRADED, apply(json("{\"user\":\"ann\"," + COOKIE + "}")).kind());

        assertEquals(1, written.size());
        assertEquals("sess:1", written.get(0).key());
    }

    @Test
    void whatIsNoJsonRecord_isLeftAlone() throws Exception {
        Map<String, AttributeValue> sess = Map.of("sess", AttributeValue.fromM(Map.of()));
        AttributeValue ours =
                AttributeValue.fromM(
                        Map.of(
                                "v", AttributeValue.fromN("1"),
                                "created", AttributeValue.fromN("1"),
                                "accessed", AttributeValue.fromN("1"),
                                "maxInactive", AttributeValue.fromN("1800")));
        AttributeValue gone =
                AttributeValue.fromM(
                        Map.of(
                                "v", AttributeValue.fromN("1"),
                                "created", AttributeValue.fromN("1"),
                                "gone", AttributeValue.fromN("1")));
        Map<String, AttributeValue> expired = json("{" + COOKIE + "}");
        expired.put("expires", AttributeValue.fromN((NOW - 1) + ".5"));
        Map<String, AttributeValue> other = json("{" + COOKIE + "}");
        other.put("id", AttributeValue.fromS("other:1"));

        assertEquals(Kind.EXPRESS_MAP, apply(item(sess)).kind());
        assertEquals(
                Kind.FORMAT_1,
                apply(item(Map.of("sess", sess.get("sess"), "tomcat", ours))).kind());
        assertEquals(Kind.LOGGED_OUT, apply(item(Map.of("tomcat", gone))).kind());
        assertEquals(Kind.NO_SESSION, apply(item(Map.of())).kind());
        assertEquals(Kind.EXPIRED, apply(expired).kind());
        assertEquals(Kind.OTHER_PREFIX, apply(other).kind());
        assertTrue(written.isEmpty());
    }

    @Test
    void whatCannotBeUpgraded_isAFailure() throws Exception {
        Outcome damaged = apply(json("{\"user\":\"ann"));
        Outcome emptyName = apply(json("{\"\":1," + COOKIE + "}"));
        String deep = "[".repeat(40) + "]".repeat(40);
        Outcome tooDeep = apply(json("{\"a\":" + deep + "," + COOKIE + "}"));
        Outcome tooLarge = apply(json("{\"a\":[" + "1,".repeat(150_000) + "1]," + COOKIE + "}"));

        assertEquals(Kind.DAMAGED, damaged.kind());
        assertFalse(damaged.reason().contains("ann"), damaged.reason());
        assertEquals(Kind.NOT_REPRESENTABLE, emptyName.kind());
        assertEquals(Kind.NOT_REPRESENTABLE, tooDeep.kind());
        assertEquals(Kind.TOO_LARGE, tooLarge.kind());
        for (Outcome outcome : List.of(damaged, emptyName, tooDeep, tooLarge)) {
            assertTrue(outcome.kind().isFailure());
            assertFalse(outcome.reason().isEmpty());
        }
        assertTrue(written.isEmpty());
    }

    @Test
    void conflict_isTriedAgainWithWhatIsThereNow() throws Exception {
        changedMeanwhile.add(json("{\"user\":\"bob\"," + COOKIE + "}"));

        assertEquals(Kind.UPGRADED, apply(json("{\"user\":\"ann\"," + COOKIE + "}")).kind());
        assertEquals(2, written.size());
        assertTrue(written.get(1).values().toString().contains("bob"));

        changedMeanwhile.add(Map.of());
        assertEquals(Kind.NO_SESSION, apply(json("{" + COOKIE + "}")).kind());

        for (int i = 0; i < 20; i++) {
            changedMeanwhile.add(json("{\"n\":" + i + "," + COOKIE + "}"));
        }
        assertEquals(Kind.CONTENDED, apply(json("{" + COOKIE + "}")).kind());
    }

    private Outcome dryRun(Map<String, AttributeValue> item) throws Exception {
        return migrate(item, "--table", "t");
    }

    private Outcome apply(Map<String, AttributeValue> item) throws Exception {
        return migrate(item, "--table", "t", "--apply");
    }

    private Outcome migrate(Map<String, AttributeValue> item, String... arguments)
            throws Exception {
        return new RecordMigration(
                        CommandLines.migrate(String.join(" ", arguments)),
                        update -> {
                            written.add(update);
                            return changedMeanwhile.isEmpty()
                                    ? new WriteResult.Written()
                                    : new WriteResult.Refused(changedMeanwhile.poll());
                        },
                        Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC))
                .migrate(item);
    }

    private static Map<String, AttributeValue> json(String sess) {
        return item(Map.of("sess", AttributeValue.fromS(sess)));
    }

    private static Map<String, AttributeValue> item(Map<String, AttributeValue> rest) {
        Map<String, AttributeValue> item = new HashMap<>(rest);
        item.put("id", AttributeValue.fromS("sess:1"));
        item.put("expires", AttributeValue.fromN((NOW + 600) + ".25"));
        return item;
    }
}
