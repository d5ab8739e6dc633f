package io.github.tomcatdynamodb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.sessions.SessionKeys;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code sessions}, {@code revoke} and {@code show} on sessions of two users. */
class SessionCommandsTest {

    private static final String SHOP = SampleRecords.key("shop", 1);
    private static final String BLOG = SampleRecords.key("blog", 2);
    private static final String OVER = SampleRecords.key("shop", 3);
    private static final String OTHERS = SampleRecords.key("shop", 4);
    private static final String PLAIN = "sess:an-id";

    private static SampleRecords records;

    @BeforeAll
    static void createTable() {
        records = SampleRecords.newTable();
    }

    @BeforeEach
    void fill() {
        records.live(SHOP, "42");
        records.live(BLOG, "42");
        records.live(PLAIN, "42");
        records.expired(OVER, "42");
        records.live(OTHERS, "7");
    }

    private static Set<String> keys(CommandLines line) {
        assertEquals(Main.FINE, line.status(), line.err());
        return line.out()
                .lines()
                .map(text -> JsonParser.parseString(text).getAsJsonObject())
                .map((JsonObject found) -> found.get("key").getAsString())
                .collect(Collectors.toSet());
    }

    @Test
    void sessions_ofAUser_areThoseThatLive_andNoIdIsShown() {
        CommandLines listed = records.run("sessions", " --where userId=42 --json");

        assertEquals(Set.of(SHOP, BLOG, RecordMigration.hashed(PLAIN)), keys(listed));
        assertFalse(listed.out().contains("an-id"), listed.out());
    }

    @Test
    void sessions_ofAnApplication_areThoseWithItsPrefix() {
        assertEquals(
                Set.of(SHOP),
                keys(
                        records.run(
                                "sessions", " --where=userId=42 --prefix=localhost/shop# --json")));
    }

    @Test
    void sessions_forPeople_areATable_andNobodyHasNone() {
        CommandLines listed = records.run("sessions", " --where userId=7");

        List<String> lines = listed.out().lines().toList();
        assertEquals(2, lines.size(), listed.out());
        assertTrue(lines.get(0).matches("KEY +STATE +CREATED +LAST ACCESS +EXPIRES +BYTES"));
        assertTrue(lines.get(1).startsWith(OTHERS + "  live "), listed.out());
        assertEquals("", records.run("sessions", " --where userId=nobody").out());
    }

    @Test
    void theTimesOfAConnectDynamodbRecord_areNotStored_andNotMadeUp() {
        SampleRecords ofExpress = SampleRecords.newTable();
        ofExpress.jsonString("sess:an-id", "42");

        String row = ofExpress.run("sessions", " --where userId=42").out().lines().toList().get(1);
        String shown = ofExpress.run("show", " --prefix=sess: an-id").out();

        assertTrue(row.matches("\\S+ +live +- +- +20\\d\\d-.*"), row);
        assertTrue(shown.contains("Last access, as stored: -"), shown);
        assertTrue(shown.contains("Created: -"), shown);
    }

    @Test
    void show_ofTooMuch_doesNotShowIt() {
        CommandLines refused = records.run("show", " " + SHOP + " a-secret-id");

        assertEquals(Main.USAGE, refused.status());
        assertTrue(refused.err().contains("more arguments than this command takes"), refused.err());
        assertFalse(refused.err().contains("secret"), refused.err());
    }

    @Test
    void sessions_byAScan_areAllThatLive() {
        assertEquals(
                Set.of(SHOP, BLOG, OTHERS, RecordMigration.hashed(PLAIN)),
                keys(records.run("sessions", " --scan --yes --json")));
    }

    @Test
    void aScan_isAskedAbout_andNotMadeWithoutAYes() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("no\n".getBytes(StandardCharsets.UTF_8)));
            CommandLines refused = records.run("sessions", " --scan");

            assertEquals(Main.USAGE, refused.status());
            assertEquals("", refused.out());
            assertTrue(refused.err().contains("read units, which cost about $"), refused.err());

            System.setIn(new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8)));
            assertEquals(4, keys(records.run("sessions", " --scan --json")).size());
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void withoutAnIndex_nothingIsScanned_andTheCommandThatAddsOneIsSaid() {
        CommandLines refused = records.run("sessions", " --where=colour=blue");

        assertEquals(Main.USAGE, refused.status());
        assertTrue(refused.err().contains("aws dynamodb update-table "), refused.err());
        assertTrue(refused.err().contains("IndexName=colour-index"), refused.err());
        assertEquals(Main.USAGE, records.run("sessions", " --where=userId").status());
        assertEquals(Main.USAGE, records.run("sessions", "").status());
        assertEquals(Main.USAGE, records.run("sessions", " --scan --where=userId=1").status());
    }

    @Test
    void revoke_endsTheUsersSessions_forGood_andNoOthers() {
        CommandLines revoked = records.run("revoke", " --where userId=42 --json");

        assertEquals(Set.of(SHOP, BLOG, RecordMigration.hashed(PLAIN)), keys(revoked));
        assertTrue(revoked.err().contains("3 sessions have ended"), revoked.err());
        for (String key : List.of(SHOP, BLOG, PLAIN)) {
            assertInstanceOf(Reading.LoggedOut.class, records.reading(key));
        }
        assertInstanceOf(Reading.Live.class, records.reading(OTHERS));
        assertEquals("", records.run("sessions", " --where userId=42 --json").out());
    }

    @Test
    void revoke_ofAnApplication_leavesTheOthers() {
        records.run("revoke", " --where userId=42 --prefix=localhost/shop#");

        assertInstanceOf(Reading.LoggedOut.class, records.reading(SHOP));
        assertInstanceOf(Reading.Live.class, records.reading(BLOG));
    }

    @Test
    void revoke_asADryRun_endsNone() {
        CommandLines listed = records.run("revoke", " --where userId=42 --dry-run --json");

        assertEquals(3, keys(listed).size());
        assertInstanceOf(Reading.Live.class, records.reading(SHOP));
    }

    @Test
    void show_findsARecordByItsKey_orByTheIdAndThePrefix() {
        assertTrue(records.run("show", " " + SHOP).out().contains("State: live"));
        assertTrue(
                records.run(
                                "show",
                                " --prefix=localhost/shop# "
                                        + SHOP.substring("localhost/shop#".length()))
                        .out()
                        .contains("State: live"));
        String id = "0123456789ABCDEF";
        records.live(new SessionKeys("localhost/shop#", true, false, true).key(id), "9");
        CommandLines byId = records.run("show", " --prefix=localhost/shop# " + id + ".node1");
        assertEquals(Main.FINE, byId.status(), byId.err());
        assertFalse((byId.out() + byId.err()).contains(id));
        records.run("revoke", " --where userId=9");
        assertEquals(Main.FINDINGS, records.run("show", " nothing").status());
    }

    @Test
    void show_hasNamesAndTypes_andValuesOnlyWhenAsked() {
        String without = records.run("show", " " + SHOP).out();
        assertTrue(without.contains("secret     java.lang.String"), without);
        assertFalse(without.contains("pass phrase"), without);

        JsonObject with =
                JsonParser.parseString(records.run("show", " --values --json " + SHOP).out())
                        .getAsJsonObject();
        assertEquals(
                "pass phrase",
                with.getAsJsonObject("attributes")
                        .getAsJsonObject("secret")
                        .get("value")
                        .getAsString());
    }

    @Test
    void show_ofALargeAttribute_readsIt_andAScanDoesNotTakeItForASession() {
        String key = SampleRecords.key("shop", 5);
        SampleRecords own = SampleRecords.newTable();
        own.large(key, "large value");

        JsonObject shown =
                JsonParser.parseString(own.run("show", " --values --json " + key).out())
                        .getAsJsonObject();

        assertEquals(
                "large value",
                shown.getAsJsonObject("attributes")
                        .getAsJsonObject("large")
                        .get("value")
                        .getAsString());
        assertEquals(Set.of(key), keys(own.run("sessions", " --scan --yes --json")));
    }
}
