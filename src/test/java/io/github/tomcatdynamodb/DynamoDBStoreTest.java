package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.jmx.DynamoDBStoreMXBean;
import io.github.tomcatdynamodb.session.SessionTimes;
import io.github.tomcatdynamodb.sessions.SessionKeys;
import io.github.tomcatdynamodb.table.TableException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import javax.management.JMX;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.apache.catalina.Session;
import org.apache.catalina.valves.PersistentValve;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store's life from start to stop, and its days when DynamoDB has a bad one. */
class DynamoDBStoreTest {

    private static String table;

    private final TestClock clock = new TestClock();
    private final List<TestNode> nodes = new ArrayList<>();

    @BeforeAll
    static void makeTable() {
        table = LocalDynamoDb.newTable("id", "expires");
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    private static final SessionKeys KEYS = new SessionKeys("localhost/shop#", true, false, false);

    private TestNode start(String... settings) {
        TestNode node = new TestNode(clock, settings(settings));
        nodes.add(node);
        return node;
    }

    private static Map<String, String> settings(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        settings.put("tableName", table);
        // What fails shall fail soon.
        settings.put("attemptTimeout", "1000");
        settings.put("callTimeout", "1000");
        settings.put("maxAttempts", "2");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    @Test
    void aLockThatIsHeld_isTheOneOfItsSession_alsoAfterGarbageWasCollected() {
        DynamoDBStore store = new DynamoDBStore(clock, clock::nanoTime);
        Lock held = store.getSessionStoreLock("0123456789").writeLock();
        held.lock();
        collectGarbage();

        assertFalse(
                CompletableFuture.supplyAsync(
                                () -> store.getSessionStoreLock("0123456789").readLock().tryLock())
                        .join());
        held.unlock();
    }

    private static void collectGarbage() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        while (garbage.get() != null) {
            System.gc();
        }
    }

    private void soonAfter() {
        // What is remembered for a second.
        clock.advance(Duration.ofSeconds(1));
    }

    // ---- Start

    @ParameterizedTest
    @ValueSource(strings = {"touchAfter", "readConsistency", "lastAccess", "tabelName"})
    void aWrongSetting_stopsTheStart(String name) {
        assertThrows(
                IllegalStateException.class, () -> new TestNode(clock, settings(name, "never")));
    }

    /** Nothing takes the request there that could read and set the cookie. */
    @Test
    void lastAccessInACookie_inTheStickySetUp_stopsTheStart() {
        assertThrows(
                IllegalStateException.class,
                () -> new TestNode(clock, settings("lastAccess", "cookie")));
    }

    @Test
    void lastAccessInACookie_whereSessionsAreSavedWithEachRequest_starts() {
        TestNode node =
                new TestNode(
                        clock,
                        settings("lastAccess", "cookie"),
                        starting ->
                                starting.context().getPipeline().addValve(new PersistentValve()));
        nodes.add(node);

        assertTrue(node.context().getState().isAvailable());
    }

    @Test
    void aMissingTable_stopsTheStart() {
        assertThrows(
                IllegalStateException.class,
                () -> new TestNode(clock, settings("tableName", "missing")));
    }

    @Test
    void aStoreThatDoesNotStart_leavesNoThreadBehind() {
        start().close();
        nodes.clear();
        Set<Thread> before = threads();
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> new TestNode(clock, settings("tableName", "missing")));
        }
        awaitEndOfThreadsSince(before);
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** Those of the SDK. */
    private static void awaitEndOfThreadsSince(Set<Thread> before) {
        Await.until(
                "no thread is left",
                Duration.ofSeconds(10),
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> !before.contains(thread))
                                .noneMatch(thread -> thread.getName().contains("sdk")));
    }

    @Test
    void aStoreThatWasStopped_answersNothing() {
        TestNode node = start();
        nodes.clear();
        node.close();

        assertThrows(IllegalStateException.class, () -> node.store().load("0123456789"));
    }

    @Test
    void startAndStop_leaveNoThreadBehind() {
        start().close();
        nodes.clear();
        Set<Thread> before = threads();
        for (int i = 0; i < 3; i++) {
            TestNode node = new TestNode(clock, settings());
            node.create(session -> session.setAttribute("x", "1"));
            node.close();
        }
        awaitEndOfThreadsSince(before);
    }

    /** As by a request and a Manager that stops at the same time. */
    @Test
    void aSessionThatWasGivenBack_isNotSavedAgain_andStopsNothing() throws Exception {
        TestNode node = start();
        Session session = node.open(node.create(made -> made.setAttribute("x", "1"))).orElseThrow();
        node.finish(session);
        node.forgetCalls();

        node.store().save(session);

        assertEquals(0, node.calls().size());
    }

    /** Gives its session back while it is being written. */
    private static final class GivesBack implements Serializable {
        private static final long serialVersionUID = 1L;

        private final transient Session session;

        GivesBack(Session session) {
            this.session = session;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            if (session != null) {
                session.recycle();
            }
        }
    }

    @Test
    void aSessionThatIsGivenBackWhileItIsTaken_losesNothing() throws Exception {
        TestNode node = start();
        String id = node.create(made -> made.setAttribute("x", "1"));
        Session session = node.open(id).orElseThrow();
        session.getSession().removeAttribute("x");
        session.getSession().setAttribute("y", new GivesBack(session));

        node.store().save(session);

        assertEquals(Optional.of(Map.of("x", "1")), node.attributes(id));
    }

    @Test
    void noId_isNoSession() throws Exception {
        TestNode node = start();
        node.forgetCalls();

        assertEquals(Optional.empty(), node.load(null));
        node.store().remove(null);

        assertEquals(0, node.calls().size());
    }

    // ---- A load that fails

    @Test
    void aLoadThatFails_isNoMiss_butThrowsUnchecked() {
        TestNode node = start();
        String id = node.create(session -> session.setAttribute("x", "1"));
        node.proxy().refuse();

        TableException thrown = assertThrows(TableException.class, () -> node.store().load(id));

        assertEquals(TableException.Kind.UNAVAILABLE, thrown.kind());
        assertFalse(thrown.getMessage().contains(id), thrown.getMessage());
        node.proxy().heal();
        soonAfter();
        assertEquals(Optional.of(Map.of("x", "1")), node.attributes(id));
    }

    @Test
    void aLoadThatFails_isNotTriedAgainForASecond() {
        TestNode node = start();
        String id = node.create(session -> session.setAttribute("x", "1"));
        FaultRule rule = node.proxy().inject(FaultRule.always(Fault.accessDenied()).on("GetItem"));

        for (int i = 0; i < 4; i++) {
            assertThrows(TableException.class, () -> node.store().load(id));
        }
        assertEquals(1, rule.struck());
        soonAfter();
        assertThrows(TableException.class, () -> node.store().load(id));
        assertEquals(2, rule.struck());
    }

    @Test
    void aLoadThatFails_withOnLoadFailureNewSession_isAnIOException() {
        TestNode node = start("onLoadFailure", "newSession");
        String id = node.create(session -> session.setAttribute("x", "1"));
        node.proxy().refuse();

        assertThrows(IOException.class, () -> node.store().load(id));
    }

    // ---- A save that fails

    private Session changed(TestNode node) {
        String id = node.create(session -> session.setAttribute("x", "1"));
        Session session = node.open(id).orElseThrow();
        session.getSession().setAttribute("x", "2");
        return session;
    }

    @Test
    void aSaveThatFails_inTheBackground_isAnIOException() {
        // An unchecked one would keep the other sessions from being saved.
        TestNode node = start();
        Session session = changed(node);
        node.proxy().refuse();

        assertThrows(IOException.class, () -> node.store().save(session));
    }

    @Test
    void aSaveThatFails_withOnSaveFailureLog_isOnlyLogged() throws Exception {
        TestNode node = start("onSaveFailure", "log");
        Session session = changed(node);
        node.proxy().refuse();

        node.store().save(session);

        node.proxy().heal();
        Await.until(
                "it is written by a later save",
                Duration.ofSeconds(5),
                () -> {
                    node.store().save(session);
                    return "2"
                            .equals(
                                    LocalDynamoDb.dynamo()
                                            .item(table, KEYS.key(session.getId()))
                                            .get("sess")
                                            .m()
                                            .get("x")
                                            .s());
                });
    }

    @Test
    void aSessionTooLargeForAnItem_saysWhatIsLarge_andTheStoredOneStays() {
        TestNode node = start("largeAttributeSize", "0");
        Session session = changed(node);
        session.getSession().setAttribute("huge", "secret".repeat(70_000));
        session.getSession().setAttribute("large", "secret".repeat(10_000));

        IOException thrown = assertThrows(IOException.class, () -> node.store().save(session));

        assertTrue(thrown.getMessage().contains("huge 420004, large 60005"), thrown.getMessage());
        assertFalse(thrown.getMessage().contains("secret"), thrown.getMessage());
        assertEquals(Optional.of(Map.of("x", "1")), node.attributes(session.getId()));
    }

    @Test
    void aLogoutThatFails_failsTheRequest_andTheSessionLives() {
        TestNode node = start();
        Session session = changed(node);
        String id = session.getId();
        node.proxy().inject(FaultRule.always(new Fault.ResetBefore()).on("PutItem"));

        assertThrows(TableException.class, session::expire);

        node.proxy().heal();
        assertEquals(Optional.of(Map.of("x", "1")), node.attributes(id));
    }

    // ---- Stop

    @Test
    void stop_savesTheOtherSessions_whenOneFails() {
        TestNode node = start();
        nodes.clear();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String id = node.create(session -> session.setAttribute("x", "1"));
            node.open(id).orElseThrow().getSession().setAttribute("x", "2");
            ids.add(id);
        }
        node.proxy().inject(FaultRule.always(Fault.accessDenied()).on("UpdateItem").times(1));

        node.close();

        TestNode other = start();
        long saved =
                ids.stream()
                        .filter(id -> Map.of("x", "2").equals(other.attributes(id).orElseThrow()))
                        .count();
        assertEquals(4, saved);
    }

    @Test
    void stop_duringAnOutage_ends_andLeavesNothingBehind() {
        start().close();
        nodes.clear();
        Set<Thread> before = threads();
        TestNode node = new TestNode(clock, settings());
        for (int i = 0; i < 3; i++) {
            node.open(node.create(session -> session.setAttribute("x", "1")))
                    .orElseThrow()
                    .getSession()
                    .setAttribute("x", "2");
        }
        String name = mbeanName(node);
        node.proxy().refuse();

        node.close();

        awaitEndOfThreadsSince(before);
        assertFalse(isRegistered(name));
    }

    // ---- Concurrency

    @Test
    void manyRequestsAtOnce_onOneSession_keepEachOfTheirChanges() throws Exception {
        TestNode one = start();
        TestNode two = start();
        String id = one.create(session -> session.setAttribute("x", "1"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Void>> requests = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String name = "attribute" + i;
                TestNode node = i % 2 == 0 ? one : two;
                requests.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    Session session = node.load(id).orElseThrow();
                                    SessionTimes.accessed(session, clock.millis());
                                    session.getSession().setAttribute(name, name);
                                    node.save(session);
                                },
                                threads));
            }
            CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new)).join();
        } finally {
            threads.shutdownNow();
        }

        assertEquals(61, two.attributes(id).orElseThrow().size());
    }

    // ---- JMX

    private static String mbeanName(TestNode node) {
        return node.context().getDomain() + ":type=Store,host=localhost,context=/shop";
    }

    private static boolean isRegistered(String name) {
        try {
            return ManagementFactory.getPlatformMBeanServer().isRegistered(new ObjectName(name));
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itsStatistics_areSeenFromStartToStop() throws Exception {
        TestNode node = start();
        DynamoDBStoreMXBean statistics =
                JMX.newMXBeanProxy(
                        ManagementFactory.getPlatformMBeanServer(),
                        new ObjectName(mbeanName(node)),
                        DynamoDBStoreMXBean.class);
        String id = node.create(session -> session.setAttribute("x", "1"));
        node.request(id, session -> session.setAttribute("x", "2"));
        node.request(id, session -> session.getAttribute("x"));
        node.load("0123456789");
        node.load("0123456789");
        node.open(id).orElseThrow().expire();

        assertEquals(Map.of("created", 1L, "changed", 1L), statistics.getWrittenSaves());
        assertEquals(1, statistics.getUnwrittenSaves());
        assertEquals(3, statistics.getLoads());
        assertEquals(1, statistics.getMisses());
        assertEquals(0, statistics.getStrongRereads());
        assertEquals(1, statistics.getRemovals());
        assertEquals(0, statistics.getDroppedSaves());
        assertEquals(Map.of(), statistics.getFailures());
        assertEquals(4L, statistics.getCalls().get("GetItem"));
        assertEquals(2L, statistics.getCalls().get("PutItem"));
        assertEquals(3.0, statistics.getWriteCapacityUnits());
        assertTrue(statistics.getRecentSaves().stream().noneMatch(line -> line.contains(id)));

        nodes.clear();
        node.close();
        assertFalse(isRegistered(mbeanName(node)));
    }

    @Test
    void failures_areCountedByKind() throws Exception {
        TestNode node = start();
        node.proxy().inject(FaultRule.always(Fault.throttling()).on("GetItem"));
        assertThrows(TableException.class, () -> node.store().load("0123456789"));

        Object failures =
                ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(new ObjectName(mbeanName(node)), "Failures");

        assertInstanceOf(TabularData.class, failures);
        assertTrue(failures.toString().contains("throttled"), failures.toString());
    }
}
