package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.session.SessionTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;

/** The end of a session, which is final. */
class StoreSessionEndTest extends StoreContractTest {

    @Test
    void aLogout_isOneOnEveryNode() {
        String id = a.create(session -> session.setAttribute("x", "1"));

        a.open(id).orElseThrow().expire();

        assertEquals(Optional.empty(), a.load(id));
        assertEquals(Optional.empty(), b.load(id));
        assertFalse(item(id).containsKey("sess"));
    }

    @Test
    void aLogout_isFinal_whateverAnotherNodeStillSaves() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session changed = b.open(id).orElseThrow();
        changed.getSession().setAttribute("x", "2");

        a.open(id).orElseThrow().expire();
        clock.advance(Duration.ofSeconds(TOUCH_AFTER + 1));
        SessionTimes.accessed(changed, clock.millis());
        finishDropped(b, changed);

        clock.advance(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), a.load(id));
        assertEquals(Optional.empty(), b.load(id));
        assertFalse(item(id).containsKey("sess"));
    }

    @Test
    void aLogout_isFinal_alsoAfterTheRecordWouldHaveExpired() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session late = b.open(id).orElseThrow();
        a.open(id).orElseThrow().expire();

        clock.advance(Duration.ofSeconds(TIMEOUT + TOUCH_AFTER + 10));
        late.getSession().setAttribute("x", "2");
        SessionTimes.accessed(late, clock.millis());
        finishDropped(b, late);

        clock.advance(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), a.load(id));
    }

    @Test
    void aLogout_whileAnotherRequestOfThisNodeIsUnderWay_isFinalAtOnce() {
        // Two objects for one session: with an asynchronous request, or a PersistentValve that is
        // older than its semaphores.
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session first = a.open(id).orElseThrow();
        Session second = a.open(id).orElseThrow();

        first.expire();

        assertEquals(Optional.empty(), b.load(id));
        second.getSession().setAttribute("x", "2");
        a.save(second);
        clock.advance(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), b.load(id));
    }

    @Test
    void aSave_whileItsSessionIsLoggedOut_waitsUntilOtherNodesDoNotSeeTheSessionEither() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(id).orElseThrow();
        Thread saving = new Thread(() -> a.save(session));
        AtomicReference<Thread.State> whileLoggedOut = new AtomicReference<>();
        a.proxy()
                .inject(
                        FaultRule.always(new Fault.ResetBefore())
                                .on("PutItem")
                                .where(
                                        (operation, request) -> {
                                            whileLoggedOut.compareAndSet(
                                                    null, restingState(saving));
                                            return false;
                                        }));
        session.getSession().setAttribute("x", "2");

        session.expire();

        a.proxy().heal();
        assertEquals(Thread.State.WAITING, whileLoggedOut.get());
        join(saving);
        assertEquals(Optional.empty(), b.load(id));
    }

    /** Starts a thread and returns the state in which it comes to rest. */
    private static Thread.State restingState(Thread thread) {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        Await.until(
                "a thread that has ended or waits",
                () ->
                        thread.getState() == Thread.State.WAITING
                                || thread.getState() == Thread.State.TERMINATED);
        return thread.getState();
    }

    private static void join(Thread thread) {
        Await.until("the end of a thread", () -> thread.getState() == Thread.State.TERMINATED);
    }

    @Test
    void aLogoutAtTheOtherNode_whileARequestOfThisNodeIsUnderWay_isFinalInMemoryToo() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session underWay = a.open(id).orElseThrow();
        b.open(id).orElseThrow().expire();
        clock.advance(Duration.ofSeconds(2));

        assertEquals(Optional.empty(), a.load(id));
        // Where requests stick to a node, it notices with the next save.
        assertTrue(a.find(id).isPresent());
        underWay.getSession().setAttribute("x", "2");
        a.save(underWay);
        assertEquals(Optional.empty(), b.load(id));
    }

    @Test
    void aSessionThatIsNotStoredYet_staysInMemory() {
        Session underWay = a.manager().createSession(null);

        assertEquals(Optional.empty(), a.load(underWay.getIdInternal()));
        assertEquals(Optional.of(underWay), a.find(underWay.getIdInternal()));
    }

    @Test
    void aChangedId_whileAnotherRequestOfThisNodeIsUnderWay_leavesTheOldOneDead() {
        String before = a.create(session -> session.setAttribute("x", "1"));
        Session first = a.open(before).orElseThrow();
        Session second = a.open(before).orElseThrow();

        String after = a.changeId(first);
        a.finish(first);

        assertEquals(Optional.empty(), b.load(before));
        assertEquals(Optional.of(Map.of("x", "1")), b.attributes(after));
        second.getSession().setAttribute("x", "2");
        a.save(second);
        assertEquals(Optional.empty(), b.load(before));
        assertEquals(Optional.of(Map.of("x", "2")), b.attributes(after));
    }

    @Test
    void aSessionWhoseIdChangesAndThatEndsInTheSameRequest_isDeadUnderBoth() {
        String before = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(before).orElseThrow();

        String after = a.changeId(session);
        session.expire();

        assertEquals(Optional.empty(), b.load(before));
        assertEquals(Optional.empty(), b.load(after));
    }

    @Test
    void aLogoutOfASessionThatThisNodeHasNotLoaded_isOneToo() {
        String id = a.create(session -> session.setAttribute("x", "1"));

        try {
            b.store().remove(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        clock.advance(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), a.load(id));
        assertEquals(Optional.empty(), b.load(id));
    }

    @Test
    void aRemovalOfNothing_leavesNothing() throws Exception {
        a.store().remove("0123456789");

        assertEquals(Map.of(), item("0123456789"));
    }

    /** Tomcat clears the attributes of a session first and its id later. */
    @Test
    void aSessionThatIsBeingGivenBack_losesNothing() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(id).orElseThrow();
        a.manager().removeSuper(session);
        session.getSession().removeAttribute("x");

        a.save(session);

        assertEquals(Optional.of(Map.of("x", "1")), b.attributes(id));
    }

    @Test
    void aLogout_beforeTheFirstSave_isFinal_alsoForASaveThatWasAboutToBegin() {
        Session session = newSession();
        String id = session.getIdInternal();
        // Tomcat still takes it for valid then, and the store knows nothing of it.
        session.addSessionListener(event -> a.save(session));

        session.expire();

        assertEquals(Map.of(), item(id));
    }

    @Test
    void aChangedId_beforeTheFirstSave_leavesTheOldOneDead_alsoForASaveThatWasAboutToBegin() {
        Session session = newSession();
        String before = session.getIdInternal();
        // As Tomcat does it, before the session has its new id.
        assertRemovable(before);
        a.save(session);
        String after = a.changeId(session);
        a.finish(session);

        assertEquals(Map.of(), item(before));
        assertEquals(Optional.of(Map.of("x", "1")), b.attributes(after));
    }

    @Test
    void aNewSession_underTheIdOfOneThatWasLoggedOut_isStored() {
        Session first = newSession();
        String id = first.getIdInternal();
        first.expire();
        clock.advance(Duration.ofMillis(1));

        Session second = a.manager().createSession(id);
        SessionTimes.created(second, clock.millis());
        second.getSession().setAttribute("x", "2");
        a.finish(second);

        clock.advance(Duration.ofSeconds(2));
        assertEquals(Optional.of(Map.of("x", "2")), b.attributes(id));
    }

    private Session newSession() {
        Session session = a.manager().createSession(null);
        SessionTimes.created(session, clock.millis());
        session.getSession().setAttribute("x", "1");
        clock.advance(Duration.ofMillis(1));
        return session;
    }

    @Test
    void aLogout_whoseRecordExpressHasRewritten_isOneToo() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(id).orElseThrow();
        put(id, express(clock.millis() / 1000 + 1000));

        session.expire();

        clock.advance(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), b.load(id));
    }

    @Test
    void aStaleTimeout_killsNothing() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session stale = a.open(id).orElseThrow();
        b.request(id, session -> session.setAttribute("x", "2"));

        // As the background thread finds it.
        SessionTimes.accessed(stale, System.currentTimeMillis() - (TIMEOUT + 1) * 1000L);
        assertFalse(stale.isValid());

        assertEquals(Optional.of(Map.of("x", "2")), b.attributes(id));
    }
}
