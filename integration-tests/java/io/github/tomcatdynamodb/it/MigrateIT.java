package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code migrate} as a process of its own, without Tomcat. */
class MigrateIT {

    private static final EmbeddedDynamoDb DYNAMO = EmbeddedDynamoDb.start();
    private static final String TABLE = "legacy";
    private static final int LEGACY = 600;
    private static final String COOKIE =
            "\"cookie\":{\"originalMaxAge\":1800000,\"expires\":\"2026-11-18T00:00:00.000Z\","
                    + "\"httpOnly\":true,\"path\":\"/\"}";

    private final long soon = Instant.now().getEpochSecond() + 1500;

    @TempDir Path directory;

    @AfterAll
    static void stop() {
        DYNAMO.close();
    }

    @BeforeEach
    void fill() {
        DYNAMO.deleteTable(TABLE);
        DYNAMO.createTable(TABLE, "id", "expires");
        for (int i = 0; i < LEGACY; i++) {
            Map<String, AttributeValue> item =
                    json("sess:user" + i, "{" + COOKIE + ",\"user\":\"secret" + i + "\"}");
            item.put("type", AttributeValue.fromS("connect-session"));
            DYNAMO.put(TABLE, item);
        }
        others().forEach(item -> DYNAMO.put(TABLE, item));
    }

    /** Nothing of these is to be touched. */
    private List<Map<String, AttributeValue>> others() {
        Map<String, AttributeValue> expired = json("sess:expired", "{" + COOKIE + "}");
        expired.put("expires", AttributeValue.fromN((soon - 9000) + ".999"));
        Map<String, AttributeValue> tombstone = new HashMap<>();
        tombstone.put("id", AttributeValue.fromS("sess:gone"));
        tombstone.put("expires", AttributeValue.fromN(Long.toString(soon)));
        tombstone.put("tomcat", numbers("v", 1, "created", 1, "gone", 2));
        Map<String, AttributeValue> ours = map("sess:ours");
        ours.put("tomcat", numbers("v", 1, "created", 1, "accessed", 1, "maxInactive", 1800));
        return List.of(
                expired,
                tombstone,
                ours,
                map("sess:pwrdrvr"),
                json("other:app", "{" + COOKIE + "}"),
                json("sess:corrupt", "{\"user\":\"secret"),
                json("sess:emptyname", "{\"\":\"secret\"," + COOKIE + "}"));
    }

    @Test
    void dryRun_tellsEverythingAndWritesNothing() throws Exception {
        Map<String, Map<String, AttributeValue>> before = items();
        Path report = directory.resolve("report.jsonl");
        AdminCommand command =
                AdminCommand.start(
                        directory,
                        DYNAMO.endpoint(),
                        "migrate",
                        TABLE,
                        "--report",
                        report.toString(),
                        "--segments",
                        "2");

        assertEquals(1, command.status(), command.output());
        assertEquals(before, items());
        assertEquals(
                Map.of(
                        "upgradable",
                        (long) LEGACY,
                        "expired",
                        1L,
                        "loggedOut",
                        1L,
                        "format1",
                        1L,
                        "expressMap",
                        1L,
                        "otherPrefix",
                        1L,
                        "damaged",
                        1L,
                        "notRepresentable",
                        1L),
                outcomes(report));
        assertTrue(Files.readString(report).contains("\"user\":\"java.lang.String\""));
        String everything = command.output() + Files.readString(report);
        assertFalse(everything.contains("secret"), everything);
        assertFalse(everything.contains("sess:user"), everything);
        assertTrue(command.output().contains("600 user: java.lang.String"), command.output());
        assertTrue(
                command.output()
                        .contains(
                                "Account 000000000000, region "
                                        + EmbeddedDynamoDb.REGION
                                        + ", table [legacy]: dry run"),
                command.output());
    }

    @Test
    void aPrefixThatNoKeyHas_isWarnedOf_andTheResultIsStillJson() throws Exception {
        AdminCommand command =
                AdminCommand.start(
                        directory,
                        DYNAMO.endpoint(),
                        "migrate",
                        TABLE,
                        "--json",
                        "--prefix=session#");

        assertEquals(0, command.status(), command.output());
        assertEquals(
                LEGACY + others().size(),
                JsonParser.parseString(command.result())
                        .getAsJsonObject()
                        .getAsJsonObject("records")
                        .get("otherPrefix")
                        .getAsInt());
        assertTrue(command.output().contains("no key begins with [session#]"), command.output());
    }

    @Test
    void endedBeforeTheEnd_asByCtrlC_saysHowToGoOn() throws Exception {
        Path resume = directory.resolve("resume.json");
        AdminCommand command =
                AdminCommand.start(
                        directory,
                        DYNAMO.endpoint(),
                        "migrate",
                        TABLE,
                        "--apply",
                        "--resume=" + resume,
                        "--write-units-per-second=10");
        Await.until("a record", () -> upgraded() > 0);

        command.end();

        assertEquals(143, command.status(), command.output());
        assertTrue(command.output().contains("it goes on where it was"), command.output());
    }

    @Test
    void apply_killedAndCalledAgain_upgradesEverythingOnce() throws Exception {
        Path report = directory.resolve("report.jsonl");
        Path resume = directory.resolve("resume.json");
        String[] options = {
            "--apply", "--report", report.toString(), "--resume", resume.toString()
        };
        String[] slowly = Arrays.copyOf(options, options.length + 2);
        slowly[options.length] = "--write-units-per-second";
        slowly[options.length + 1] = "100";
        AdminCommand killed =
                AdminCommand.start(directory, DYNAMO.endpoint(), "migrate", TABLE, slowly);
        Await.until("a page of each", () -> Files.exists(resume) && upgraded() > LEGACY / 4);
        killed.kill();
        long before = upgraded();
        assertTrue(before < LEGACY, "upgraded " + before);

        AdminCommand again =
                AdminCommand.start(directory, DYNAMO.endpoint(), "migrate", TABLE, options);
        assertEquals(1, again.status(), again.output());

        assertEquals(LEGACY, upgraded());
        Map<String, Map<String, AttributeValue>> after = items();
        others().forEach(item -> assertEquals(item, after.get(item.get("id").s())));
        for (int i = 0; i < LEGACY; i++) {
            Map<String, AttributeValue> item = after.get("sess:user" + i);
            assertEquals("secret" + i, item.get("sess").m().get("user").s());
            assertEquals("/", item.get("sess").m().get("cookie").m().get("path").s());
            assertEquals("connect-session", item.get("type").s());
            assertEquals(soon + ".25", item.get("expires").n());
            assertEquals("1800", item.get("tomcat").m().get("maxInactive").n());
        }
        assertEquals(LEGACY + others().size(), Files.readAllLines(report).size());
        assertFalse(Files.readString(resume).contains("sess:user"));
        assertTrue(again.output().contains("%"), again.output());

        AdminCommand done =
                AdminCommand.start(directory, DYNAMO.endpoint(), "migrate", TABLE, options);
        assertEquals(1, done.status(), done.output());
        assertEquals(after, items());

        AdminCommand other =
                AdminCommand.start(
                        directory,
                        DYNAMO.endpoint(),
                        "migrate",
                        TABLE,
                        "--resume",
                        resume.toString());
        assertEquals(2, other.status(), other.output());
    }

    @Test
    void withoutTable_orWithAnotherKey_fails() throws Exception {
        AdminCommand missing =
                AdminCommand.start(directory, DYNAMO.endpoint(), "migrate", "nowhere", "--apply");
        AdminCommand key =
                AdminCommand.start(
                        directory,
                        DYNAMO.endpoint(),
                        "migrate",
                        TABLE,
                        "--apply",
                        "--hash-key",
                        "sid");

        assertEquals(2, missing.status(), missing.output());
        assertEquals(2, key.status(), key.output());
        assertTrue(key.output().contains("[id]"), key.output());
    }

    private Map<String, Long> outcomes(Path report) throws Exception {
        return Files.readAllLines(report).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .map((JsonObject line) -> line.get("outcome").getAsString())
                .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
    }

    private long upgraded() {
        return DYNAMO.items(TABLE).stream()
                .filter(item -> item.get("id").s().startsWith("sess:user"))
                .filter(item -> item.containsKey("tomcat"))
                .count();
    }

    private static Map<String, Map<String, AttributeValue>> items() {
        return DYNAMO.items(TABLE).stream()
                .collect(Collectors.toMap(item -> item.get("id").s(), item -> item));
    }

    private Map<String, AttributeValue> json(String key, String sess) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("id", AttributeValue.fromS(key));
        item.put("expires", AttributeValue.fromN(soon + ".25"));
        item.put("sess", AttributeValue.fromS(sess));
        return item;
    }

    private Map<String, AttributeValue> map(String key) {
        Map<String, AttributeValue> item = json(key, "");
        item.put(
                "sess",
                AttributeValue.fromM(
                        Map.of(
                                "cookie",
                                numbers("originalMaxAge", 1_800_000),
                                "user",
                                AttributeValue.fromS("ann"))));
        return item;
    }

    private static AttributeValue numbers(Object... namesAndNumbers) {
        Map<String, AttributeValue> map = new HashMap<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            map.put(
                    (String) namesAndNumbers[i],
                    AttributeValue.fromN(namesAndNumbers[i + 1].toString()));
        }
        return AttributeValue.fromM(map);
    }
}
