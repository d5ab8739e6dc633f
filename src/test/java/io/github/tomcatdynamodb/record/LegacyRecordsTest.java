package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.table.ItemUpdate;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What becomes of the records of connect-dynamodb. */
class LegacyRecordsTest {

    private static final long NOW = 1_795_000_000_000L;
    private static final String COOKIE =
            "\"cookie\":{\"originalMaxAge\":1800000,\"expires\":\"2026-11-18T00:00:00.000Z\","
                    + "\"httpOnly\":true,\"path\":\"/\"}";

    private final ValueCodec codec =
            new ValueCodec(LegacyRecordsTest.class.getClassLoader(), ClassFilter.defaults());

    @Test
    void upgrade_keepsTheCookieBesideTheAttributes() {
        ItemUpdate update = planner(LegacyFormat.UPGRADE).upgrade("sess:1", record()).orElseThrow();

        assertTrue(update.values().containsValue(AttributeValue.fromS(json())));
        Map<String, AttributeValue> item = new HashMap<>();
        for (String assignment : update.update().substring("SET ".length()).split(",")) {
            String[] sides = assignment.split("=", 2);
            item.put(update.names().get(sides[0].trim()), update.values().get(sides[1].trim()));
        }
        assertEquals(Set.of("sess", "tomcat"), item.keySet());
        SessionRecord upgraded = live(item);
        assertEquals(Set.of("user"), upgraded.attributes().keySet());
        assertEquals(Set.of("cookie"), upgraded.reserved().keySet());
        assertEquals(Format.TOMCAT, upgraded.basis().format());
        assertEquals(1800, upgraded.basis().maxInactive());
        assertEquals(NOW - 100_000, upgraded.basis().accessed());
    }

    @Test
    void upgrade_ofWhatNoMapCanHold_isNone() {
        String json = "{\"\":1," + COOKIE + "}";
        String surrogate = "{\"\\ud800\":1," + COOKIE + "}";

        assertEquals(Optional.empty(), planner(LegacyFormat.UPGRADE).upgrade("k", record(json)));
        assertEquals(
                Optional.empty(), planner(LegacyFormat.UPGRADE).upgrade("k", record(surrogate)));
    }

    @Test
    void firstWrite_upgrade_keepsTheCookieBesideTheAttributes() {
        SavePlan.Update plan = save(LegacyFormat.UPGRADE, 1800);

        assertEquals(Set.of("cookie"), plan.after().reserved().keySet());
        assertEquals(Format.TOMCAT, plan.after().basis().format());
        assertFalse(
                plan.update().values().values().stream()
                        .filter(AttributeValue::hasM)
                        .map(map -> map.m().get("types"))
                        .anyMatch(types -> types != null && types.m().containsKey("cookie")));
    }

    @Test
    void firstWrite_keep_writesJson_andATimeoutIntoTheCookie() {
        SavePlan.Update plan = save(LegacyFormat.KEEP, 60);

        String text = plan.after().basis().json().orElseThrow();
        assertTrue(text.contains("\"originalMaxAge\":60000"), text);
        assertTrue(text.contains("\"user\":\"bob\""), text);
    }

    @Test
    void keep_whatJsonCannotSayExactly_becomesAMap() {
        for (Object value :
                List.of(5L, new LinkedHashMap<>(Map.of("a", 1)), new Date(0), BigDecimal.ONE)) {
            assertEquals(Format.TOMCAT, kept(value), value.getClass().getName());
        }
        for (Object value :
                List.of(
                        5,
                        5.0,
                        1L << 40,
                        "x",
                        true,
                        new ArrayList<>(List.of(1)),
                        new HashMap<>())) {
            assertEquals(Format.JSON_STRING, kept(value), value.getClass().getName());
        }
    }

    private Format kept(Object value) {
        EncodedSession session =
                new EncodedSession(
                        "2", NOW, NOW, 1800, Map.of("user", codec.encode(value)), Map.of());
        StoredSession stored = StoredSession.loaded("2", record(), Set.of("user"), codec::isNative);
        SavePlan.Update changed =
                assertInstanceOf(
                        SavePlan.Update.class,
                        planner(LegacyFormat.KEEP).plan(session, Optional.of(stored), NOW));
        SavePlan.Put created =
                assertInstanceOf(
                        SavePlan.Put.class,
                        planner(LegacyFormat.KEEP).plan(session, Optional.empty(), NOW));
        assertEquals(changed.after().basis().format(), created.after().basis().format());
        assertEquals(
                created.after().basis().format() == Format.JSON_STRING,
                created.put().item().get("sess").s() != null);
        return changed.after().basis().format();
    }

    @Test
    void keep_anotherId_isStillJson() {
        EncodedSession session =
                new EncodedSession(
                        "2",
                        NOW,
                        NOW,
                        1800,
                        Map.of("user", StoredValue.untyped(AttributeValue.fromS("bob"))),
                        Map.of());
        StoredSession stored = StoredSession.loaded("1", record(), Set.of("user"), codec::isNative);

        SavePlan.Put moved =
                assertInstanceOf(
                        SavePlan.Put.class,
                        planner(LegacyFormat.KEEP).plan(session, Optional.of(stored), NOW));
        SavePlan.Put upgraded =
                assertInstanceOf(
                        SavePlan.Put.class,
                        planner(LegacyFormat.UPGRADE).plan(session, Optional.of(stored), NOW));

        String text = moved.put().item().get("sess").s();
        assertTrue(text.contains("\"user\":\"bob\"") && text.contains("originalMaxAge"), text);
        assertTrue(upgraded.put().item().get("sess").m().containsKey("cookie"));
    }

    @Test
    void keep_withAuthentication_isAMap() {
        EncodedSession session =
                new EncodedSession(
                        "2",
                        NOW,
                        NOW,
                        1800,
                        Map.of(),
                        Map.of("type", StoredValue.untyped(AttributeValue.fromS("FORM"))));

        SavePlan.Put created =
                assertInstanceOf(
                        SavePlan.Put.class,
                        planner(LegacyFormat.KEEP).plan(session, Optional.empty(), NOW));

        assertTrue(created.put().item().get("tomcat").m().containsKey("auth"));
    }

    @Test
    void lastModified_inJson_isAnAttribute() {
        SessionRecord record = record("{\"lastModified\":\"today\"," + COOKIE + "}");

        assertEquals(Set.of("lastModified"), record.attributes().keySet());
    }

    @Test
    void touch_isDue_beforeTheRecordExpiresEarly() {
        Expiry expiry = new Expiry(OptionalInt.empty());
        Basis foreign =
                Stored.basis(Format.EXPRESS_MAP, NOW, NOW, 1800, OptionalLong.of(NOW + 1_800_000));
        Basis ours = Stored.basis(Format.TOMCAT, NOW, NOW, 1800, OptionalLong.of(NOW + 1_980_000));

        assertTrue(expiry.isTouchDue(NOW + 1, foreign));
        assertFalse(expiry.isTouchDue(NOW, foreign));
        assertFalse(expiry.isTouchDue(NOW + 179_999, ours));
        assertTrue(expiry.isTouchDue(NOW + 180_000, ours));
    }

    /** An update without anything to set is refused by DynamoDB. */
    @Test
    void keep_touchOfASessionThatNeverExpires_writesOnlyIfANodeStoreGaveItAnEnd() {
        String json = "{\"cookie\":{\"originalMaxAge\":null,\"maxInactive\":-1}}";
        Map<String, AttributeValue> item = Map.of("sess", AttributeValue.fromS(json));
        Map<String, AttributeValue> touched =
                Map.of(
                        "sess",
                        AttributeValue.fromS(json),
                        "expires",
                        AttributeValue.fromN("1795001700"));
        EncodedSession session =
                new EncodedSession("1", NOW, NOW + 7_200_000, -1, Map.of(), Map.of());

        assertInstanceOf(SavePlan.Nothing.class, touch(session, live(item)));
        SavePlan.Update update =
                assertInstanceOf(SavePlan.Update.class, touch(session, live(touched)));
        assertEquals("REMOVE", update.update().update().strip().split(" ")[0]);
        assertEquals(OptionalLong.empty(), update.after().basis().expires());
    }

    private SavePlan touch(EncodedSession session, SessionRecord record) {
        return planner(LegacyFormat.KEEP)
                .plan(
                        session,
                        Optional.of(StoredSession.loaded("1", record, Set.of(), codec::isNative)),
                        NOW);
    }

    private SavePlan.Update save(LegacyFormat format, int maxInactive) {
        StoredSession stored = StoredSession.loaded("1", record(), Set.of("user"), codec::isNative);
        EncodedSession session =
                new EncodedSession(
                        "1",
                        NOW,
                        NOW,
                        maxInactive,
                        Map.of("user", StoredValue.untyped(AttributeValue.fromS("bob"))),
                        Map.of());
        return assertInstanceOf(
                SavePlan.Update.class, planner(format).plan(session, Optional.of(stored), NOW));
    }

    private SavePlanner planner(LegacyFormat format) {
        return new SavePlanner(Stored.settings(format), codec);
    }

    private SessionRecord record() {
        return record(json());
    }

    private SessionRecord record(String json) {
        return live(
                Map.of(
                        "id",
                        AttributeValue.fromS("sess:1"),
                        "expires",
                        AttributeValue.fromN("1795001700"),
                        "sess",
                        AttributeValue.fromS(json)));
    }

    private SessionRecord live(Map<String, AttributeValue> item) {
        Reading reading =
                new ItemReader(Stored.SETTINGS, codec).read(item, NOW, 1800, LargeContents.NONE);
        return assertInstanceOf(Reading.Live.class, reading).session();
    }

    private static String json() {
        return "{" + COOKIE + ",\"user\":\"ann\"}";
    }
}
