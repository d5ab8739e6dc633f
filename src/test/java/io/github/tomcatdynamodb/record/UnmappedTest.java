package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the JSON of connect-dynamodb can hold and a map cannot: it costs nothing else. */
class UnmappedTest {

    private static final long NOW = 1_795_000_000_000L;
    private static final String COOKIE =
            "\"cookie\":{\"originalMaxAge\":1800000,\"expires\":null,\"path\":\"/\"}";

    private final ValueCodec codec =
            new ValueCodec(UnmappedTest.class.getClassLoader(), ClassFilter.defaults());

    /** As a whole member of the session. */
    static Stream<String> members() {
        Stream<String> names =
                Stream.of(
                        "\"\":1",
                        "\"\":{\"\":{\"\":1}}",
                        "\"\\ud800\":1",
                        "\"x\\udc00\":1",
                        "\"" + "n".repeat(70_000) + "\":1");
        return Stream.concat(names, values().map(value -> "\"odd\":" + value));
    }

    private static Stream<String> values() {
        Stream<String> inside =
                Stream.of(
                                "{\"\":1}",
                                "{\"\\ud800\":1}",
                                "\"\\ud800\"",
                                "1e400",
                                "1e126",
                                "1e-131",
                                "1e9999",
                                "-1e10001",
                                "1e99999999999",
                                "1e-99999999999",
                                "9".repeat(20_000),
                                "0." + "3".repeat(300_000),
                                "123456789012345678901234567890123456789012")
                        .flatMap(
                                value ->
                                        Stream.of(
                                                value,
                                                "[" + value + "]",
                                                "{\"a\":[" + value + "]}"));
        Stream<String> deep =
                Stream.of(27, 33, 401, 3_000, 100_000)
                        .flatMap(
                                depth ->
                                        Stream.of(
                                                "[".repeat(depth) + "]".repeat(depth),
                                                "{\"a\":".repeat(depth / 2)
                                                        + "1"
                                                        + "}".repeat(depth / 2)));
        return Stream.concat(inside, deep);
    }

    /** Reads, changes another attribute, and reads again: the odd member is as it was written. */
    @ParameterizedTest
    @MethodSource("members")
    void keep_everythingElseGoesOn(String member) {
        changed(LegacyFormat.KEEP, member);
    }

    @ParameterizedTest
    @MethodSource("members")
    void upgrade_everythingElseGoesOn(String member) {
        Map<String, AttributeValue> item = changed(LegacyFormat.UPGRADE, member);

        if (item.get("sess").hasM()) { // then nothing was left out
            assertTrue(!item.containsKey("unmapped"));
            assertEquals(2, item.get("sess").m().size() - 1);
        }
    }

    private Map<String, AttributeValue> changed(LegacyFormat format, String member) {
        SessionRecord record = live(item("{" + COOKIE + ",\"user\":\"ann\"," + member + "}"));
        assertEquals("ann", codec.decode(record.attributes().get("user")));
        StoredSession stored =
                StoredSession.loaded("1", record, record.attributes().keySet(), codec::isNative);
        Map<String, StoredValue> attributes = new HashMap<>(record.attributes());
        attributes.put("user", codec.encode("bob"));
        SavePlan.Update update =
                assertInstanceOf(
                        SavePlan.Update.class,
                        planner(format).plan(session("1", attributes), Optional.of(stored), NOW));
        Map<String, AttributeValue> after = applied(update);
        assertEquals("bob", codec.decode(live(after).attributes().get("user")));
        if (after.get("sess").s() != null) {
            assertTrue(after.get("sess").s().contains(member));
        }
        // Another id, too.
        SavePlan.Put moved =
                assertInstanceOf(
                        SavePlan.Put.class,
                        planner(format).plan(session("2", attributes), Optional.of(stored), NOW));
        assertEquals(after.get("sess").type(), moved.put().item().get("sess").type());
        assertEquals("bob", codec.decode(live(moved.put().item()).attributes().get("user")));
        return after;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\":1",
                "\"\\ud800\":1",
                "\"domain\":{\"\":1}",
                "\"domain\":\"\\ud800\"",
                "\"expires\":1e99999999999",
                "\"sameSite\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
            })
    void oddMemberOfTheCookie_isNoReasonToForgetTheRest(String member) {
        String cookie = "\"cookie\":{\"originalMaxAge\":60000," + member + "}";
        for (LegacyFormat format : LegacyFormat.values()) {
            SessionRecord record = live(item("{" + cookie + ",\"user\":\"ann\"}"));
            assertEquals(Set.of("user"), record.attributes().keySet());
            assertEquals(60, record.basis().maxInactive());
            StoredSession stored =
                    StoredSession.loaded("1", record, Set.of("user"), codec::isNative);
            EncodedSession session =
                    new EncodedSession(
                            "1", NOW, NOW, 60, Map.of("user", codec.encode("bob")), Map.of());
            SavePlan.Update update =
                    assertInstanceOf(
                            SavePlan.Update.class,
                            planner(format).plan(session, Optional.of(stored), NOW));
            AttributeValue sess = applied(update).get("sess");
            assertTrue(
                    sess.hasM() ? format == LegacyFormat.UPGRADE : sess.s().contains(cookie),
                    sess::toString);
        }
    }

    /** A map after all: what it cannot hold stays beside it. */
    @ParameterizedTest
    @EnumSource(LegacyFormat.class)
    void whatJsonCannotHold_besideWhatAMapCannotHold_bothStay(LegacyFormat format) {
        SessionRecord record = live(item("{" + COOKIE + ",\"\":1.0,\"user\":\"ann\"}"));
        StoredSession stored =
                StoredSession.loaded("1", record, record.attributes().keySet(), codec::isNative);
        Map<String, StoredValue> attributes = new HashMap<>(record.attributes());
        attributes.put("date", codec.encode(new Date(5)));

        SavePlan.Update update =
                assertInstanceOf(
                        SavePlan.Update.class,
                        planner(format).plan(session("1", attributes), Optional.of(stored), NOW));
        SavePlan.Put moved =
                assertInstanceOf(
                        SavePlan.Put.class,
                        planner(format)
                                .plan(
                                        session("2", attributes),
                                        Optional.of(update.after().withKey("1")),
                                        NOW));
        SavePlan.Put movedAtOnce =
                assertInstanceOf(
                        SavePlan.Put.class,
                        planner(format).plan(session("2", attributes), Optional.of(stored), NOW));

        for (Map<String, AttributeValue> item :
                Stream.of(applied(update), moved.put().item(), movedAtOnce.put().item()).toList()) {
            assertEquals("{\"\":1.0}", item.get("unmapped").s());
            SessionRecord after = live(item);
            assertEquals(new Date(5), codec.decode(after.attributes().get("date")));
            assertEquals("ann", codec.decode(after.attributes().get("user")));
        }
    }

    @Test
    void migrate_ofANumberThatNoMapHolds_isNone() {
        for (String number : new String[] {"1e10001", "9".repeat(20_000)}) {
            SessionRecord record = live(item("{" + COOKIE + ",\"n\":" + number + "}"));

            assertEquals(Optional.empty(), planner(LegacyFormat.UPGRADE).upgrade("sess:1", record));
        }
    }

    private static EncodedSession session(String id, Map<String, StoredValue> attributes) {
        return new EncodedSession(id, NOW, NOW, 1800, attributes, Map.of());
    }

    private SavePlanner planner(LegacyFormat format) {
        return new SavePlanner(Stored.settings(format), codec);
    }

    private static Map<String, AttributeValue> item(String json) {
        return Map.of(
                "id",
                AttributeValue.fromS("sess:1"),
                "expires",
                AttributeValue.fromN("1795001700"),
                "sess",
                AttributeValue.fromS(json));
    }

    /** The attributes that an update sets as a whole. */
    private static Map<String, AttributeValue> applied(SavePlan.Update plan) {
        Map<String, AttributeValue> item = new HashMap<>();
        String expression = plan.update().update();
        String set =
                expression.contains("REMOVE")
                        ? expression.substring(0, expression.indexOf("REMOVE"))
                        : expression;
        for (String assignment : set.substring("SET ".length()).split(",")) {
            String[] sides = assignment.split("=", 2);
            item.put(
                    plan.update().names().get(sides[0].trim()),
                    plan.update().values().get(sides[1].trim()));
        }
        return item;
    }

    private SessionRecord live(Map<String, AttributeValue> item) {
        Reading reading =
                new ItemReader(Stored.SETTINGS, codec).read(item, NOW, 1800, LargeContents.NONE);
        return assertInstanceOf(Reading.Live.class, reading, reading::toString).session();
    }
}
