package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.ApiCall;
import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a request costs, counted at DynamoDB's door. */
class CostIT extends TwoNodesTest {
    private static final String ACCESSED = "tomcat.accessed";
    private static final String EXPIRES = "expires";

    @Test
    void readsAreAsManyEventualReadsAndNoWrite() {
        int count = version == TomcatVersion.V11 ? 1000 : 200;
        Probe user = user();
        user.set("cart", "bean", "Ann");
        user.set("list", "list", "a,b,c");
        // Right after a change reads are strong.
        Await.clockPasses(Instant.now().plusSeconds(4));
        ApiCalls calls =
                callsOf(
                        TwoNodes.ANY,
                        () -> {
                            for (int i = 0; i < count; i++) {
                                assertTrue(
                                        user.at(i % 2 == 0 ? nodes.a() : nodes.b())
                                                .info()
                                                .exists());
                            }
                            return null;
                        });
        assertEquals(count, calls.count("GetItem"));
        assertEquals(count, calls.size(), calls::toString);
        assertFalse(calls.stream().anyMatch(ApiCall::consistent));
    }

    @Test
    void aTouchNamesOnlyTheTimes() {
        Probe user = nodes.user(TwoNodes.TOUCH);
        user.set("cart", "bean", "Ann");
        Await.clockPasses(Instant.now().plusMillis(1001));
        ApiCalls calls = callsOf(TwoNodes.TOUCH, user::info);

        assertEquals(1, calls.count("GetItem"));
        assertEquals(Set.of(ACCESSED, EXPIRES), calls.writes().only().updated());
        assertEquals("UpdateItem", calls.writes().only().operation());
    }

    @Test
    void aNewSessionIsOneWrite() {
        ApiCalls calls = callsOf(TwoNodes.ANY, () -> user().set("name", "Ann"));
        assertEquals("PutItem", calls.only().operation());
    }

    @Test
    void aChangedAttributeIsOneUpdateThatNamesOnlyIt() {
        Probe user = user();
        user.set("other", "list", "a,b");
        user.set("name", "Ann");
        ApiCalls calls = callsOf(TwoNodes.ANY, () -> user.set("name", "Bea"));
        assertUpdatesOnly("name", calls);
    }

    @Test
    void aNewAttributeIsOneUpdateThatNamesOnlyIt() {
        Probe user = user();
        user.set("name", "Ann");
        ApiCalls calls = callsOf(TwoNodes.ANY, () -> user.set("visits", "int", "1"));
        assertUpdatesOnly("visits", calls);
    }

    @Test
    void aChangeInPlaceIsOneUpdateThatNamesOnlyIt() {
        Probe user = user();
        user.set("name", "Ann");
        user.set("cart", "bean", "Ann");
        user.set("list", "list", "a");
        ApiCalls list = callsOf(TwoNodes.ANY, () -> user.mutate("list", "b"));
        assertUpdatesOnly("list", list);
        ApiCalls cart = callsOf(TwoNodes.ANY, () -> user.mutate("cart", "book"));
        assertUpdatesOnly("cart", cart);
    }

    @Test
    void aRemovedAttributeIsOneUpdateThatNamesOnlyIt() {
        Probe user = user();
        user.set("name", "Ann");
        user.set("visits", "int", "1");
        ApiCalls calls = callsOf(TwoNodes.ANY, () -> user.remove("visits"));
        assertUpdatesOnly("visits", calls);
    }

    @Test
    void theSameValueAgainIsNoWrite() {
        Probe user = user();
        user.set("name", "Ann");
        user.set("cart", "bean", "Ann");
        ApiCalls calls =
                callsOf(
                        TwoNodes.ANY,
                        () -> {
                            user.set("name", "Ann");
                            return user.at(nodes.b()).set("cart", "bean", "Ann");
                        });
        assertEquals(2, calls.count("GetItem"), calls::toString);
        assertEquals(0, calls.writes().size(), calls::toString);
    }

    @Test
    void aRequestWithoutASessionIsNoCall() {
        ApiCalls calls =
                callsOf(
                        TwoNodes.ANY,
                        () -> {
                            user().ok("op", "none");
                            return user().peek(10);
                        });
        assertEquals(0, calls.size(), calls::toString);
    }

    @Test
    void aDeadCookieIsAtMostTwoReadsHoweverOftenTheApplicationAsks() {
        assertAtMostTwoReads("op", "peek", "times", "50");
        // Longer than anything is remembered beyond the request.
        assertAtMostTwoReads("op", "peek", "times", "3", "ms", "1100");
    }

    private void assertAtMostTwoReads(String... parameters) {
        String dead = "%032X".formatted(System.nanoTime());
        String url = user().url(parameters);
        ApiCalls calls =
                callsOf(
                        TwoNodes.ANY,
                        () -> {
                            HttpBrowser.Response response =
                                    HttpBrowser.getWithCookie(url, "JSESSIONID=" + dead);
                            assertEquals(0, response.json().get("seen").getAsInt());
                            return null;
                        });
        assertTrue(calls.size() <= 2, calls::toString);
        assertEquals(calls.size(), calls.count("GetItem"));
    }

    @Test
    void loggingOutIsOneReadAndOneWrite() {
        Probe user = user();
        user.set("name", "Ann");
        ApiCalls calls = callsOf(TwoNodes.ANY, user::logout);
        assertEquals(1, calls.reads().size(), calls::toString);
        assertEquals(1, calls.writes().size(), calls::toString);
    }

    @Test
    void loggingInIsOneReadAndFourWrites() {
        Probe user = user();
        user.set("name", "Ann");
        ApiCalls calls = callsOf(TwoNodes.ANY, () -> user.login("ann"));
        assertEquals(1, calls.reads().size(), calls::toString);
        assertEquals(2, calls.count("PutItem"), calls::toString);
        // The new record knows where it comes from until the old one has ended; then the attribute.
        assertEquals(2, calls.count("UpdateItem"), calls::toString);
        assertEquals(4, calls.writes().size(), calls::toString);
    }

    /** One read, and one update of this attribute (with the entry of its type) and of the times. */
    private static void assertUpdatesOnly(String attribute, ApiCalls calls) {
        assertEquals(1, calls.reads().size(), calls::toString);
        ApiCall update = calls.writes().only();
        assertEquals("UpdateItem", update.operation());
        Set<String> updated = update.updated();
        updated.remove("tomcat.types." + attribute);
        assertEquals(Set.of("sess." + attribute, ACCESSED, EXPIRES), updated);
    }
}
