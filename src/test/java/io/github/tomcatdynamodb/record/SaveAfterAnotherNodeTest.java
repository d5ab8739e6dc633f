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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What becomes of a save, when the record is not what it was any more. */
class SaveAfterAnotherNodeTest extends PlannedSaves {
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
}
