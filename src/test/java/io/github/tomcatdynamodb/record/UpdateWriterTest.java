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

import io.github.tomcatdynamodb.express.ExpressJson;
import io.github.tomcatdynamodb.record.SavePlan.Reason;
import io.github.tomcatdynamodb.table.ItemUpdate;
import io.github.tomcatdynamodb.table.WriteResult;
import io.github.tomcatdynamodb.value.StoredValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The expressions of updates, run against a real engine. */
class UpdateWriterTest {

    /** Names that mean something to expressions, to JavaScript or to the record itself. */
    private static final List<String> NAMES =
            List.of(
                    "plain",
                    "with.dot",
                    "with space",
                    "#hash",
                    ":colon",
                    "a[0]",
                    "size",
                    "SET",
                    "and",
                    "attribute_exists(x)",
                    "cookie",
                    "lastModified",
                    "sess",
                    "tomcat",
                    "types",
                    "expires",
                    "id",
                    "__proto__",
                    "ä€😀",
                    "quote\"'\\",
                    "new\nline");

    private static Stored stored;

    @BeforeAll
    static void makeTable() {
        stored = new Stored();
    }

    @AfterAll
    static void close() {
        stored.close();
    }

    /** What a session with another state writes onto what is remembered of it. */
    private static SavePlan plan(StoredSession remembered, EncodedSession session) {
        return stored.planner().plan(session, Optional.of(remembered), session.accessed());
    }

    private static ItemUpdate update(SavePlan plan) {
        return assertInstanceOf(SavePlan.Update.class, plan).update();
    }

    /** The top two levels of the paths that an update writes to. */
    private static Set<String> written(SavePlan plan) {
        ItemUpdate update = update(plan);
        Set<String> written = new TreeSet<>();
        for (String action : update.update().split("SET |REMOVE |,")) {
            String path = action.split("=")[0].trim();
            if (!path.isEmpty()) {
                List<String> segments = new ArrayList<>();
                for (String placeholder : path.split("\\.")) {
                    segments.add(update.names().get(placeholder));
                }
                written.add(String.join("/", segments));
            }
        }
        return written;
    }

    @Test
    void touch_writesAccessedAndExpiresOnly() {
        StoredSession remembered = stored.create(stored.session("touch", NOW, Map.of("a", "1")));
        Map<String, AttributeValue> before = stored.item("touch");

        SavePlan plan = plan(remembered, stored.session("touch", NOW + 180_000, Map.of("a", "1")));
        stored.write(plan);

        assertEquals(Reason.TOUCHED, ((SavePlan.Update) plan).reason());
        assertEquals(Set.of("tomcat/accessed", "expires"), written(plan));
        Map<String, AttributeValue> tomcat = new HashMap<>(before.get("tomcat").m());
        tomcat.put("accessed", n(NOW + 180_000));
        Map<String, AttributeValue> expected = new HashMap<>(before);
        expected.put("tomcat", m(tomcat));
        expected.put("expires", n((NOW + 180_000) / 1000 + 1 + HALF_AN_HOUR + 180));
        assertEquals(expected, stored.item("touch"));
    }

    @Test
    void change_writesThatAttributeAndAccessedAndExpiresOnly() {
        StoredSession remembered =
                stored.create(stored.session("change", NOW, Map.of("a", "1", "b", "2", "c", "3")));

        SavePlan plan =
                plan(
                        remembered,
                        stored.session("change", NOW + 1, Map.of("a", "1", "b", "changed")));
        stored.write(plan);

        assertEquals(Reason.CHANGED, ((SavePlan.Update) plan).reason());
        assertEquals(Set.of("b", "c"), ((SavePlan.Update) plan).changed());
        assertEquals(
                Set.of(
                        "sess/b",
                        "tomcat/types/b",
                        "sess/c",
                        "tomcat/types/c",
                        "tomcat/accessed",
                        "expires"),
                written(plan));
        assertEquals(Map.of("a", "1", "b", "changed"), stored.values("change"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void attribute_ofAnyName_isSetChangedAndRemoved(int index) {
        String name = NAMES.get(index);
        String id = "name-" + index;
        StoredSession remembered = stored.create(stored.session(id, NOW, Map.of("other", "x")));

        remembered =
                stored.write(
                        plan(remembered, stored.session(id, NOW, Map.of("other", "x", name, "1"))));
        assertEquals(Map.of("other", "x", name, "1"), stored.values(id));

        remembered =
                stored.write(
                        plan(remembered, stored.session(id, NOW, Map.of("other", "x", name, 2))));
        assertEquals(Map.of("other", "x", name, 2), stored.values(id));

        stored.write(plan(remembered, stored.session(id, NOW, Map.of("other", "x"))));
        assertEquals(Map.of("other", "x"), stored.values(id));
        assertEquals(Map.of(), stored.item(id).get("tomcat").m().get("types").m());
    }

    @Test
    void typeEntry_comesAndGoesWithTheValueThatNeedsIt() {
        StoredValue typed = new StoredValue(s("5"), s("Exotic"));
        StoredSession remembered =
                stored.create(stored.session("types", NOW, Map.of("gains", "1", "loses", typed)));
        assertEquals(
                Map.of("loses", s("Exotic")),
                stored.item("types").get("tomcat").m().get("types").m());

        stored.write(
                plan(
                        remembered,
                        stored.session("types", NOW, Map.of("gains", typed, "loses", "5"))));

        assertEquals(
                Map.of("gains", s("Exotic")),
                stored.item("types").get("tomcat").m().get("types").m());
    }

    @Test
    void setToAValueWithoutType_removesTheTypeThatAnotherNodeHasWrittenMeanwhile() {
        StoredSession one = stored.create(stored.session("lasttype", NOW, Map.of("a", "1")));
        StoredSession two = stored.load("lasttype");
        StoredValue typed = new StoredValue(s("5"), s("Exotic"));

        stored.write(plan(two, stored.session("lasttype", NOW + 1, Map.of("a", typed))));
        EncodedSession last = stored.session("lasttype", NOW + 2, Map.of("a", "last"));
        Reading current = stored.refused(plan(one, last), NOW);
        stored.write(stored.planner().planAgain(last, Optional.of(one), current, NOW));

        assertEquals(Map.of("a", "last"), stored.values("lasttype"));
    }

    @Test
    void authentication_isSetChangedAndRemoved() {
        StoredSession remembered = stored.create(stored.session("auth", NOW, Map.of()));
        assertEquals(Map.of(), stored.live("auth").authentication());

        Map<String, StoredValue> zoe =
                stored.encoded(
                        Map.of(
                                "authType",
                                "FORM",
                                "principal",
                                new StoredValue(s("zoe"), s("Principal"))));
        remembered =
                stored.write(
                        plan(
                                remembered,
                                new EncodedSession("auth", NOW, NOW, HALF_AN_HOUR, Map.of(), zoe)));
        assertEquals(zoe, stored.live("auth").authentication());
        assertInstanceOf(
                SavePlan.Nothing.class,
                plan(
                        remembered,
                        new EncodedSession("auth", NOW, NOW, HALF_AN_HOUR, Map.of(), zoe)));

        stored.write(plan(remembered, stored.session("auth", NOW, Map.of())));
        assertEquals(Map.of(), stored.live("auth").authentication());
        assertFalse(stored.item("auth").get("tomcat").m().containsKey("auth"));
    }

    @Test
    void timeout_changedToNever_removesExpires_andBackSetsItAgain() {
        StoredSession remembered = stored.create(stored.session("never", NOW, Map.of()));

        remembered =
                stored.write(plan(remembered, stored.session("never", NOW, NOW, -1, Map.of())));
        assertFalse(stored.item("never").containsKey("expires"));
        assertEquals(-1, stored.live("never").basis().maxInactive());

        stored.write(plan(remembered, stored.session("never", NOW, NOW, 60, Map.of())));
        assertEquals(n(NOW / 1000 + 1 + 60 + 6), stored.item("never").get("expires"));
    }

    @Test
    void changesOfTwoNodes_toDifferentAttributes_areBothKept() {
        StoredSession one = stored.create(stored.session("both", NOW, Map.of("a", 1, "b", 1)));
        StoredSession two = stored.load("both");

        stored.write(plan(one, stored.session("both", NOW + 1, Map.of("a", 2, "b", 1))));
        EncodedSession late = stored.session("both", NOW + 2, Map.of("a", 1, "b", 2, "c", 2));
        Reading current = stored.refused(plan(two, late), NOW);
        stored.write(stored.planner().planAgain(late, Optional.of(two), current, NOW));

        assertEquals(Map.of("a", 2, "b", 2, "c", 2), stored.values("both"));
    }

    @Test
    void aSlowRequest_addsItsChanges_butLeavesTheLaterAccess() {
        StoredSession slow = stored.create(stored.session("slow", NOW, Map.of()));
        StoredSession quick = stored.load("slow");
        stored.write(plan(quick, stored.session("slow", NOW + 9_000, Map.of("q", 1))));
        AttributeValue expires = stored.item("slow").get("expires");
        EncodedSession late = stored.session("slow", NOW + 1_000, Map.of("s", 1));

        Reading current = stored.refused(plan(slow, late), NOW);
        stored.write(stored.planner().planAgain(late, Optional.of(slow), current, NOW));

        assertEquals(Map.of("q", 1, "s", 1), stored.values("slow"));
        // By a millisecond forward: that tells the versions of the record apart.
        assertEquals(NOW + 9_001, stored.live("slow").basis().accessed());
        assertEquals(expires, stored.item("slow").get("expires"));
    }

    @Test
    void aSlowRequest_thatOnlyTouches_writesNothing() {
        StoredSession slow = stored.create(stored.session("slowtouch", NOW, Map.of()));
        StoredSession quick = stored.load("slowtouch");
        stored.write(plan(quick, stored.session("slowtouch", NOW + 300_000, Map.of())));
        EncodedSession late = stored.session("slowtouch", NOW + 200_000, Map.of());

        Reading current = stored.refused(plan(slow, late), NOW);

        assertInstanceOf(
                SavePlan.Nothing.class,
                stored.planner().planAgain(late, Optional.of(slow), current, NOW));
    }

    @Test
    void aTimeoutThatAnotherNodeHasRaised_isNotCutByATouch() {
        StoredSession one = stored.create(stored.session("raised", NOW, Map.of()));
        StoredSession two = stored.load("raised");
        stored.write(plan(two, stored.session("raised", NOW, NOW, 7200, Map.of())));
        EncodedSession touching = stored.session("raised", NOW + 800_000, Map.of());

        StoredSession after = save(touching, one);

        SessionRecord record = stored.live("raised");
        assertEquals(7200, record.basis().maxInactive());
        assertEquals(NOW + 800_000, record.basis().accessed());
        assertTrue(
                record.basis().expires().getAsLong() >= NOW + 800_000 + 7_800_000,
                "expires early: " + record);

        // Nor by what the same session object, which still has the old timeout, writes later.
        save(stored.session("raised", NOW + 900_000, Map.of("a", 1)), after);
        assertEquals(7200, stored.live("raised").basis().maxInactive());
        assertTrue(
                stored.live("raised").basis().expires().getAsLong() >= NOW + 900_000 + 7_800_000);
    }

    @Test
    void aTimeoutThatAnotherNodeHasRaised_isNotUndoneByASaveThatWritesNothing() {
        StoredSession one = stored.create(stored.session("undone", NOW, Map.of()));
        StoredSession two = stored.load("undone");
        stored.write(plan(two, stored.session("undone", NOW, NOW + 300_000, 7200, Map.of())));

        StoredSession after = save(stored.session("undone", NOW + 200_000, Map.of()), one);
        save(stored.session("undone", NOW + 310_000, Map.of("a", 1)), after);

        assertEquals(7200, stored.live("undone").basis().maxInactive());
    }

    @Test
    void aTimeoutChangedHere_winsOverOneChangedElsewhere() {
        StoredSession one = stored.create(stored.session("lastwins", NOW, Map.of()));
        StoredSession two = stored.load("lastwins");
        stored.write(plan(two, stored.session("lastwins", NOW, NOW, 7200, Map.of())));

        save(stored.session("lastwins", NOW, NOW + 1, 60, Map.of()), one);

        assertEquals(60, stored.live("lastwins").basis().maxInactive());
        assertEquals(n(NOW / 1000 + 1 + 66), stored.item("lastwins").get("expires"));
    }

    /** As SessionWriter does: again, if refused. */
    private static StoredSession save(EncodedSession session, StoredSession remembered) {
        SavePlan plan = plan(remembered, session);
        for (int i = 0; i < 3 && plan instanceof SavePlan.Write write; i++) {
            if (stored.execute(plan) instanceof WriteResult.Refused refused) {
                plan =
                        stored.planner()
                                .planAgain(
                                        session,
                                        Optional.of(remembered),
                                        stored.read(refused.current(), session.accessed()),
                                        session.accessed());
            } else {
                return write.after();
            }
        }
        return assertInstanceOf(SavePlan.Nothing.class, plan).stored();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 299, 300, 301, 1000})
    void anyNumberOfChanges_isOneUpdate(int count) {
        String id = "many-" + count;
        StoredSession remembered =
                stored.create(stored.session(id, NOW, Map.of("stays", "1", "goes", "1")));
        Map<String, Object> attributes = new HashMap<>(Map.of("stays", "1"));
        for (int i = 0; i < count; i++) {
            attributes.put("attribute " + i, i % 2 == 0 ? (Object) i : "" + i);
        }

        stored.write(plan(remembered, stored.session(id, NOW, attributes)));

        assertEquals(attributes, stored.values(id));
    }

    @Test
    void tooManyChangesForAnExpression_keepWhatTheSessionDoesNotHold() {
        StoredValue unreadable = new StoredValue(n(7), s("Gone"));
        stored.create(stored.session("whole", NOW, Map.of("held", "1", "unreadable", unreadable)));
        SessionRecord record = stored.live("whole");
        StoredSession remembered =
                StoredSession.loaded("whole", record, Set.of("held"), stored.codec::isNative);
        Map<String, Object> attributes = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            attributes.put("a" + i, i);
        }

        SavePlan plan = plan(remembered, stored.session("whole", NOW, attributes));
        stored.write(plan);

        assertTrue(written(plan).contains("sess"), "not written whole: " + written(plan));
        assertEquals(unreadable, stored.live("whole").attributes().get("unreadable"));
        assertEquals(501, stored.live("whole").attributes().size());
    }

    @Test
    void whatTheSessionDoesNotHold_staysUntouchedByOtherChanges() {
        StoredValue unreadable = new StoredValue(n(7), s("Gone"));
        stored.create(stored.session("kept", NOW, Map.of("a", 1, "unreadable", unreadable)));
        SessionRecord record = stored.live("kept");
        StoredSession remembered =
                StoredSession.loaded("kept", record, Set.of("a"), stored.codec::isNative);

        SavePlan plan = plan(remembered, stored.session("kept", NOW, Map.of("a", 2)));
        stored.write(plan);

        assertFalse(written(plan).contains("sess/unreadable"));
        assertEquals(unreadable, stored.live("kept").attributes().get("unreadable"));
    }

    @Test
    void anUnreadableAttribute_thatTheApplicationSetsAnew_isReplaced() {
        StoredValue unreadable = new StoredValue(n(7), s("Gone"));
        stored.create(stored.session("anew", NOW, Map.of("a", unreadable)));
        StoredSession remembered =
                StoredSession.loaded("anew", stored.live("anew"), Set.of(), stored.codec::isNative);

        StoredSession after =
                stored.write(plan(remembered, stored.session("anew", NOW, Map.of("a", "new"))));

        assertEquals(Map.of("a", "new"), stored.values("anew"));
        assertEquals(Map.of(), after.kept());
    }

    @Test
    void foreignAttributes_besideTheSessionAndInIt_surviveChanges() {
        StoredSession remembered = stored.create(stored.session("foreign", NOW, Map.of("a", 1)));
        Map<String, AttributeValue> item = new HashMap<>(stored.item("foreign"));
        item.put("index", s("somebody's"));
        Map<String, AttributeValue> sess = new HashMap<>(item.get("sess").m());
        sess.put("from lambda", s("x"));
        item.put("sess", m(sess));
        stored.put("foreign", item);

        stored.write(plan(remembered, stored.session("foreign", NOW, Map.of("a", 2))));

        assertEquals(s("somebody's"), stored.item("foreign").get("index"));
        assertEquals(Map.of("a", 2, "from lambda", "x"), stored.values("foreign"));
    }

    // ---- Foreign records

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

    private static EncodedSession withViews(String id, int views) {
        return stored.session(
                id,
                NOW - 1,
                NOW,
                HALF_AN_HOUR,
                Map.of("views", views, "user", new HashMap<>(Map.of("name", "Zoë"))));
    }

    /** The codec of this branch may store a map opaquely; what is not changed must not matter. */
    private static EncodedSession sameButViews(String id, SessionRecord record, int views) {
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

    // ---- Anything

    /** Two nodes that change different attributes of one session, at random. */
    @RepeatedTest(15)
    void whateverTwoNodesChange_isInTheRecord(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String id = "random-" + repetition.getCurrentRepetition();
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        List<String> mine = names.subList(0, names.size() / 2);
        List<String> theirs = names.subList(names.size() / 2, names.size());
        Map<String, Object> expected = new HashMap<>();
        StoredSession one = stored.create(stored.session(id, NOW, expected));
        for (int round = 1; round <= 4; round++) {
            StoredSession two = stored.load(id);
            Map<String, Object> first = change(expected, mine, random);
            Map<String, Object> second = change(expected, theirs, random);
            one = save(stored.session(id, NOW + round * 10L, first), one);
            save(stored.session(id, NOW + round * 10L - random.nextInt(20), second), two);
            mine.forEach(name -> copy(name, first, expected));
            theirs.forEach(name -> copy(name, second, expected));

            assertEquals(expected, stored.values(id));
            one = stored.load(id);
        }
    }

    private static Map<String, Object> change(
            Map<String, Object> attributes, List<String> names, Random random) {
        Map<String, Object> changed = new HashMap<>(attributes);
        for (String name : names) {
            switch (random.nextInt(5)) {
                case 0 -> changed.put(name, random.nextInt());
                case 1 -> changed.put(name, "text" + random.nextInt());
                case 2 -> changed.put(name, random.nextBoolean());
                case 3 -> changed.remove(name);
                default -> changed.getOrDefault(name, "unchanged");
            }
        }
        return changed;
    }

    private static void copy(String name, Map<String, Object> from, Map<String, Object> to) {
        if (from.containsKey(name)) {
            to.put(name, from.get(name));
        } else {
            to.remove(name);
        }
    }
}
