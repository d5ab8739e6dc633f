package io.github.tomcatdynamodb.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressCookieTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:28:41.050Z");

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
            assertEquals(never, members.get("maxInactive"));
            assertEquals(
                    cookie(1000).withMaxInactive(60, NOW),
                    cookie(1000).withMaxInactive(never, NOW).withMaxInactive(60, NOW));
        }
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
