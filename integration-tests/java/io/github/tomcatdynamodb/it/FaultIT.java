package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.it.harness.Gate;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users notice when DynamoDB has a bad day, and what they find afterwards. */
class FaultIT extends FaultTest {

    // ---- Outages

    /**
     * All on the newest distribution, a sixth of them on each of the other Tomcats, unless all are
     * asked for.
     */
    static Stream<Outage> outages() {
        boolean all = runs == TomcatVersion.V11 || Boolean.getBoolean("faults.all");
        return Stream.of(Outage.values())
                .filter(outage -> all || outage.ordinal() % 6 == runs.ordinal());
    }

    /**
     * What is refused at once, and what is never answered: both on the newest distribution and on
     * each line.
     */
    static Stream<Outage> longOutages() {
        return switch (runs) {
            case V11 -> Stream.of(Outage.CONNECTION_REFUSED, Outage.NEVER_ANSWERED);
            case V10_1, EMBEDDED_9 -> Stream.of(Outage.CONNECTION_REFUSED);
            default -> Stream.of(Outage.NEVER_ANSWERED);
        };
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aLoadThatFailsLeavesTheUserLoggedIn(Outage outage) {
        Probe user = node.user(FaultNode.QUICK);
        user.set("cart", "bean", "Ann");
        user.create().append("list", "1");
        String id = user.login("ann").id();

        begin(outage);
        for (int i = 0; i < 5; i++) {
            assertFails(() -> user.get("op", "info"));
            assertFails(() -> user.get("op", "append", "name", "list", "value", "lost"));
            HttpBrowser.Response served = timed(() -> node.user(FaultNode.QUICK).get("op", "none"));
            assertEquals(200, served.status(), "without a session");
        }
        assertEquals(id, user.cookie(), "the browser keeps its cookie");
        end(outage);

        awaitAnswer(user);
        Probe.Session found = user.info();
        assertEquals(id, found.id());
        assertEquals("Cart of Ann: [], changes: 0", found.text("cart"));
        assertEquals("[\"1\"]", found.text("list"));
        assertEquals("ann", found.text("user"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aSaveThatFailsIsNotAcknowledged(Outage outage) {
        Probe user = node.user(FaultNode.QUICK);
        user.set("kept", "1");
        String id = user.create().append("list", "1").id();

        Gate gate = new Gate(user);
        CompletableFuture<HttpBrowser.Response> held =
                gate.hold(user, "op", "set", "name", "new", "value", "late");
        begin(outage);
        gate.open();
        assertFailed(held.join());
        assertFails(() -> node.user(FaultNode.QUICK).get("op", "set", "name", "a", "value", "b"));
        end(outage);

        awaitAnswer(user);
        Probe.Session found = user.info();
        assertEquals(id, found.id());
        assertEquals("1", found.text("kept"));
        assertTrue(!found.has("new") || (outage.isDone() && found.text("new").equals("late")));
        assertEquals("[\"1\",\"2\"]", user.append("list", "2").text("list"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aFailedLogInLeavesTheSessionUsable(Outage outage) {
        Probe user = node.user(FaultNode.QUICK);
        String id = user.create().append("list", "1").id();

        Gate gate = new Gate(user);
        CompletableFuture<HttpBrowser.Response> held =
                gate.hold(user, "op", "login", "value", "ann");
        begin(outage);
        gate.open();
        assertFailed(held.join());
        end(outage);

        awaitAnswer(user);
        Probe.Session found = user.info();
        assertEquals(id, found.id());
        assertEquals("[\"1\"]", found.text("list"));
        assertFalse(found.has("user"));
        assertEquals("ann", user.login("ann").text("user"));
        assertEquals("[\"1\"]", user.info().text("list"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aFailedLogOutIsNotAcknowledged(Outage outage) {
        Probe user = node.user(FaultNode.QUICK);
        String id = user.create().append("list", "1").id();

        Gate gate = new Gate(user);
        CompletableFuture<HttpBrowser.Response> held = gate.hold(user, "op", "logout");
        begin(outage);
        gate.open();
        assertFailed(held.join());
        end(outage);

        awaitNoCallUnderWay();
        awaitAnswer(user);
        Probe.Session found = user.info();
        assertTrue(found.exists() || outage.isDone());
        if (found.exists()) {
            assertEquals("[\"1\"]", found.text("list"));
            user.logout();
        }
        assertFalse(user.info().exists());
        assertTrue(node.stored(FaultNode.QUICK, id).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("longOutages")
    void anOutageCostsFewRequestsTheirTime(Outage outage) {
        Duration callTimeout = Duration.ofSeconds(3);
        List<Probe> users = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            users.add(node.user(FaultNode.ANY));
        }
        users.forEach(user -> user.create().append("list", "1"));
        Load load = Load.start(users);
        load.awaitAnswers(100);
        begin(outage);
        long began = System.nanoTime();
        load.awaitNanos(Duration.ofSeconds(9));
        long ended = System.nanoTime();
        end(outage);
        long recovered = load.awaitAllServed();
        load.close();

        Load.Figures during = load.figures(began, ended);
        Load.Figures late = load.figures(began + Duration.ofSeconds(4).toNanos(), ended);
        long recovery = Duration.ofNanos(recovered - ended).toMillis();
        System.out.printf(
                "%s, %s: %s, after the first 4 s %s, recovery in %d ms%n",
                version, outage, during, late, recovery);
        assertEquals(0, during.served(), "no 2xx without DynamoDB");
        assertTrue(during.max() <= callTimeout.toMillis() + 1500, during::toString);
        assertTrue(late.p50() <= 100, late::toString);
        // While calls are suspended, one is let through from time to time.
        assertTrue(late.slowerThan(1000) <= 4, late::toString);
        assertTrue(recovery <= 6000, "recovery took " + recovery + " ms");
        for (Probe user : users) {
            assertEquals("[\"1\"]", user.info().text("list"), "nobody is logged out");
        }
    }

    @Test
    void theLogSaysItOnceAMinuteAndNamesNoSession() {
        Probe user = node.user(FaultNode.QUICK);
        String id = user.set("secret", "swordfish").id();
        node.tomcat().markLog();
        begin(Outage.CONNECTION_REFUSED);
        for (int i = 0; i < 100; i++) {
            assertFails(() -> user.get("op", "info"));
            assertFails(() -> node.user(FaultNode.QUICK).get("op", "create"));
        }
        end(Outage.CONNECTION_REFUSED);
        awaitAnswer(user);

        List<String> lines = node.tomcat().log().lines().toList();
        List<String> ours =
                lines.stream().filter(line -> line.contains(".ApplicationLog.")).toList();
        assertFalse(ours.isEmpty(), () -> String.join("\n", lines));
        assertTrue(ours.size() <= 4, () -> String.join("\n", ours));
        assertFalse(lines.stream().anyMatch(line -> line.contains("swordfish")));
        // Tomcat's own valve names the session; nothing of ours may.
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(line -> line.contains(id) && !line.contains("org.apache.catalina"))
                        .toList());
    }

    // ---- A log-in of two writes

    @Test
    void aLogInWhoseSecondWriteFailsIsALogIn() {
        Probe user = node.user(FaultNode.QUICK);
        String before = user.create().append("list", "1").id();
        FaultRule tombstone = node.proxy().inject(tombstones(new Fault.LostResponse()));
        Probe.Session loggedIn = user.login("ann");
        node.proxy().heal();

        assertTrue(tombstone.struck() > 0);
        assertNotEquals(before, loggedIn.id());
        assertEquals(loggedIn.id(), user.info().id());
        assertEquals("[\"1\"]", user.info().text("list"));
    }

    @Test
    void theOldIdDiesLaterWhenItCouldNotAtOnce() {
        Probe user = node.user(FaultNode.QUICK);
        String before = user.create().append("list", "1").id();
        node.proxy().inject(tombstones(new Fault.ResetBefore()));
        user.login("ann");
        node.proxy().heal();
        awaitEnd(before);
        assertEquals("ann", user.info().text("user"));
    }

    /**
     * Its client knows the former id only: it would not see what the answer has told it, and what
     * it does next would undo it or be undone.
     */
    @Test
    void aRequestThatSharesTheSession_whenTheOldIdCouldNotDie_fails() {
        Probe user = node.user(FaultNode.QUICK);
        String before = user.create().append("list", "1").id();
        Probe tab = new Probe(user.browser().copy(), user);
        Gate gate = new Gate(node.user(FaultNode.QUICK));
        CompletableFuture<HttpBrowser.Response> held =
                gate.hold(tab, "op", "append", "name", "list", "value", "2");
        node.proxy().inject(tombstones(new Fault.ResetBefore()));
        user.login("ann");
        gate.open();

        assertEquals(500, held.join().status());
        node.proxy().heal();
        awaitEnd(before);
        assertEquals("ann", user.info().text("user"));
    }

    /** It is about to save, and waits, while nobody knows yet that the old id lives on. */
    @Test
    void aRequestThatWaitsForTheLogIn_whenTheOldIdCouldNotDie_fails() {
        Probe user = node.user(FaultNode.QUICK);
        user.create().append("list", "1");
        Probe tab = new Probe(user.browser().copy(), user);
        Gate gate = new Gate(node.user(FaultNode.QUICK));
        CompletableFuture<HttpBrowser.Response> held =
                gate.hold(tab, "op", "append", "name", "list", "value", "2");
        FaultRule unanswered = node.proxy().inject(tombstones(new Fault.Hang()));
        CompletableFuture<Probe.Session> logIn =
                CompletableFuture.supplyAsync(() -> user.login("ann"));
        Await.until("the tombstone is on its way", () -> unanswered.struck() > 0);
        gate.open();

        assertEquals(500, held.join().status());
        assertEquals("ann", logIn.join().text("user"));
        node.proxy().heal();
        assertEquals("ann", user.info().text("user"));
    }

    private static FaultRule tombstones(Fault fault) {
        return FaultRule.always(fault)
                .on("PutItem")
                .where((operation, request) -> !request.getAsJsonObject("Item").has("sess"));
    }

    /** An unsaved copy must not stay in memory, to be taken for the session or saved at stop. */
    @Test
    void whatCouldNotBeSavedIsNotReadFromMemory() {
        Probe user = node.user(FaultNode.QUICK);
        String id = user.create().append("list", "1").id();
        beginForWrites(Outage.INTERNAL_SERVER_ERROR);
        assertFails(() -> user.get("op", "append", "name", "list", "value", "lost"));
        node.proxy().heal();
        begin(Outage.INTERNAL_SERVER_ERROR);
        assertFails(() -> user.get("op", "info"));
        end(Outage.INTERNAL_SERVER_ERROR);
        awaitAnswer(user);

        beginForWrites(Outage.INTERNAL_SERVER_ERROR);
        assertFails(() -> user.get("op", "append", "name", "list", "value", "lost"));
        node.proxy().heal();
        node.tomcat().restart();
        assertEquals("[\"1\"]", user.info().text("list"));
        assertEquals(id, user.cookie());
    }

    // ---- Settings

    @Test
    void aFailedLoadMayBeANewSession() {
        Probe user = node.user(FaultNode.FRESH);
        String id = user.create().append("list", "1").id();
        begin(Outage.INTERNAL_SERVER_ERROR);
        HttpBrowser.Response answer = user.get("op", "info");
        assertEquals(200, answer.status());
        assertFalse(new Probe.Session(answer.json()).exists());
        node.proxy().heal();
        node.proxy().inject(FaultRule.always(Fault.internalServerError()).on("GetItem"));
        Await.until(
                "a new session",
                () -> {
                    HttpBrowser.Response created = user.get("op", "create");
                    return created.status() == 200
                            && created.setsSessionCookie()
                            && !id.equals(user.cookie());
                });
        end(Outage.INTERNAL_SERVER_ERROR);
    }

    @Test
    void aFailedSaveMayOnlyBeLogged() {
        Probe user = node.user(FaultNode.LENIENT);
        user.create().append("list", "1");
        node.tomcat().markLog();
        beginForWrites(Outage.INTERNAL_SERVER_ERROR);
        assertEquals("[\"1\",\"2\"]", user.append("list", "2").text("list"));
        end(Outage.INTERNAL_SERVER_ERROR);
        awaitAnswer(user);
        assertEquals("[\"1\"]", user.info().text("list"));
        assertTrue(node.tomcat().log().contains("A session could not be saved"));
    }

    // ---- One session that cannot be saved

    /** Users whose sessions can be saved, which those of others cannot. */
    private static List<Probe> amongFailingOnes(String application) {
        List<Probe> well = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            node.user(application).set("bad", "large", "500000");
            node.user(application).set("bad", "failing", "");
            Probe user = node.user(application);
            user.set("name", "Ann");
            well.add(user);
        }
        return well;
    }

    @Test
    void oneFailingSessionDoesNotKeepTheOthersFromTheBackup() {
        List<Probe> well = amongFailingOnes(FaultNode.STICKY);
        for (Probe user : well) {
            String id = user.cookie();
            Await.until(
                    "the backup of a session that can be saved",
                    () -> node.stored(FaultNode.STICKY, id).containsKey("name"));
        }
    }

    @Test
    void oneFailingSessionDoesNotKeepTheOthersFromBeingSavedAtStop() {
        List<Probe> well = amongFailingOnes(FaultNode.RESTART);
        node.tomcat().restart();
        for (Probe user : well) {
            assertEquals("Ann", user.info().text("name"));
        }
    }

    @Test
    void aLogOutOfASessionInMemoryIsNotAcknowledgedWhenItFails() {
        Probe user = node.user(FaultNode.STICKY);
        String id = user.set("name", "Ann").id();
        Await.until("the backup", () -> node.stored(FaultNode.STICKY, id).containsKey("name"));
        begin(Outage.INTERNAL_SERVER_ERROR);
        assertFailed(user.get("op", "logout"));
        end(Outage.INTERNAL_SERVER_ERROR);
        Await.until(
                "the log-out works again",
                () -> {
                    user.get("op", "logout");
                    return node.stored(FaultNode.STICKY, id).isEmpty();
                });
    }
}
