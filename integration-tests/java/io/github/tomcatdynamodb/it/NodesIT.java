package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Gate;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Keys;
import io.github.tomcatdynamodb.it.harness.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** What one node does, while another one is at work with the same session. */
class NodesIT extends TwoNodesTest {
    private static final String VERSION_1 = TwoNodes.VERSIONED + "##1";
    private static final String VERSION_2 = TwoNodes.VERSIONED + "##2";

    // ---- A change of id

    @Test
    void aChangeInFlightUnderTheOldIdIsNotLostByALogIn() {
        Probe user = user();
        user.set("cart", "empty");
        Probe slow = tab(user.at(nodes.b()));
        Gate gate = new Gate(slow);
        CompletableFuture<HttpBrowser.Response> held =
                gate.hold(tab(slow), "op", "set", "name", "cart", "value", "book");
        String id = user.login("ann").id();
        gate.open();

        assertEquals(200, held.join().status());
        Probe.Session session = user.info();
        assertEquals(id, session.id());
        assertEquals("ann", session.text("user"));
        assertEquals("book", session.text("cart"));
        assertFalse(slow.info().exists(), "the old id is dead");
    }

    @Test
    void aChangeUnderTheOldIdWhileTheLogInIsUnderWayIsNotLost() {
        Probe user = user();
        user.set("cart", "empty");
        Probe other = tab(user.at(nodes.b()));
        Gate gate = new Gate(user);
        CompletableFuture<HttpBrowser.Response> held =
                gate.hold(user, "op", "login", "value", "ann");
        other.set("cart", "book");
        gate.open();

        assertEquals(200, held.join().status());
        Probe.Session session = user.at(nodes.b()).info();
        assertEquals("ann", session.text("user"));
        assertEquals("book", session.text("cart"));
    }

    @Test
    void aLogOutInFlightUnderTheOldIdEndsTheLogIn() {
        Probe user = user();
        user.set("cart", "empty");
        Probe slow = tab(user.at(nodes.b()));
        Gate gate = new Gate(slow);
        CompletableFuture<HttpBrowser.Response> held = gate.hold(tab(slow), "op", "logout");
        String id = user.login("ann").id();
        gate.open();

        assertEquals(200, held.join().status());
        assertFalse(user.info().exists());
        assertFalse(user.at(nodes.b()).info().exists());
        assertFalse(nodes.record(TwoNodes.ANY, id).containsKey("sess"));
    }

    // ---- A log-out

    @Test
    void aLogOutCostsNoMoreThanADelete() {
        Probe user = user();
        user.set("large", "large", "12000");
        String id = user.set("larger", "large", "15000").id();
        Map<String, AttributeValue> record = nodes.record(TwoNodes.ANY, id);
        ApiCalls calls = callsOf(TwoNodes.ANY, user::logout);

        nodes.dynamo().put(TwoNodes.ANY, record);
        DeleteItemResponse delete =
                nodes.dynamo()
                        .client()
                        .deleteItem(
                                request ->
                                        request.tableName(TwoNodes.ANY)
                                                .key(Map.of("id", record.get("id")))
                                                .returnConsumedCapacity(
                                                        ReturnConsumedCapacity.TOTAL));
        double units = delete.consumedCapacity().capacityUnits();
        assertTrue(units >= 20, "measured " + units);
        assertEquals(units, calls.writes().only().capacityUnits());
    }

    @Test
    void aLogOutElsewhereEndsTheCopyInMemoryWithItsNextBackup() {
        Probe user = nodes.user(TwoNodes.STICKY);
        String id = user.set("name", "Ann").id();
        awaitBackup(id, "name", "Ann");
        // The load balancer sends this user to another node, for once.
        assertEquals("Ann", user.at(nodes.b()).info().text("name"));
        user.at(nodes.b()).logout();
        assertFalse(nodes.record(TwoNodes.STICKY, id).containsKey("sess"));

        nodes.proxy().reset();
        tab(user).set("name", "revived?");
        // Only what is idle is backed up.
        Await.until("its backup is refused", () -> isRefused(TwoNodes.STICKY));
        Await.until("the end of the copy", () -> !tab(user).info().exists());
        assertFalse(nodes.record(TwoNodes.STICKY, id).containsKey("sess"));
        assertFalse(tab(user.at(nodes.b())).info().exists());
    }

    private boolean isRefused(String application) {
        return nodes.proxy().calls().on(application).writes().stream()
                .anyMatch(call -> call.status() == 400);
    }

    @Test
    void aLaterSessionWithTheSameIdIsNotTouchedByALateRequestOfTheEarlierOne() {
        Probe one = nodes.user(TwoNodes.ONE);
        Probe two = new Probe(one.browser(), nodes.a(), "/" + TwoNodes.TWO);
        String id = one.set("secret", "1").id();
        assertEquals(id, two.set("other", "1").id(), "the cookie's path is /");
        Probe slow = tab(one.at(nodes.b()));
        Gate gate = new Gate(slow);
        CompletableFuture<HttpBrowser.Response> held =
                gate.hold(tab(slow), "op", "set", "name", "late", "value", "x");
        one.logout();
        assertEquals(id, one.set("fresh", "1").id(), "Tomcat reuses the id");
        gate.open();
        held.join();

        for (Probe place : new Probe[] {one, one.at(nodes.b())}) {
            Probe.Session session = place.info();
            assertEquals(id, session.id());
            assertEquals("1", session.text("fresh"));
            assertFalse(session.has("secret"));
            assertFalse(session.has("late"));
        }
        assertEquals("1", two.info().text("other"));
    }

    // ---- Timeouts

    @Test
    void aStaleTimeoutKillsNothing() {
        Probe user = nodes.user(TwoNodes.STICKY);
        user.set("name", "Ann");
        String id = user.interval(4).id();
        awaitTimeout(id, 4);
        Probe onB = user.at(nodes.b());
        // From here on the user is at node B; the copy at node A times out.
        for (int i = 0; i < 4; i++) {
            assertEquals("Ann", onB.info().text("name"));
            // So long that it is backed up; else time to live takes its record, as it may.
            Await.clockPasses(Instant.now().plusSeconds(2));
        }
        assertEquals(id, onB.info().id());
        assertTrue(nodes.record(TwoNodes.STICKY, id).containsKey("sess"));
    }

    @Test
    void aRecordThatTimeToLiveHasDeletedUnderALiveSessionIsWrittenAgain() {
        Probe user = nodes.user(TwoNodes.STICKY);
        user.set("cart", "bean", "Ann");
        user.set("name", "Ann");
        String id = user.interval(3).id();
        awaitTimeout(id, 3);
        Map<String, AttributeValue> key =
                Map.of("id", AttributeValue.fromS(Keys.key(TwoNodes.STICKY, id)));
        // Busy, so that it is not backed up; until the record has expired.
        Await.until(
                "the record has expired, and DynamoDB deletes it",
                Duration.ofSeconds(30),
                () -> {
                    assertTrue(user.info().exists());
                    AttributeValue expires = nodes.record(TwoNodes.STICKY, id).get("expires");
                    // DynamoDB Local deletes it too, sooner or later.
                    return expires == null
                            || Instant.now().getEpochSecond() > Long.parseLong(expires.n());
                });
        nodes.dynamo().client().deleteItem(request -> request.tableName(TwoNodes.STICKY).key(key));
        user.interval(1800);
        nodes.a().stop();

        Probe.Session session = user.at(nodes.b()).info();
        assertEquals(id, session.id());
        assertEquals("Ann", session.text("name"));
        assertEquals("Cart of Ann: [], changes: 0", session.text("cart"));
    }

    private void awaitTimeout(String id, int seconds) {
        Await.until(
                "backup of the timeout",
                () -> {
                    AttributeValue tomcat = nodes.record(TwoNodes.STICKY, id).get("tomcat");
                    return tomcat != null
                            && tomcat.m().get("maxInactive").n().equals(Integer.toString(seconds));
                });
    }

    // ---- Applications and their versions

    @Test
    void anotherVersionOfAnApplicationDoesNotSeeItsSessions() {
        Probe user = nodes.user(TwoNodes.VERSIONED);
        // Tomcat sends new users to the newest version.
        String id = user.set("name", "Ann").id();
        assertTrue(nodes.record(VERSION_2, id).containsKey("sess"));
        assertTrue(nodes.record(VERSION_1, id).isEmpty());
        assertEquals("Ann", user.at(nodes.b()).info().text("name"));
    }

    @Test
    void anOldSessionStaysWithTheOldVersion() {
        Probe user = nodes.user(TwoNodes.VERSIONED);
        String id = user.set("name", "Ann").id();
        // As if it had been made before version 2 was deployed.
        nodes.moveRecord(VERSION_2, VERSION_1, id);
        Probe onB = user.at(nodes.b());
        Await.until("no miss is remembered", () -> onB.info().exists());

        assertEquals(id, onB.info().id());
        assertEquals("Bea", onB.set("name", "Bea").text("name"));
        assertEquals("Bea", nodes.record(VERSION_1, id).get("sess").m().get("name").s());
        assertTrue(nodes.record(VERSION_2, id).isEmpty());
        assertNotEquals(id, nodes.user(TwoNodes.VERSIONED).create().info().id());
    }
}
