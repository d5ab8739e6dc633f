package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.session.SessionTimes;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import org.apache.catalina.Session;
import org.apache.catalina.valves.PersistentValve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store's life from start to stop, and of what requests do at once. */
class DynamoDBStoreTest extends OwnStores {
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
}
