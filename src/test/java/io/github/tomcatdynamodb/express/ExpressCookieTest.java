package io.github.tomcatdynamodb.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressCookieTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:28:41.050Z");

    static Stream<Arguments> maxAges() {
        return Stream.of(
                Arguments.of(1_800_000, 1_800),
                Arguments.of(315_360_000_000L, 315_360_000),
                Arguments.of(1, 1),
                Arguments.of(999.5, 1),
                Arguments.of(1_000.5, 2),
                Arguments.of(new BigDecimal("1800000"), 1_800),
                Arguments.of(BigInteger.TEN.pow(30), Integer.MAX_VALUE),
                Arguments.of(new BigDecimal("1E+9999"), Integer.MAX_VALUE),
                Arguments.of(Double.POSITIVE_INFINITY, Integer.MAX_VALUE),
                Arguments.of("1800000", 1_800));
    }

    @ParameterizedTest
    @MethodSource("maxAges")
    void maxInactive_isOriginalMaxAgeInSecondsRoundedUp(Object originalMaxAge, int seconds) {
        assertEquals(OptionalInt.of(seconds), cookie(originalMaxAge).maxInactiveSeconds());
    }

    static Stream<Object> unusableMaxAges() {
        return Stream.of(
                0,
                -1,
                -0.5,
                Double.NaN,
                "",
                "soon",
                "-5",
                "1e9",
                "9".repeat(99),
                true,
                List.of(),
                Map.of());
    }

    @ParameterizedTest
    @MethodSource("unusableMaxAges")
    void maxInactive_isAbsentWhenUnusable(Object originalMaxAge) {
        assertEquals(OptionalInt.empty(), cookie(originalMaxAge).maxInactiveSeconds());
    }

    @Test
    void maxInactive_isAbsentWhenNullOrMissing() {
        assertEquals(OptionalInt.empty(), cookie(null).maxInactiveSeconds());
        assertEquals(OptionalInt.empty(), new ExpressCookie(Map.of()).maxInactiveSeconds());
    }

    @Test
    void maxInactive_ofEveryFixture() throws Exception {
        for (Fixture fixture : ExpressJsonFixturesTest.readable().toList()) {
            Map<String, Object> session = ExpressJson.read(fixture.storedText().orElseThrow());
            Map<?, ?> members = (Map<?, ?>) session.get(ExpressCookie.NAME);
            Object maxAge = members.get("originalMaxAge");
            OptionalInt expected =
                    maxAge == null
                            ? OptionalInt.empty()
                            : OptionalInt.of(
                                    (int) Math.ceil(((Number) maxAge).doubleValue() / 1000));

            assertEquals(expected, of(session).maxInactiveSeconds(), fixture.file());
        }
    }

    @Test
    void withMaxInactive_changesWhatItMust() throws Exception {
        ExpressCookie cookie =
                of(
                        ExpressJson.read(
                                "{\"cookie\":{\"originalMaxAge\":1000,\"expires\":\"x\","
                                        + "\"secure\":\"auto\",\"httpOnly\":true,\"domain\":null,"
                                        + "\"path\":\"/a\",\"sameSite\":true,\"priority\":\"high\"}}"));

        assertEquals(
                "{originalMaxAge=1800000, expires=2026-11-22T00:58:41.050Z, secure=auto,"
                        + " httpOnly=true, domain=null, path=/a, sameSite=true, priority=high}",
                inOrder(cookie.withMaxInactive(1800, NOW), cookie));
    }

    @Test
    void withMaxInactive_largest_isANumberThatJavaScriptKeeps() {
        Map<String, Object> members = cookie(1).withMaxInactive(Integer.MAX_VALUE, NOW).members();

        assertEquals(2_147_483_647_000L, members.get("originalMaxAge"));
        assertEquals("2094-12-10T03:42:48.050Z", members.get("expires"));
    }

    @Test
    void withMaxInactive_never_isNull() {
        for (int never : new int[] {0, -1}) {
            Map<String, Object> members = cookie(1000).withMaxInactive(never, NOW).members();

            assertTrue(members.containsKey("originalMaxAge"));
            assertEquals(null, members.get("originalMaxAge"));
            assertTrue(members.containsKey("expires"));
            assertEquals(null, members.get("expires"));
        }
    }

    @Test
    void accessed_movesExpires() {
        ExpressCookie cookie =
                new ExpressCookie(Map.of("originalMaxAge", 1_800_000, "expires", "stale"));

        assertEquals(
                new ExpressCookie(
                        Map.of("originalMaxAge", 1_800_000, "expires", "2026-11-22T00:58:41.050Z")),
                cookie.accessed(NOW));
    }

    @Test
    void accessed_leavesSessionCookies() {
        for (Object maxAge : new Object[] {null, "x", 1_800_000}) {
            assertEquals(cookie(maxAge), cookie(maxAge).accessed(NOW));
        }
        assertEquals(new ExpressCookie(Map.of()), new ExpressCookie(Map.of()).accessed(NOW));
    }

    @Test
    void create_isWhatExpressWrites() throws Exception {
        ExpressCookie cookie = ExpressCookie.create("/", true);

        assertEquals(
                "{\"cookie\":{\"originalMaxAge\":null,\"expires\":null,\"httpOnly\":true,\"path\":\"/\"}}",
                ExpressJson.write(Map.of(ExpressCookie.NAME, cookie.members())));
        assertEquals(
                "{\"cookie\":{\"originalMaxAge\":1800000,\"expires\":\"2026-11-22T00:58:41.050Z\","
                        + "\"httpOnly\":true,\"path\":\"/\"}}",
                ExpressJson.write(
                        Map.of(ExpressCookie.NAME, cookie.withMaxInactive(1800, NOW).members())));
    }

    @Test
    void members_areAnImmutableCopy() {
        Map<String, Object> members = new LinkedHashMap<>(Map.of("originalMaxAge", 1000));
        ExpressCookie cookie = new ExpressCookie(members);
        members.clear();

        assertEquals(Map.of("originalMaxAge", 1000), cookie.members());
        assertThrows(UnsupportedOperationException.class, () -> cookie.members().clear());
    }

    private static ExpressCookie cookie(Object originalMaxAge) {
        return new ExpressCookie(Collections.singletonMap("originalMaxAge", originalMaxAge));
    }

    @SuppressWarnings("unchecked")
    private static ExpressCookie of(Map<String, Object> session) {
        return new ExpressCookie((Map<String, Object>) session.get(ExpressCookie.NAME));
    }

    /** The members, in an order that does not depend on a HashMap's. */
    private static String inOrder(ExpressCookie cookie, ExpressCookie original) {
        assertEquals(
                new ArrayList<>(original.members().keySet()),
                new ArrayList<>(cookie.members().keySet()));
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (String name :
                List.of(
                        "originalMaxAge",
                        "expires",
                        "secure",
                        "httpOnly",
                        "domain",
                        "path",
                        "sameSite",
                        "priority")) {
            ordered.put(name, cookie.members().get(name));
        }
        return ordered.toString();
    }
}
