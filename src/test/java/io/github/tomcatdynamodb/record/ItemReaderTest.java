package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.HALF_AN_HOUR;
import static io.github.tomcatdynamodb.record.Stored.NOW;
import static io.github.tomcatdynamodb.record.Stored.m;
import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever stands in the table: ours, what the Node stores wrote, and damage. */
class ItemReaderTest {

    private static final ValueCodec CODEC =
            new ValueCodec(ItemReaderTest.class.getClassLoader(), ClassFilter.defaults());

    private static final ItemReader READER = new ItemReader(Stored.SETTINGS, CODEC);

    private static Reading read(Map<String, AttributeValue> item) {
        return READER.read(item, NOW, HALF_AN_HOUR, LargeContents.NONE);
    }

    private static SessionRecord live(Map<String, AttributeValue> item) {
        return assertInstanceOf(Reading.Live.class, read(item)).session();
    }

    private static Map<String, AttributeValue> with(
            Map<String, AttributeValue> item, String name, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed;
    }

    // ---- Fixtures: what the real libraries wrote

    static Stream<RecordFixture> fixtures() {
        return RecordFixture.all();
    }

    /** Java and JSON in one form that can be compared. */
    private static Object plain(Object value) {
        if (value instanceof JsonElement json) {
            if (json.isJsonObject()) {
                Map<String, Object> map = new HashMap<>();
                json.getAsJsonObject()
                        .entrySet()
                        .forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
                return map;
            }
            if (json.isJsonArray()) {
                return StreamSupport.stream(json.getAsJsonArray().spliterator(), false)
                        .map(ItemReaderTest::plain)
                        .map(Optional::ofNullable)
                        .toList();
            }
            if (json.isJsonNull()) {
                return null;
            }
            return json.getAsJsonPrimitive().isNumber()
                    ? plain(json.getAsBigDecimal())
                    : json.getAsJsonPrimitive().isBoolean()
                            ? (Object) json.getAsBoolean()
                            : json.getAsString();
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new HashMap<>();
            map.forEach((key, element) -> plain.put(key, plain(element)));
            return plain;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ItemReaderTest::plain).map(Optional::ofNullable).toList();
        }
        return value;
    }

    /** The attributes as the application sees them, and null where that is what is stored. */
    private static Map<String, Object> values(SessionRecord record) {
        Map<String, Object> values = new HashMap<>();
        record.attributes().forEach((name, stored) -> values.put(name, CODEC.decode(stored)));
        return values;
    }

    @Test
    void thereAreFixturesOfEachKind() {
        List<RecordFixture> all = fixtures().toList();

        assertTrue(all.size() >= 70, all.size() + " fixtures");
        assertTrue(all.stream().filter(fixture -> fixture.best() == null).count() >= 5);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aFixture_isReadAtLeastAsWellAsByTheBestNodeStore(RecordFixture fixture) {
        long now = fixture.capturedAt();
        Reading reading = READER.read(fixture.item(), now, HALF_AN_HOUR, LargeContents.NONE);
        JsonElement best = fixture.best();

        if (best == null) {
            assertTrue(
                    !(reading instanceof Reading.Live live)
                            || Expiry.isExpired(live.session().basis(), now + 60_000),
                    () -> fixture.about() + " is read as " + reading);
        } else {
            SessionRecord record =
                    assertInstanceOf(Reading.Live.class, reading, fixture.about()).session();
            JsonObject expected = best.getAsJsonObject().deepCopy();
            expected.remove("cookie");
            // Like cookie, what the store keeps and not what the application has set.
            expected.remove("lastModified");
            assertEquals(plain(expected), plain(values(record)), fixture.about());
            assertFalse(Expiry.isExpired(record.basis(), now), fixture.about());
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aFixture_keepsItsCookieAndEverythingThatIsNotOurs(RecordFixture fixture) {
        if (READER.read(fixture.item(), fixture.capturedAt(), HALF_AN_HOUR, LargeContents.NONE)
                instanceof Reading.Live live) {
            SessionRecord record = live.session();
            Set<String> foreign = new HashSet<>(fixture.item().keySet());
            foreign.removeAll(Set.of("id", "sess", "expires"));

            assertTrue(record.reserved().containsKey("cookie"), fixture.about());
            assertFalse(record.attributes().containsKey("cookie"), fixture.about());
            assertFalse(record.attributes().containsKey("lastModified"), fixture.about());
            assertEquals(foreign, record.foreign().keySet(), fixture.about());
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aFixture_hasTheTimeoutThatItsCookieSays(RecordFixture fixture) {
        if (fixture.best() == null || !fixture.json().get("session").isJsonObject()) {
            return;
        }
        JsonElement maxAge =
                fixture.json()
                        .getAsJsonObject("session")
                        .getAsJsonObject("cookie")
                        .get("originalMaxAge");
        int expected =
                maxAge == null || maxAge.isJsonNull()
                        ? 86_400
                        : maxAge.getAsBigDecimal()
                                .movePointLeft(3)
                                .setScale(0, RoundingMode.CEILING)
                                .intValueExact();

        Basis basis =
                assertInstanceOf(
                                Reading.Live.class,
                                READER.read(
                                        fixture.item(),
                                        fixture.capturedAt(),
                                        HALF_AN_HOUR,
                                        LargeContents.NONE))
                        .session()
                        .basis();

        assertEquals(expected, basis.maxInactive(), fixture.about());
        assertTrue(basis.accessed() <= fixture.capturedAt(), fixture.about());
    }

    // ---- Ours

    private static Map<String, AttributeValue> ours() {
        return Map.of(
                "id", s("secret-key"),
                "sess", m(Map.of("a", s("1"), "b", s("2"))),
                "expires", n(NOW / 1000 + 100),
                "tomcat",
                        m(
                                Map.of(
                                        "v", n(1),
                                        "created", n(NOW - 2000),
                                        "accessed", n(NOW - 1000),
                                        "maxInactive", n(60),
                                        "types", m(Map.of("b", s("Exotic"))))));
    }

    private static Map<String, AttributeValue> oursWith(String name, AttributeValue value) {
        return with(ours(), "tomcat", m(with(ours().get("tomcat").m(), name, value)));
    }

    @Test
    void ours_isReadAsItIs() {
        SessionRecord record = live(ours());

        assertEquals(
                new Basis(
                        Format.TOMCAT,
                        NOW - 2000,
                        NOW - 1000,
                        60,
                        OptionalLong.of((NOW / 1000 + 100) * 1000),
                        Optional.empty(),
                        true,
                        record.basis().seal(),
                        false),
                record.basis());
        assertEquals(
                Map.of("a", StoredValue.untyped(s("1")), "b", new StoredValue(s("2"), s("Exotic"))),
                record.attributes());
        assertEquals(Map.of(), record.foreign());
        assertEquals(Map.of(), record.reserved());
    }

    @Test
    void ours_withoutTypes_hasNone() {
        SessionRecord record = live(oursWith("types", null));

        assertEquals(StoredValue.untyped(s("2")), record.attributes().get("b"));
        assertFalse(record.basis().hasTypes());
    }

    @Test
    void ours_whoseTypesAreNoMap_isDamaged() {
        Reading.Damaged damaged =
                assertInstanceOf(Reading.Damaged.class, read(oursWith("types", s("secret"))));

        assertTrue(damaged.reason().contains("tomcat.types"), damaged.reason());
        assertFalse(damaged.reason().contains("secret"), damaged.reason());
    }

    @Test
    void ours_whoseOriginIsDamaged_isDamaged() {
        Map<String, AttributeValue> whole =
                Map.of(
                        "key", s("0123"),
                        "accessed", n(1),
                        "maxInactive", n(1),
                        "changed", AttributeValue.fromM(Map.of("a", s(""))));
        assertInstanceOf(Reading.Live.class, read(oursWith("from", AttributeValue.fromM(whole))));
        for (String name : whole.keySet()) {
            for (AttributeValue wrong :
                    List.of(
                            AttributeValue.fromBool(true),
                            AttributeValue.fromM(Map.of("a", n(1))),
                            AttributeValue.fromNul(true))) {
                Map<String, AttributeValue> from = new HashMap<>(whole);
                from.put(name, wrong);
                Reading.Damaged damaged =
                        assertInstanceOf(
                                Reading.Damaged.class,
                                read(oursWith("from", AttributeValue.fromM(from))));

                assertTrue(damaged.reason().contains("tomcat.from"), damaged.reason());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "created", "accessed", "maxInactive"})
    void ours_withoutANumberThatItNeeds_isDamaged(String name) {
        for (Map<String, AttributeValue> item :
                List.of(oursWith(name, null), oursWith(name, s("secret")))) {
            Reading.Damaged damaged = assertInstanceOf(Reading.Damaged.class, read(item));

            assertTrue(damaged.reason().contains("tomcat." + name), damaged.reason());
            assertFalse(damaged.reason().contains("secret"), damaged.reason());
        }
    }

    @Test
    void ours_ofANewerFormat_isNeitherReadNorDamaged() {
        assertEquals(new Reading.Newer(2), read(oursWith("v", n(2))));
    }

    @Test
    void ours_ofANewerFormatThatOlderReadersMayRead_isRead() {
        Map<String, AttributeValue> item = new HashMap<>(oursWith("v", n(2)));
        Map<String, AttributeValue> tomcat = new HashMap<>(item.get("tomcat").m());
        tomcat.put("min", n(1));
        item.put("tomcat", AttributeValue.fromM(tomcat));

        assertInstanceOf(Reading.Live.class, read(item));
    }

    @Test
    void ours_whoseMetadataIsNoMap_isDamaged() {
        assertInstanceOf(Reading.Damaged.class, read(with(ours(), "tomcat", s("x"))));
    }

    @Test
    void aSessWithAnotherType_isDamaged() {
        for (AttributeValue sess :
                List.of(
                        n(5),
                        AttributeValue.fromBool(true),
                        AttributeValue.fromL(List.of()),
                        AttributeValue.fromSs(List.of("a")),
                        AttributeValue.fromB(SdkBytes.fromUtf8String("x")))) {
            assertInstanceOf(
                    Reading.Damaged.class, read(with(ours(), "sess", sess)), sess::toString);
        }
    }

    @Test
    void noItem_andAnItemWithoutSess_areNoSession() {
        assertEquals(new Reading.Absent(), read(Map.of()));
        assertEquals(
                new Reading.Absent(), read(Map.of("id", s("k"), "expires", n(NOW / 1000 + 5))));
        assertEquals(new Reading.Absent(), read(with(ours(), "sess", null)));
    }

    @Test
    void aTombstone_isALogout() {
        assertEquals(
                new Reading.LoggedOut(5),
                read(Map.of("tomcat", m(Map.of("v", n(1), "created", n(5), "gone", n(6))))));
    }

    @Test
    void attributesNamedLikeWhatANodeStoreKeeps_areAttributes_whenTheApplicationSetThem() {
        Map<String, AttributeValue> item =
                with(
                        oursWith(
                                "types",
                                m(Map.of("cookie", s("plain"), "lastModified", s("plain")))),
                        "sess",
                        m(Map.of("cookie", m(Map.of("x", n(1))), "lastModified", s("2026"))));

        assertEquals(Set.of("cookie", "lastModified"), live(item).attributes().keySet());
        assertEquals(Map.of(), live(item).reserved());
        assertEquals(StoredValue.untyped(s("2026")), live(item).attributes().get("lastModified"));
    }

    @Test
    void lastModified_withoutACookie_isAnAttribute() {
        Map<String, AttributeValue> item = Map.of("sess", m(Map.of("lastModified", s("2026"))));

        assertEquals(Set.of("lastModified"), live(item).attributes().keySet());
    }

    // ---- Times of foreign records

    private static Map<String, AttributeValue> express(AttributeValue expires) {
        return with(
                Map.of("sess", m(Map.of("cookie", m(Map.of("originalMaxAge", n(60_000)))))),
                "expires",
                expires);
    }

    @ParameterizedTest
    @CsvSource({
        "1800000050, 1800000050000",
        "1800000050.999, 1800000050999",
        "1800000050.9999, 1800000050999", // floor: never a millisecond late
        "0, 0",
        "-5, 0",
        "1E+125, 9223372036854775807",
        "1E-130, 0",
    })
    void expires_asANumberOrAString_isEpochSeconds(String expires, long milliseconds) {
        assertEquals(
                OptionalLong.of(milliseconds),
                live(express(AttributeValue.fromN(expires))).basis().expires());
        assertEquals(OptionalLong.of(milliseconds), live(express(s(expires))).basis().expires());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "NaN",
                "Infinity",
                "0x10",
                "1e99999999999999999999",
                "2026-11-22T00:28:44.925Z"
            })
    void expires_thatIsNoNumber_countsAsMissing(String expires) {
        assertEquals(OptionalLong.empty(), live(express(s(expires))).basis().expires());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E+2147483647",
                "1E+2147483646",
                "-1E+2147483647",
                "1E-2147483647",
                "1E+999999999"
            })
    void expires_thatIsAHostileNumber_isReadQuickly(String expires) {
        Reading reading = assertTimeout(Duration.ofSeconds(2), () -> read(express(s(expires))));

        assertInstanceOf(Reading.Live.class, reading);
    }

    @Test
    void expires_ofAnotherType_countsAsMissing() {
        assertEquals(
                OptionalLong.empty(),
                live(express(AttributeValue.fromBool(true))).basis().expires());
    }

    @Test
    void lastAccess_ofAForeignRecord_isItsTimeoutBeforeItsExpiry_butNotInTheFuture() {
        assertEquals(
                NOW / 1000 * 1000 - 10_000, live(express(n(NOW / 1000 + 50))).basis().accessed());
        assertEquals(NOW, live(express(n(NOW / 1000 + 5000))).basis().accessed());
        assertEquals(NOW, live(express(null)).basis().accessed());
    }

    @ParameterizedTest
    @CsvSource({
        "60000, 60",
        "60001, 61", // never shorter
        "1, 1",
        "0.5, 1",
        "0, 1",
        "-1, 1",
        "9007199254740991, 2147483647",
        "315360000000, 315360000"
    })
    void timeout_isOriginalMaxAge_inWholeSecondsRoundedUp(String maxAge, int seconds) {
        Map<String, AttributeValue> item =
                Map.of(
                        "sess",
                        m(
                                Map.of(
                                        "cookie",
                                        m(
                                                Map.of(
                                                        "originalMaxAge",
                                                        AttributeValue.fromN(maxAge))))));

        assertEquals(seconds, live(item).basis().maxInactive());
        assertEquals(
                seconds,
                live(Map.of("sess", s("{\"cookie\":{\"originalMaxAge\":" + maxAge + "}}")))
                        .basis()
                        .maxInactive());
    }

    /** As both Node stores do. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "\"60000\"", "{}", "[]", "true", "1e400"})
    void timeout_thatTheCookieDoesNotSay_isADay(String maxAge) {
        String json = "{\"cookie\":{\"originalMaxAge\":" + maxAge + "}}";

        assertEquals(86_400, live(Map.of("sess", s(json))).basis().maxInactive());
    }

    @Test
    void timeout_withoutAMaxAge_isADay_withoutACookieTheContexts() {
        assertEquals(86_400, live(Map.of("sess", s("{\"cookie\":{}}"))).basis().maxInactive());
        assertEquals(
                86_400,
                live(Map.of("sess", m(Map.of("cookie", m(Map.of()))))).basis().maxInactive());
        assertEquals(1800, live(Map.of("sess", s("{\"a\":1}"))).basis().maxInactive());
        assertEquals(1800, live(Map.of("sess", m(Map.of("a", n(1))))).basis().maxInactive());
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "0, 0", "-1.5, -1", "5, 86400", "\"-1\", 86400", "null, 86400"})
    void timeout_ofASessionThatNeverExpires_isInTheCookie(String never, int seconds) {
        String json = "{\"cookie\":{\"originalMaxAge\":null,\"maxInactive\":" + never + "}}";

        assertEquals(seconds, live(Map.of("sess", s(json))).basis().maxInactive());
    }

    // ---- Damage

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\":",
                "nonsense",
                "[]",
                "[{}]",
                "null",
                "1",
                "\"x\"",
                "{\"a\":1} x",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":undefined}",
                "{\"a\":NaN}"
            })
    void aTextThatIsNoJsonObject_isDamaged_andTheReasonHoldsNothingOfIt(String text) {
        Reading.Damaged damaged =
                assertInstanceOf(Reading.Damaged.class, read(Map.of("sess", s(text))));

        assertFalse(damaged.reason().isBlank());
        assertFalse(damaged.reason().contains("nonsense"), damaged.reason());
    }

    @Test
    void aDeeplyNestedText_isReadOrDamaged_butEndsWell() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        Reading reading =
                assertTimeout(Duration.ofSeconds(10), () -> read(Map.of("sess", s(deep))));

        assertFalse(reading instanceof Reading.Absent);
    }

    /** Anything that DynamoDB can hold, in the places where something else is expected. */
    @RepeatedTest(300)
    void anyItemAtAll_isReadWithoutAnException(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<String, AttributeValue> item = new HashMap<>(random.nextBoolean() ? ours() : Map.of());
        for (String name : List.of("sess", "tomcat", "expires", "type")) {
            if (random.nextInt(3) > 0) {
                item.put(name, any(random, 4));
            }
        }

        Reading reading = read(item);

        if (reading instanceof Reading.Live live) {
            StoredSession.loaded(
                    "id", live.session(), live.session().attributes().keySet(), CODEC::isNative);
        }
    }

    private static AttributeValue any(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0 -> s("x".repeat(random.nextInt(3)));
            case 1 -> s("{\"cookie\":" + random.nextInt(3) + "}");
            case 2 -> AttributeValue.fromN(random.nextBoolean() ? "1" : "-9.99E+125");
            case 3 -> AttributeValue.fromBool(random.nextBoolean());
            case 4 -> AttributeValue.fromNul(true);
            case 5 -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[random.nextInt(3)]));
            case 6 -> AttributeValue.fromSs(List.of("a"));
            case 7 -> AttributeValue.fromL(List.of(any(random, depth - 1)));
            default -> {
                Map<String, AttributeValue> map = new HashMap<>();
                for (String name :
                        List.of(
                                "cookie",
                                "lastModified",
                                "originalMaxAge",
                                "v",
                                "created",
                                "accessed",
                                "maxInactive",
                                "types",
                                "auth",
                                "gone",
                                "value",
                                "type",
                                "principal")) {
                    if (random.nextInt(3) == 0) {
                        map.put(name, any(random, depth - 1));
                    } else if (random.nextInt(3) == 0) {
                        map.put(name, n(1));
                    }
                }
                yield m(map);
            }
        };
    }
}
