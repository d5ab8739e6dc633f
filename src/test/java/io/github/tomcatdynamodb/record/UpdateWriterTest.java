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

import io.github.tomcatdynamodb.record.SavePlan.Reason;
import io.github.tomcatdynamodb.value.StoredValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The expressions of updates, run against a real engine. */
class UpdateWriterTest extends Updates {
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
}
