package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Gate;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** With the PersistentValve, any node serves any request of a session. */
class AnyNodeIT extends TwoNodesTest {

    @Test
    void whatOneNodeCreatesTheOtherReads() {
        Probe user = user();
        Probe.Session created = user.set("greeting", "Grüße ☺");
        Probe.Session read = user.at(nodes.b()).info();

        assertEquals(created.id(), read.id());
        assertEquals("Grüße ☺", read.text("greeting"));
        assertEquals(created.created(), read.created());
        assertEquals(1800, read.maxInactive());
        assertTrue(created.isNew());
        assertFalse(read.isNew());
        assertTrue(read.accessed() >= created.created());
    }

    @Test
    void valuesKeepTheirTypes() {
        Probe user = user();
        user.set("string", "string", "42");
        user.set("int", "int", "42");
        user.set("long", "long", "9007199254740993");
        user.set("double", "double", "5.0");
        user.set("list", "list", "a,b");
        user.set("map", "map", "x");
        user.set("bean", "bean", "Ann");

        Probe.Session read = user.at(nodes.b()).info();
        assertEquals("java.lang.String", read.type("string"));
        assertEquals("java.lang.Integer", read.type("int"));
        assertEquals("java.lang.Long", read.type("long"));
        assertEquals("9007199254740993", read.text("long"));
        assertEquals("java.lang.Double", read.type("double"));
        assertEquals("java.util.ArrayList", read.type("list"));
        assertEquals("[\"a\",\"b\"]", read.text("list"));
        assertEquals("java.util.HashMap", read.type("map"));
        assertEquals("probe.Cart", read.type("bean"));
    }

    @Test
    void theRecordIsReadable() {
        Probe user = user();
        user.set("name", "Ann");
        user.set("visits", "int", "3");
        long before = Instant.now().getEpochSecond();
        String id = user.set("colours", "list", "red,green").id();
        Map<String, AttributeValue> record = nodes.record(TwoNodes.ANY, id);

        assertEquals(Set.of("id", "sess", "expires", "tomcat"), record.keySet());
        Map<String, AttributeValue> attributes = record.get("sess").m();
        assertEquals(Set.of("name", "visits", "colours"), attributes.keySet());
        assertEquals("Ann", attributes.get("name").s());
        assertEquals("3", attributes.get("visits").n());
        assertEquals("green", attributes.get("colours").l().get(1).s());
        Map<String, AttributeValue> tomcat = record.get("tomcat").m();
        assertEquals("1", tomcat.get("v").n());
        assertEquals("1800", tomcat.get("maxInactive").n());
        assertTrue(tomcat.containsKey("created") && tomcat.containsKey("accessed"));
        assertTrue(
                !tomcat.containsKey("types") || tomcat.get("types").m().isEmpty(),
                "no type needs an entry");
        long expires = Long.parseLong(record.get("expires").n());
        assertTrue(expires >= before + 1800 + 180, "timeout and touchAfter");
        assertTrue(expires <= Instant.now().getEpochSecond() + 1800 + 180 + 2);
    }

    @Test
    void changesInPlaceAreSeen() {
        Probe user = user();
        user.set("list", "list", "a");
        user.set("map", "map", "x");
        user.set("cart", "bean", "Ann");
        user.mutate("list", "b");
        user.mutate("map", "y");
        user.mutate("cart", "book");

        Probe atB = user.at(nodes.b());
        assertEquals("[\"a\",\"b\"]", atB.info().text("list"));
        assertTrue(atB.info().text("map").contains("\"y\":\"y\""));
        assertEquals("Cart of Ann: [book], changes: 1", atB.info().text("cart"));

        atB.mutate("cart", "lamp");
        assertEquals("Cart of Ann: [book, lamp], changes: 2", user.info().text("cart"));
    }

    @Test
    void removedAttributesAreGone() {
        Probe user = user();
        user.set("kept", "1");
        String id = user.set("removed", "1").id();
        user.remove("removed");

        assertFalse(user.at(nodes.b()).info().has("removed"));
        assertTrue(user.at(nodes.b()).info().has("kept"));
        Map<String, AttributeValue> stored = nodes.record(TwoNodes.ANY, id).get("sess").m();
        assertEquals(Set.of("kept"), stored.keySet());
    }

    @Test
    void loggingInChangesTheIdAndTheOldOneIsDead() {
        Probe user = user();
        String before = user.set("cart", "bean", "Ann").id();
        Probe thief = tab(user);
        Probe.Session loggedIn = user.login("ann");

        assertNotEquals(before, loggedIn.id());
        for (Probe here : new Probe[] {user, user.at(nodes.b())}) {
            assertEquals(loggedIn.id(), here.info().id());
            assertEquals("ann", here.info().text("user"));
            assertEquals("Cart of Ann: [], changes: 0", here.info().text("cart"));
        }
        assertFalse(thief.info().exists());
        assertFalse(thief.at(nodes.b()).info().exists());
    }

    @Test
    void loggingOutOnOneNodeIsLoggingOutOnAll() {
        Probe user = user();
        String id = user.set("secret", "1").id();
        user.at(nodes.b()).info();
        user.logout();

        assertFalse(user.at(nodes.b()).info().exists());
        assertFalse(user.info().exists());
        assertFalse(nodes.record(TwoNodes.ANY, id).containsKey("sess"));
    }

    @Test
    void requestsInFlightDoNotReviveALoggedOutSession() {
        Probe user = user();
        String id = user.set("secret", "1").id();
        Probe slow = tab(user.at(nodes.b()));
        Gate gate = new Gate(slow);
        CompletableFuture<HttpBrowser.Response> held =
                gate.hold(tab(slow), "op", "set", "name", "late", "value", "x");
        user.logout();
        gate.open();
        held.join();

        assertFalse(nodes.record(TwoNodes.ANY, id).containsKey("sess"));
        assertFalse(slow.info().exists());
        assertFalse(slow.at(nodes.a()).info().exists());
    }

    @Test
    void changesOfDifferentAttributesOnTwoNodesAreBothKept() {
        Probe user = user();
        user.set("first", "old");
        Probe slow = tab(user.at(nodes.b()));
        Gate gate = new Gate(slow);
        CompletableFuture<HttpBrowser.Response> held =
                gate.hold(slow, "op", "set", "name", "second", "value", "late");
        user.set("first", "new");
        gate.open();
        assertEquals(200, held.join().status());

        Probe.Session session = user.info();
        assertEquals("new", session.text("first"));
        assertEquals("late", session.text("second"));
    }

    @Test
    void sessionsTimeOutNeitherEarlyNorLate() {
        Probe user = nodes.user(TwoNodes.TOUCH);
        user.create();
        String id = user.interval(2).id();
        Instant accessed = Instant.now();
        Map<String, AttributeValue> record = nodes.record(TwoNodes.TOUCH, id);
        long expires = Long.parseLong(record.get("expires").n());
        long stored = Long.parseLong(record.get("tomcat").m().get("accessed").n());
        assertTrue(expires * 1000 >= stored + 3000, "timeout 2 s and touchAfter 1 s");
        assertTrue(expires * 1000 <= stored + 3000 + 2000, "rounded up at most");

        Probe watcher = tab(user.at(nodes.b()));
        Await.clockPasses(accessed.plusMillis(1000));
        boolean alive = watcher.info().exists();
        assertTrue(alive || Instant.now().isAfter(accessed.plusMillis(2000)), "never early");

        String atLast = nodes.record(TwoNodes.TOUCH, id).get("expires").n();
        Await.clockPasses(Instant.ofEpochSecond(Long.parseLong(atLast) + 1));
        assertFalse(watcher.info().exists());
        assertFalse(user.info().exists());
    }

    @Test
    void theTimeoutOfASessionIsKept() {
        Probe user = user();
        user.create();
        user.interval(1234);
        assertEquals(1234, user.at(nodes.b()).info().maxInactive());
        user.at(nodes.b()).interval(-1);
        assertEquals(-1, user.info().maxInactive());
        assertFalse(nodes.record(TwoNodes.ANY, user.info().id()).containsKey("expires"));
        user.interval(60);
        assertTrue(nodes.record(TwoNodes.ANY, user.info().id()).containsKey("expires"));
    }

    @Test
    void aRestartLosesNothing() {
        Probe user = user();
        String id = user.set("kept", "1").id();
        nodes.a().stop();
        assertEquals("1", user.at(nodes.b()).info().text("kept"));
        user.at(nodes.b()).set("kept", "2");
        nodes.a().start();
        assertEquals("2", user.info().text("kept"));
        assertEquals(id, user.info().id());
    }

    @Test
    void aKilledNodeLosesNothingThatItHasAnswered() {
        Probe user = user();
        user.set("cart", "bean", "Ann");
        user.mutate("cart", "book");
        nodes.a().kill();
        assertEquals("Cart of Ann: [book], changes: 1", user.at(nodes.b()).info().text("cart"));
        nodes.a().start();
        assertEquals("Cart of Ann: [book], changes: 1", user.info().text("cart"));
    }

    @Test
    void anErrorInTheApplicationLosesNothing() {
        Probe user = user();
        user.set("kept", "1");
        assertEquals(500, user.get("op", "error").status());
        assertEquals("1", user.at(nodes.b()).info().text("kept"));
    }

    @Test
    void anotherApplicationDoesNotSeeTheSession() {
        Probe user = user();
        String id = user.set("secret", "1").id();
        String url = nodes.a().url("/touch/probe.jsp?op=info");
        HttpBrowser.Response response = HttpBrowser.getWithCookie(url, "JSESSIONID=" + id);
        assertFalse(new Probe.Session(response.json()).exists());
    }

    @ParameterizedTest
    @MethodSource("impossibleIds")
    void impossibleCookiesAreMissesWithoutACall(String id) {
        Probe user = user();
        assertMiss(HttpBrowser.getWithCookie(user.url("op", "info"), "JSESSIONID=" + id));
        assertEquals(0, nodes.proxy().calls().on(TwoNodes.ANY).size());

        HttpBrowser.Response created =
                HttpBrowser.getWithCookie(
                        user.url("op", "set", "name", "a", "value", "b"), "JSESSIONID=" + id);
        assertEquals(200, created.status(), created::toString);
        assertNotEquals(id, new Probe.Session(created.json()).id());
    }

    static Stream<String> impossibleIds() {
        return Stream.of(
                "",
                "\"\"",
                "x".repeat(3000),
                // With the prefix one byte longer than a key.
                "x".repeat(2048 - "localhost/any#".length() + 1),
                "%00%ff",
                "{}[]<>&|`'",
                "abc^def",
                "<script>alert(1)</script>");
    }

    /** Cookies that Tomcat reads in its own way, or that could be ids. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "a b",
                "#",
                "sess:x",
                "id=x",
                "a,b",
                "$Version",
                "{\"S\":\"x\"}"
            })
    void oddCookiesAreMisses(String id) {
        assertMiss(HttpBrowser.getWithCookie(user().url("op", "info"), "JSESSIONID=" + id));
    }

    @Test
    void theLongestIdIsLookedFor() {
        String id = "x".repeat(2048 - "localhost/any#".length());
        assertMiss(HttpBrowser.getWithCookie(user().url("op", "info"), "JSESSIONID=" + id));
        assertEquals(2, nodes.proxy().calls().on(TwoNodes.ANY).of("GetItem").size());
    }

    @Test
    void impossibleIdsInTheUrlAreMissesWithoutACall() {
        String url = user().url("op", "info");
        for (String id : new String[] {"", "x".repeat(3000), "%00%ff", "%7B%22%7D"}) {
            assertMiss(
                    new HttpBrowser()
                            .get(url.replace("probe.jsp?", "probe.jsp;jsessionid=" + id + "?")));
        }
        assertEquals(0, nodes.proxy().calls().on(TwoNodes.ANY).size());
    }

    private static void assertMiss(HttpBrowser.Response response) {
        assertEquals(200, response.status(), response::toString);
        assertFalse(new Probe.Session(response.json()).exists());
    }

    @Test
    void noSessionIsMadeUnlessAskedFor() {
        Probe user = user();
        assertFalse(user.info().exists());
        user.ok("op", "none");
        assertNull(user.browser().cookie("JSESSIONID", "/any"));
    }
}
