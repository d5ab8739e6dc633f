package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.HALF_AN_HOUR;
import static io.github.tomcatdynamodb.record.Stored.NOW;
import static io.github.tomcatdynamodb.record.Stored.m;
import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.record.SavePlan.Reason;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.seal.Seal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a save decides, against a real table: the conditions are part of the decision. */
class SavePlannerTest {

    /** With a timeout of half an hour and the default touchAfter. */
    private static final long EXPIRED = NOW + (HALF_AN_HOUR + 180 + 1) * 1000L;

    private static Stored stored;

    @BeforeAll
    static void makeTable() {
        stored = new Stored();
    }

    @AfterAll
    static void close() {
        stored.close();
    }

    private static SavePlan plan(EncodedSession session, Optional<StoredSession> remembered) {
        return stored.planner().plan(session, remembered, NOW);
    }

    private static SavePlan again(
            EncodedSession session, Optional<StoredSession> remembered, long now) {
        Reading current = stored.read(stored.item(session.key()), now);
        return stored.planner().planAgain(session, remembered, current, now);
    }

    // ---- Not stored yet

    @Test
    void plan_whenNeverStored_putsTheWholeRecord() {
        SavePlan plan =
                plan(stored.session("new", NOW, Map.of("a", "1", "b", 2)), Optional.empty());
        stored.write(plan);

        assertEquals(Reason.CREATED, ((SavePlan.Put) plan).reason());
        Map<String, AttributeValue> item = stored.item("new");
        AttributeValue uid = item.get("tomcat").m().get("uid");
        assertEquals(
                Map.of(
                        "id", s("new"),
                        "sess", m(Map.of("a", s("1"), "b", n(2))),
                        "expires", n(NOW / 1000 + 1 + HALF_AN_HOUR + 180),
                        "tomcat",
                                m(
                                        Map.of(
                                                "v", n(1),
                                                "created", n(NOW),
                                                "accessed", n(NOW),
                                                "maxInactive", n(HALF_AN_HOUR),
                                                "uid", uid,
                                                "types", m(Map.of())))),
                item);
        assertEquals(16, uid.b().asByteArray().length);
    }

    @Test
    void plan_ofASessionThatNeverExpires_hasNoExpiry() {
        stored.write(plan(stored.session("eternal", NOW, NOW, -1, Map.of()), Optional.empty()));

        assertFalse(stored.item("eternal").containsKey("expires"));
        assertEquals(-1, stored.live("eternal").basis().maxInactive());
    }

    @Test
    void create_ontoALiveSession_isRefused_andAddsToIt() {
        stored.create(stored.session("taken", NOW - 5, NOW, HALF_AN_HOUR, Map.of("theirs", 1)));
        EncodedSession session =
                stored.session("taken", NOW, NOW + 1, HALF_AN_HOUR, Map.of("ours", 2));
        stored.refused(plan(session, Optional.empty()), NOW);

        stored.write(again(session, Optional.empty(), NOW));

        assertEquals(Map.of("theirs", 1, "ours", 2), stored.values("taken"));
    }

    @Test
    void create_whoseAnswerWasLost_isFoundDone() {
        EncodedSession session = stored.session("lost", NOW, Map.of("a", 1));
        SavePlan plan = plan(session, Optional.empty());
        stored.write(plan);

        Reading current = stored.refused(plan, NOW);
        SavePlan again = stored.planner().planAgain(session, Optional.empty(), current, NOW);

        SavePlan.Stored done = assertInstanceOf(SavePlan.Stored.class, again);
        assertEquals(Reason.CREATED, done.reason());
        assertEquals(stored.load("lost"), done.after());
    }

    @Test
    void create_ontoAnExpiredRecord_replacesIt() {
        stored.create(stored.session("stale", NOW, Map.of("old", 1)));
        EncodedSession session =
                stored.session("stale", EXPIRED, EXPIRED, HALF_AN_HOUR, Map.of("new", 2));

        stored.write(stored.planner().plan(session, Optional.empty(), EXPIRED));

        assertEquals(Map.of("new", 2), stored.values("stale"));
    }

    @Test
    void create_ontoAnItemWithoutSession_replacesIt() {
        // What connect-dynamodb's touch leaves after a logout.
        stored.put("upserted", Map.of("expires", n(NOW / 1000 + 5000)));

        stored.write(plan(stored.session("upserted", NOW, Map.of("a", 1)), Optional.empty()));

        assertEquals(Map.of("a", 1), stored.values("upserted"));
    }

    @Test
    void create_ontoAnEmptySession_replacesIt() {
        // Both Node stores take these for no session, and so do we.
        stored.put("null", Map.of("sess", AttributeValue.fromNul(true)));
        stored.put("empty", Map.of("sess", s("")));

        stored.write(plan(stored.session("null", NOW, Map.of("a", 1)), Optional.empty()));
        stored.write(plan(stored.session("empty", NOW, Map.of("a", 1)), Optional.empty()));

        assertEquals(Map.of("a", 1), stored.values("null"));
        assertEquals(Map.of("a", 1), stored.values("empty"));
    }

    @Test
    void create_ontoTheTombstoneOfAnEarlierSession_replacesIt() {
        StoredSession earlier =
                stored.create(stored.session("reused", NOW - 9, NOW, HALF_AN_HOUR, Map.of()));
        stored.put(new Tombstones(Stored.SETTINGS).of(earlier, NOW));

        stored.write(plan(stored.session("reused", NOW, Map.of("a", 1)), Optional.empty()));

        assertEquals(Map.of("a", 1), stored.values("reused"));
    }

    @Test
    void create_ontoTheTombstoneOfThisSession_isDropped() {
        EncodedSession session = stored.session("dead", NOW, Map.of("a", 1));
        StoredSession remembered = stored.create(session);
        stored.put(new Tombstones(Stored.SETTINGS).of(remembered, NOW));

        Reading current = stored.refused(plan(session, Optional.empty()), NOW);

        assertInstanceOf(
                SavePlan.Gone.class,
                stored.planner().planAgain(session, Optional.empty(), current, NOW));
    }

    // ---- Nothing to write

    @Test
    void plan_whenNothingChangedAndNoTouchIsDue_isNothing() {
        StoredSession remembered = stored.create(stored.session("same", NOW, Map.of("a", 1)));

        SavePlan plan =
                plan(
                        stored.session("same", NOW + 179_999, Map.of("a", 1)),
                        Optional.of(remembered));

        assertEquals(remembered, assertInstanceOf(SavePlan.Nothing.class, plan).stored());
    }

    @Test
    void plan_afterALoad_isNothing() {
        stored.create(stored.session("loaded", NOW, Map.of("a", 1, "b", "x", "c", true)));

        SavePlan plan =
                plan(
                        stored.session("loaded", NOW, Map.of("a", 1, "b", "x", "c", true)),
                        Optional.of(stored.load("loaded")));

        assertInstanceOf(SavePlan.Nothing.class, plan);
    }

    @Test
    void plan_whenOnlyTheAccessIsEarlier_isNothing() {
        StoredSession remembered = stored.create(stored.session("earlier", NOW, Map.of()));

        assertInstanceOf(
                SavePlan.Nothing.class,
                plan(stored.session("earlier", NOW - 500_000, Map.of()), Optional.of(remembered)));
    }

    // ---- Another id

    @Test
    void plan_whenTheIdChanged_putsTheWholeRecordWithAllThatTheSessionDoesNotHold() {
        StoredValue unreadable = new StoredValue(n(7), s("Gone"));
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("type", s("CD"));
        item.put("index", n(5));
        item.put("expires", n(NOW / 1000 + 900));
        item.put(
                "sess",
                m(
                        Map.of(
                                "cookie", m(Map.of("path", s("/"))),
                                "lastModified", s("2026"),
                                "a", s("1"),
                                "unreadable", n(7))));
        item.put(
                "tomcat",
                m(
                        Map.of(
                                "v", n(1),
                                "created", n(NOW - 1000),
                                "accessed", n(NOW - 500),
                                "maxInactive", n(HALF_AN_HOUR),
                                "types", m(Map.of("unreadable", s("Gone"))))));
        stored.put("before", item);
        StoredSession remembered =
                StoredSession.loaded(
                        "before", stored.live("before"), Set.of("a"), stored.codec::isNative);

        SavePlan plan =
                plan(
                        stored.session("after", NOW - 1000, NOW, HALF_AN_HOUR, Map.of("a", "2")),
                        Optional.of(remembered));
        stored.write(plan);

        assertEquals(Reason.MOVED, ((SavePlan.Put) plan).reason());
        SessionRecord moved = stored.live("after");
        assertEquals(
                Map.of("a", stored.codec.encode("2"), "unreadable", unreadable),
                moved.attributes());
        assertEquals(stored.live("before").reserved(), moved.reserved());
        assertEquals(Map.of("type", s("CD"), "index", n(5)), moved.foreign());
        assertEquals(NOW - 1000, moved.basis().created());
        assertEquals(NOW, moved.basis().accessed());
    }

    @Test
    void move_whoseAnswerWasLost_isFoundDone() {
        StoredSession remembered = stored.create(stored.session("from", NOW, Map.of("a", 1)));
        EncodedSession session = stored.session("to", NOW, Map.of("a", 1));
        SavePlan plan = plan(session, Optional.of(remembered));
        stored.write(plan);

        Reading current = stored.refused(plan, NOW);
        SavePlan again = stored.planner().planAgain(session, Optional.of(remembered), current, NOW);

        assertEquals(Reason.MOVED, assertInstanceOf(SavePlan.Stored.class, again).reason());
    }

    // ---- What was merely read

    /** A value in another form than it is encoded to here, as another version may write it. */
    private static StoredValue otherForm(ArrayList<?> value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Not deflated.
        bytes.write(1);
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StoredValue(
                AttributeValue.fromB(SdkBytes.fromByteArray(bytes.toByteArray())),
                s("java:java.util.ArrayList"));
    }

    private static final ArrayList<Integer> READ = new ArrayList<>(List.of(1, 2));
    private static final StoredValue OTHER_FORM = otherForm(READ);

    /** A node has loaded a session whose attribute {@code read} has another form. */
    private static StoredSession loadOtherForm(String id) {
        stored.create(stored.session(id, NOW, Map.of("read", OTHER_FORM, "a", 1)));
        return stored.load(id);
    }

    @Test
    void plan_whenTheIdChanged_leavesWhatWasMerelyReadAsItIs() {
        StoredSession remembered = loadOtherForm("read1");

        EncodedSession session = stored.session("read2", NOW, Map.of("read", READ, "a", 2));
        stored.write(plan(session, Optional.of(remembered)));

        assertEquals(OTHER_FORM, stored.live("read2").attributes().get("read"));
        assertEquals(Map.of("read", READ, "a", 2), stored.values("read2"));
    }

    @Test
    void plan_whenTheIdChangedLater_leavesWhatWasMerelyReadAsItIs() {
        StoredSession remembered = loadOtherForm("read3").compact();

        EncodedSession session = stored.session("read3", NOW, Map.of("read", READ, "a", 2));
        StoredSession after = stored.write(plan(session, Optional.of(remembered))).compact();
        assertEquals(OTHER_FORM, stored.live("read3").attributes().get("read"));
        assertInstanceOf(SavePlan.Nothing.class, plan(session, Optional.of(after)));

        stored.write(plan(session.withKey("read4"), Optional.of(after)));
        assertEquals(OTHER_FORM, stored.live("read4").attributes().get("read"));
    }

    @Test
    void plan_whenTheIdChanged_writesWhatHasChanged() {
        StoredSession remembered = loadOtherForm("read5");

        EncodedSession session = stored.session("read6", NOW, Map.of("read", List.of(3)));
        stored.write(plan(session, Optional.of(remembered)));

        assertEquals(Map.of("read", List.of(3)), stored.values("read6"));
    }

    @Test
    void plan_ofMoreChangesThanAnExpressionHolds_leavesWhatWasMerelyReadAsItIs() {
        StoredSession remembered = loadOtherForm("read7");

        Map<String, Object> attributes = new HashMap<>(Map.of("read", READ));
        for (int i = 0; i < 400; i++) {
            attributes.put("attribute " + i, i);
        }
        stored.write(plan(stored.session("read7", NOW, attributes), Optional.of(remembered)));

        assertEquals(OTHER_FORM, stored.live("read7").attributes().get("read"));
        assertEquals(attributes, stored.values("read7"));
    }

    @Test
    void save_ofMoreChangesThanAnExpressionHolds_leavesWhatAnotherNodeHasChanged() {
        Map<String, Object> before = Map.of("set", 0, "removed", 0, "both", 0, "kept", 0);
        stored.create(stored.session("many1", NOW, before));
        StoredSession here = stored.load("many1");
        StoredSession there = stored.load("many1");

        stored.write(
                plan(
                        stored.session(
                                "many1", NOW, Map.of("set", 1, "both", 1, "kept", 0, "new", 1)),
                        Optional.of(there)));
        Map<String, Object> attributes = new HashMap<>(before);
        attributes.remove("kept");
        attributes.put("both", 2);
        for (int i = 0; i < 400; i++) {
            attributes.put("attribute " + i, i);
        }
        EncodedSession session = stored.session("many1", NOW + 60_000, attributes);
        stored.refused(plan(session, Optional.of(here)), NOW);
        StoredSession after = stored.write(again(session, Optional.of(here), NOW));

        Map<String, Object> expected = new HashMap<>(attributes);
        expected.put("set", 1);
        expected.put("new", 1);
        expected.remove("removed");
        assertEquals(expected, stored.values("many1"));
        assertInstanceOf(SavePlan.Nothing.class, plan(session, Optional.of(after)));
    }

    @Test
    void save_afterTimeToLiveHasDeletedTheRecord_leavesWhatWasMerelyReadAsItWas() {
        StoredSession remembered = loadOtherForm("read8");
        stored.delete("read8");

        EncodedSession session = stored.session("read8", EXPIRED, Map.of("read", READ, "a", 2));
        stored.write(again(session, Optional.of(remembered), EXPIRED));

        assertEquals(OTHER_FORM, stored.live("read8", EXPIRED).attributes().get("read"));
    }

    // ---- Another node was there

    @Test
    void save_afterALogoutElsewhere_isDropped() {
        StoredSession remembered = stored.create(stored.session("out", NOW, Map.of("a", 1)));
        EncodedSession session = stored.session("out", NOW + 1, Map.of("a", 2));
        stored.put(new Tombstones(Stored.SETTINGS).of(remembered, NOW));

        stored.refused(plan(session, Optional.of(remembered)), NOW);

        assertInstanceOf(SavePlan.Gone.class, again(session, Optional.of(remembered), NOW));
        // Also when what is remembered has expired meanwhile.
        assertInstanceOf(SavePlan.Gone.class, again(session, Optional.of(remembered), EXPIRED));
    }

    @Test
    void save_afterALogoutByANodeThatKnewNothingOfTheSession_isDropped() {
        StoredSession remembered = stored.create(stored.session("unknown", NOW, Map.of("a", 1)));
        EncodedSession session = stored.session("unknown", NOW + 1, Map.of("a", 2));
        stored.put(new Tombstones(Stored.SETTINGS).ofUnknown("unknown", NOW, HALF_AN_HOUR));

        stored.refused(plan(session, Optional.of(remembered)), NOW);

        assertInstanceOf(SavePlan.Gone.class, again(session, Optional.of(remembered), NOW));
        assertInstanceOf(SavePlan.Gone.class, again(session, Optional.of(remembered), EXPIRED));
    }

    @Test
    void save_afterTimeToLiveHasDeletedTheRecord_putsItWholeAgain() {
        StoredSession remembered = stored.create(stored.session("ttl", NOW, Map.of("a", 1)));
        EncodedSession session = stored.session("ttl", EXPIRED - 5, Map.of("a", 1, "b", 2));
        stored.delete("ttl");
        stored.refused(plan(session, Optional.of(remembered)), EXPIRED);

        SavePlan again = again(session, Optional.of(remembered), EXPIRED);
        stored.write(again);

        assertEquals(Reason.RESTORED, ((SavePlan.Put) again).reason());
        assertEquals(Map.of("a", 1, "b", 2), stored.values("ttl"));
    }

    @Test
    void restore_whoseAnswerWasLost_isNotTakenForAConflict() {
        StoredSession remembered = stored.create(stored.session("ttl2", NOW, Map.of("a", 1)));
        EncodedSession session = stored.session("ttl2", EXPIRED - 5, Map.of("a", 1, "b", 2));
        stored.delete("ttl2");
        SavePlan restore = again(session, Optional.of(remembered), EXPIRED);
        stored.write(restore);

        stored.refused(restore, EXPIRED);
        SavePlan again = again(session, Optional.of(remembered), EXPIRED);

        // Nothing, or the same once more.
        if (again instanceof SavePlan.Write) {
            stored.write(again);
        }
        assertEquals(Map.of("a", 1, "b", 2), stored.values("ttl2"));
    }

    @Test
    void save_afterTheRecordWasDeletedBeforeItExpired_isDropped() {
        StoredSession remembered = stored.create(stored.session("rm", NOW, Map.of("a", 1)));
        EncodedSession session = stored.session("rm", NOW + 1, Map.of("a", 2));
        stored.delete("rm");

        stored.refused(plan(session, Optional.of(remembered)), NOW);

        assertInstanceOf(SavePlan.Gone.class, again(session, Optional.of(remembered), NOW));
    }

    @Test
    void save_ontoALaterSessionUnderTheSameId_isDropped() {
        StoredSession remembered = stored.create(stored.session("later", NOW, Map.of("a", 1)));
        stored.delete("later");
        stored.create(stored.session("later", NOW + 9, NOW + 9, HALF_AN_HOUR, Map.of("b", 1)));
        EncodedSession session = stored.session("later", NOW + 10, Map.of("a", 2));

        stored.refused(plan(session, Optional.of(remembered)), NOW);

        assertInstanceOf(SavePlan.Gone.class, again(session, Optional.of(remembered), NOW));
        assertEquals(Map.of("b", 1), stored.values("later"));
    }

    @Test
    void save_afterALogoutOfALaterSessionUnderTheSameId_isDropped() {
        StoredSession remembered = stored.create(stored.session("later2", NOW, Map.of("a", 1)));
        stored.delete("later2");
        StoredSession later =
                stored.create(stored.session("later2", NOW + 9, NOW + 9, HALF_AN_HOUR, Map.of()));
        stored.put(new Tombstones(Stored.SETTINGS).of(later, NOW));
        EncodedSession session = stored.session("later2", NOW + 10, Map.of("a", 2));

        assertInstanceOf(SavePlan.Gone.class, again(session, Optional.of(remembered), EXPIRED));
    }

    @Test
    void save_afterExpressHasRewrittenTheRecord_addsTheChanges() {
        StoredSession remembered =
                stored.create(stored.session("rewritten", NOW, Map.of("a", 1, "b", 1)));
        stored.put(
                "rewritten",
                Map.of(
                        "sess",
                        m(
                                Map.of(
                                        "cookie",
                                        m(Map.of("originalMaxAge", n(1_800_000))),
                                        "a",
                                        n(1),
                                        "b",
                                        n(9))),
                        "expires",
                        n(NOW / 1000 + HALF_AN_HOUR)));
        EncodedSession session = stored.session("rewritten", NOW + 1, Map.of("a", 2, "b", 1));

        stored.refused(plan(session, Optional.of(remembered)), NOW);
        stored.write(again(session, Optional.of(remembered), NOW));

        assertEquals(Map.of("a", 2, "b", 9), stored.values("rewritten"));
        assertEquals(Format.TOMCAT, stored.live("rewritten").basis().format());
        assertTrue(stored.live("rewritten").reserved().containsKey("cookie"));
    }

    @Test
    void save_ontoADamagedRecord_fails_andLeavesItAsItIs() {
        StoredSession remembered = stored.create(stored.session("damaged", NOW, Map.of("a", 1)));
        stored.put("damaged", Map.of("sess", s("{\"secret\": tru")));
        Map<String, AttributeValue> before = stored.item("damaged");
        EncodedSession session = stored.session("damaged", NOW + 1, Map.of("a", 2));

        stored.refused(plan(session, Optional.of(remembered)), NOW);
        IllegalStateException thrown =
                assertThrows(
                        IllegalStateException.class,
                        () -> again(session, Optional.of(remembered), NOW));

        assertFalse(thrown.getMessage().contains("secret"), thrown.getMessage());
        assertEquals(before, stored.item("damaged"));
    }

    @Test
    void planAgain_whenANewerReleaseHasUpgradedTheRecord_throws_andLeavesIt() {
        StoredSession remembered = stored.create(stored.session("newer", NOW, Map.of("a", 1)));
        Map<String, AttributeValue> item = new HashMap<>(stored.item("newer"));
        Map<String, AttributeValue> tomcat = new HashMap<>(item.get("tomcat").m());
        tomcat.put("v", n(2));
        tomcat.put("accessed", n(NOW + 1));
        item.put("tomcat", m(tomcat));
        stored.put("newer", item);
        EncodedSession session = stored.session("newer", NOW + 2, Map.of("a", 2));

        stored.refused(plan(session, Optional.of(remembered)), NOW);
        IllegalStateException failure =
                assertThrows(
                        IllegalStateException.class,
                        () -> again(session, Optional.of(remembered), NOW));
        assertTrue(failure.getMessage().contains("newer release"), failure.getMessage());
        assertEquals(item, stored.item("newer"));
    }

    // ---- Special keys

    @Test
    void specialKeys_areWrittenChangedAndRemovedWithTheirAttribute() {
        RecordSettings settings =
                new RecordSettings(
                        "id",
                        "expires",
                        new Expiry(OptionalInt.empty()),
                        LegacyFormat.UPGRADE,
                        new SpecialKeys(Map.of("userId", AttributeValue.Type.S), false),
                        false,
                        Seal.off(),
                        LargePlacement.NONE);
        SavePlanner planner = new SavePlanner(settings, stored.codec);

        StoredSession remembered =
                stored.write(
                        planner.plan(
                                stored.session("special", NOW, Map.of("userId", "zoe")),
                                Optional.empty(),
                                NOW));
        assertEquals(s("zoe"), stored.item("special").get("userId"));

        remembered =
                stored.write(
                        planner.plan(
                                stored.session("special", NOW, Map.of("userId", "ann")),
                                Optional.of(remembered),
                                NOW));
        assertEquals(s("ann"), stored.item("special").get("userId"));

        stored.write(
                planner.plan(
                        stored.session("special", NOW, Map.of()), Optional.of(remembered), NOW));
        assertFalse(stored.item("special").containsKey("userId"));
    }
}
