package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Items.live;
import static io.github.tomcatdynamodb.record.Items.read;
import static io.github.tomcatdynamodb.record.Items.with;
import static io.github.tomcatdynamodb.record.Stored.NOW;
import static io.github.tomcatdynamodb.record.Stored.m;
import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** When a session of a Node store was used last, and when it ends. */
class ForeignTimesTest {
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
}
