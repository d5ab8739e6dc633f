package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.HALF_AN_HOUR;
import static io.github.tomcatdynamodb.record.Stored.NOW;
import static io.github.tomcatdynamodb.record.Stored.m;
import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.table.WriteResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A logout is final. */
class TombstonesTest extends WithStored {

    private static final Tombstones TOMBSTONES = new Tombstones(Stored.SETTINGS);

    @Test
    void of_replacesTheWholeRecord_byAFewBytesThatAreNoSession() {
        StoredSession session =
                stored.create(stored.session("big", NOW, Map.of("a", "x".repeat(10_000))));

        stored.put(TOMBSTONES.of(session, NOW + 5));

        assertEquals(new Reading.LoggedOut(NOW), stored.reading("big"));
        assertTrue(ItemSize.of(stored.item("big")) < 100, stored.item("big").toString());
    }

    @Test
    void of_outlivesWhateverTheSessionCouldHaveLived_byAnHour() {
        StoredSession session = stored.create(stored.session("outlives", NOW, Map.of()));

        stored.put(TOMBSTONES.of(session, NOW));

        long expires = Long.parseLong(stored.item("outlives").get("expires").n());
        assertEquals(NOW / 1000 + 1 + HALF_AN_HOUR + 180 + 3600, expires);
    }

    @Test
    void of_aSessionThatNeverExpires_expiresAllTheSame() {
        StoredSession session = stored.create(stored.session("mortal", NOW, NOW, -1, Map.of()));

        stored.put(TOMBSTONES.of(session, NOW));

        assertEquals(n(NOW / 1000 + 3600), stored.item("mortal").get("expires"));
    }

    @Test
    void of_twice_isTheSame() {
        // As after an answer that was lost.
        StoredSession session = stored.create(stored.session("twice", NOW, Map.of()));
        stored.put(TOMBSTONES.of(session, NOW));
        stored.put(TOMBSTONES.of(session, NOW));

        assertEquals(new Reading.LoggedOut(NOW), stored.reading("twice"));
    }

    @Test
    void of_aRecordThatAnotherNodeHasChanged_replacesIt() {
        StoredSession session = stored.create(stored.session("changed", NOW, Map.of()));
        stored.write(
                stored.planner()
                        .plan(
                                stored.session("changed", NOW + 900_000, Map.of("a", 1)),
                                Optional.of(session),
                                NOW));

        stored.put(TOMBSTONES.of(session, NOW));

        assertEquals(new Reading.LoggedOut(NOW), stored.reading("changed"));
    }

    @Test
    void of_aRecordThatIsGone_isWrittenAllTheSame() {
        StoredSession session = stored.create(stored.session("gone", NOW, Map.of()));
        stored.delete("gone");

        stored.put(TOMBSTONES.of(session, NOW));

        assertEquals(new Reading.LoggedOut(NOW), stored.reading("gone"));
    }

    @Test
    void of_anEarlierSessionUnderTheSameId_leavesTheLaterOne() {
        StoredSession earlier = stored.create(stored.session("later", NOW, Map.of("a", 1)));
        stored.delete("later");
        stored.create(stored.session("later", NOW + 9, NOW + 9, HALF_AN_HOUR, Map.of("b", 2)));

        assertInstanceOf(WriteResult.Refused.class, stored.table.put(TOMBSTONES.of(earlier, NOW)));
        assertEquals(Map.of("b", 2), stored.values("later"));
    }

    @Test
    void of_aRecordThatExpressHasRewritten_replacesIt() {
        StoredSession session = stored.create(stored.session("rewritten", NOW, Map.of("a", 1)));
        stored.put("rewritten", Map.of("sess", m(Map.of("cookie", m(Map.of())))));

        stored.put(TOMBSTONES.of(session, NOW));

        assertEquals(new Reading.LoggedOut(NOW), stored.reading("rewritten"));
    }

    @Test
    void of_aForeignRecord_replacesIt_alsoWhenAnotherNodeHasUpgradedIt() {
        stored.put("foreign", Map.of("sess", s("{\"cookie\":{},\"a\":1}")));
        StoredSession session = stored.load("foreign");
        stored.put(TOMBSTONES.of(session, NOW));
        assertInstanceOf(Reading.LoggedOut.class, stored.reading("foreign"));

        stored.put("foreign", Map.of("sess", s("{\"cookie\":{},\"a\":1}")));
        stored.write(
                stored.planner()
                        .plan(
                                stored.session("foreign", NOW + 1, Map.of("a", 2)),
                                Optional.of(session),
                                NOW));
        stored.put(TOMBSTONES.of(session, NOW));
        assertInstanceOf(Reading.LoggedOut.class, stored.reading("foreign"));
    }

    @Test
    void ofUnknown_replacesASession_butWritesNothingWhereThereIsNone() {
        stored.create(stored.session("unknown", NOW, Map.of("a", 1)));

        stored.put(TOMBSTONES.ofUnknown("unknown", NOW, HALF_AN_HOUR));
        assertEquals(new Reading.LoggedOut(0), stored.reading("unknown"));

        assertInstanceOf(
                WriteResult.Refused.class,
                stored.table.put(TOMBSTONES.ofUnknown("nobody", NOW, HALF_AN_HOUR)));
        assertEquals(Map.of(), stored.item("nobody"));
    }

    @Test
    void aTombstone_isNoSessionToTheNodeStores_whichTellByTheAttributeSess() {
        StoredSession session = stored.create(stored.session("node", NOW, Map.of("a", 1)));

        stored.put(TOMBSTONES.of(session, NOW));

        assertFalse(stored.item("node").containsKey("sess"));
    }

    @Test
    void aTombstone_survivesTheUpsertOfConnectDynamodbsTouch() {
        StoredSession session = stored.create(stored.session("touched", NOW, Map.of("a", 1)));
        stored.put(TOMBSTONES.of(session, NOW));
        var item = new HashMap<>(stored.item("touched"));
        item.put("expires", n(NOW / 1000 + 99_999));
        item.put("type", s("connect-session"));
        stored.put("touched", item);

        assertEquals(new Reading.LoggedOut(NOW), stored.reading("touched"));
    }

    @Test
    void itCostsNoMoreThanTheDeletion() {
        // A deletion costs what the item before it was large; so does a put that replaces it by
        // less.
        var tombstones = new Tombstones(Stored.settings(new Expiry(OptionalInt.of(0))));
        StoredSession session =
                stored.create(stored.session("cost", NOW, Map.of("a", "x".repeat(3000))));

        assertTrue(
                ItemSize.of(tombstones.of(session, NOW).item()) < ItemSize.of(stored.item("cost")));
    }
}
