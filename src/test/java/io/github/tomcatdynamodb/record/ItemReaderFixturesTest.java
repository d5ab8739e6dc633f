package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Items.CODEC;
import static io.github.tomcatdynamodb.record.Items.READER;
import static io.github.tomcatdynamodb.record.Stored.HALF_AN_HOUR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records as the real libraries wrote them. */
class ItemReaderFixturesTest {
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
                        .map(ItemReaderFixturesTest::plain)
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
            return list.stream()
                    .map(ItemReaderFixturesTest::plain)
                    .map(Optional::ofNullable)
                    .toList();
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
}
