package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.HALF_AN_HOUR;
import static io.github.tomcatdynamodb.record.Stored.NOW;
import static io.github.tomcatdynamodb.record.Stored.m;
import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.tomcatdynamodb.record.SavePlan.Reason;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.seal.Seal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a save decides, against a real table: the conditions are part of the decision. */
class SavePlannerTest extends PlannedSaves {
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
