package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.HALF_AN_HOUR;
import static io.github.tomcatdynamodb.record.Stored.NOW;
import static io.github.tomcatdynamodb.record.Stored.m;
import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.tomcatdynamodb.express.ExpressJson;
import io.github.tomcatdynamodb.value.StoredValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Updates of what the Node stores wrote. */
class UpdateOfForeignRecordsTest extends Updates {
    private static Map<String, AttributeValue> expressMap() {
        return Map.of(
                "sess",
                m(
                        Map.of(
                                "cookie",
                                m(Map.of("originalMaxAge", n(1_800_000), "path", s("/"))),
                                "lastModified",
                                s("2026-11-22T00:28:44.925Z"),
                                "views",
                                n(17),
                                "user",
                                m(Map.of("name", s("Zoë"))))),
                "expires",
                n(NOW / 1000 + 1000),
                "type",
                s("theirs"));
    }

    private EncodedSession withViews(String id, int views) {
        return stored.session(
                id,
                NOW - 1,
                NOW,
                HALF_AN_HOUR,
                Map.of("views", views, "user", new HashMap<>(Map.of("name", "Zoë"))));
    }

    /** The codec of this branch may store a map opaquely; what is not changed must not matter. */
    private EncodedSession sameButViews(String id, SessionRecord record, int views) {
        Map<String, StoredValue> attributes = new HashMap<>(record.attributes());
        attributes.put("views", stored.codec.encode(views));
        return new EncodedSession(id, NOW - 1, NOW, HALF_AN_HOUR, attributes, Map.of());
    }

    @Test
    void anExpressMap_becomesOurs_inPlace() {
        stored.put("map", expressMap());
        StoredSession remembered = stored.load("map");

        SavePlan plan = plan(remembered, sameButViews("map", stored.live("map"), 18));
        stored.write(plan);

        assertEquals(Set.of("sess/views", "tomcat", "expires"), written(plan));
        Map<String, AttributeValue> sess = new HashMap<>(expressMap().get("sess").m());
        sess.put("views", n(18));
        assertEquals(m(sess), stored.item("map").get("sess"));
        assertEquals(s("theirs"), stored.item("map").get("type"));
        assertEquals(Format.TOMCAT, stored.live("map").basis().format());
        assertEquals(NOW, stored.live("map").basis().accessed());
    }

    @Test
    void anExpressMap_withMoreChangesThanAnExpressionHolds_becomesOurs() {
        stored.put("bigmap", expressMap());
        StoredSession remembered = stored.load("bigmap");
        Map<String, Object> attributes = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            attributes.put("a" + i, i);
        }

        stored.write(plan(remembered, stored.session("bigmap", NOW - 1, NOW, 60, attributes)));

        assertEquals(attributes, stored.values("bigmap"));
        assertEquals(
                expressMap().get("sess").m().get("cookie"),
                stored.item("bigmap").get("sess").m().get("cookie"));
    }

    @Test
    void anExpressMap_thatAnotherNodeHasUpgradedMeanwhile_isNotUpgradedTwice() {
        stored.put("twice", expressMap());
        StoredSession one = stored.load("twice");
        StoredSession two = stored.load("twice");
        SessionRecord record = stored.live("twice");
        stored.write(plan(two, sameButViews("twice", record, 18)));
        Map<String, StoredValue> attributes = new HashMap<>(record.attributes());
        attributes.put("other", stored.codec.encode("x"));
        EncodedSession session =
                new EncodedSession("twice", NOW - 1, NOW + 1, HALF_AN_HOUR, attributes, Map.of());

        Reading current = stored.refused(plan(one, session), NOW);
        stored.write(stored.planner().planAgain(session, Optional.of(one), current, NOW));

        assertEquals(18, stored.values("twice").get("views"));
        assertEquals("x", stored.values("twice").get("other"));
    }

    @Test
    void anExpressMap_thatExpressHasDeletedMeanwhile_isNotBroughtBack() {
        stored.put("deleted", expressMap());
        StoredSession remembered = stored.load("deleted");
        EncodedSession session = withViews("deleted", 18);
        stored.delete("deleted");

        Reading current = stored.refused(plan(remembered, session), NOW);

        assertInstanceOf(
                SavePlan.Gone.class,
                stored.planner().planAgain(session, Optional.of(remembered), current, NOW));
        assertEquals(Map.of(), stored.item("deleted"));
    }

    private static final String JSON =
            "{\"cookie\":{\"originalMaxAge\":1800000},\"views\":17,\"name\":\"Zoë\",\"n\":null}";

    private static Map<String, AttributeValue> json() {
        return Map.of(
                "sess", s(JSON), "expires", AttributeValue.fromN("1800000900.5"), "type", s("CD"));
    }

    @Test
    void aJsonRecord_becomesAMap_inPlace() {
        stored.put("json", json());
        StoredSession remembered =
                StoredSession.loaded(
                        "json",
                        stored.live("json"),
                        Set.of("views", "name"),
                        stored.codec::isNative);

        stored.write(
                plan(
                        remembered,
                        stored.session("json", NOW - 1, NOW, HALF_AN_HOUR, Map.of("views", 18))));

        AttributeValue sess = stored.item("json").get("sess");
        assertEquals(Set.of("cookie", "views", "n"), sess.m().keySet());
        assertEquals(n(18), sess.m().get("views"));
        assertEquals(AttributeValue.fromNul(true), sess.m().get("n"));
        assertEquals(s("CD"), stored.item("json").get("type"));
        assertEquals(Format.TOMCAT, stored.live("json").basis().format());
    }

    @Test
    void aJsonRecord_thatHasChangedMeanwhile_isNotOverwritten() {
        stored.put("jsonrace", json());
        StoredSession remembered = stored.load("jsonrace");
        Map<String, AttributeValue> changed = new HashMap<>(json());
        changed.put("sess", s(JSON.replace("17", "99")));
        stored.put("jsonrace", changed);
        Map<String, StoredValue> attributes = new HashMap<>(stored.live("jsonrace").attributes());
        attributes.put("views", stored.codec.encode(17));
        attributes.put("mine", stored.codec.encode("x"));
        EncodedSession session =
                new EncodedSession("jsonrace", NOW, NOW, HALF_AN_HOUR, attributes, Map.of());

        Reading current = stored.refused(plan(remembered, session), NOW);
        stored.write(stored.planner().planAgain(session, Optional.of(remembered), current, NOW));

        assertEquals(99, stored.values("jsonrace").get("views"));
        assertEquals("x", stored.values("jsonrace").get("mine"));
    }

    @Test
    void aJsonRecord_withLegacyFormatKeep_staysWhatConnectDynamodbReads() throws Exception {
        stored.put("keep", json());
        StoredSession remembered =
                StoredSession.loaded(
                        "keep",
                        stored.live("keep"),
                        Set.of("views", "name"),
                        stored.codec::isNative);
        SavePlanner keeping = new SavePlanner(Stored.settings(LegacyFormat.KEEP), stored.codec);

        StoredSession after =
                stored.write(
                        keeping.plan(
                                stored.session(
                                        "keep",
                                        NOW - 1,
                                        NOW,
                                        HALF_AN_HOUR,
                                        Map.of("views", 18, "name", "Zoë")),
                                Optional.of(remembered),
                                NOW));

        Map<String, Object> text = ExpressJson.read(stored.item("keep").get("sess").s());
        assertEquals(18, text.get("views"));
        assertEquals(Set.of("cookie", "views", "name", "n"), text.keySet());
        assertFalse(stored.item("keep").containsKey("tomcat"));
        assertEquals(Format.JSON_STRING, after.basis().format());
        assertEquals(stored.item("keep").get("sess").s(), after.basis().json().orElseThrow());
    }

    @Test
    void aJsonRecord_withLegacyFormatKeep_livesItsTimeoutAfterEachAccess() {
        stored.put("keeplife", json());
        SavePlanner keeping = new SavePlanner(Stored.settings(LegacyFormat.KEEP), stored.codec);
        long now = NOW;
        for (int i = 0; i < 100; i++) {
            now += 50_000;
            SessionRecord record = stored.live("keeplife", now);
            assertFalse(Expiry.isExpired(record.basis(), now), "expired after " + i);
            StoredSession remembered =
                    StoredSession.loaded(
                            "keeplife", record, Set.of("views", "name"), stored.codec::isNative);
            SavePlan plan =
                    keeping.plan(
                            stored.session(
                                    "keeplife",
                                    record.basis().created(),
                                    now,
                                    record.basis().maxInactive(),
                                    Map.of("views", 17, "name", "Zoë")),
                            Optional.of(remembered),
                            now);
            if (plan instanceof SavePlan.Update) {
                stored.write(plan);
            }
        }

        assertFalse(
                Expiry.isExpired(
                        stored.live("keeplife", now).basis(), now + HALF_AN_HOUR * 1000L - 1));
    }
}
