package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.express.ExpressJson;
import io.github.tomcatdynamodb.it.harness.ApiCall;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.session.SessionTimes;
import io.github.tomcatdynamodb.sessions.SessionKeys;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.management.BadAttributeValueExpException;
import org.apache.catalina.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What every store of ours must do, however it is set up. Two nodes share one table; the names of
 * the tests are the contract.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContractTest {

    private static final int TIMEOUT = 1800;

    /** The default, for that timeout. */
    private static final int TOUCH_AFTER = 180;

    private final TestClock clock = new TestClock();

    private String table;
    private TestNode a;
    private TestNode b;

    /** The attributes of the Store, but for the table's name. */
    abstract Map<String, String> settings();

    private String hashKey() {
        return settings().getOrDefault("hashKey", "id");
    }

    private String ttlAttribute() {
        return settings().getOrDefault("ttlAttribute", "expires");
    }

    @BeforeAll
    void start() {
        table = LocalDynamoDb.newTable(hashKey(), ttlAttribute());
        a = node(Map.of(), node -> {});
        b = node(Map.of(), node -> {});
    }

    @AfterAll
    void stop() {
        a.close();
        b.close();
    }

    @BeforeEach
    void forget() {
        a.proxy().heal();
        b.proxy().heal();
        clock.set(System.currentTimeMillis());
        // What is remembered for a second.
        clock.advance(Duration.ofSeconds(2));
        a.forgetCalls();
        b.forgetCalls();
    }

    @AfterEach
    void neverScans() {
        for (TestNode node : List.of(a, b)) {
            assertEquals(0, node.calls().count("Scan") + node.calls().count("Query"));
        }
    }

    private TestNode node(Map<String, String> more, Consumer<TestNode> setUp) {
        Map<String, String> all = new HashMap<>(settings());
        all.put("tableName", table);
        all.putAll(more);
        return new TestNode(clock, all, setUp);
    }

    private String key(String id) {
        String prefix = settings().get("prefix");
        return prefix == null
                ? new SessionKeys("localhost/shop#", true, false, false).key(id)
                : prefix + id;
    }

    private Map<String, AttributeValue> item(String id) {
        return LocalDynamoDb.dynamo().item(table, hashKey(), key(id));
    }

    private void put(String id, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> whole = new HashMap<>(item);
        whole.put(hashKey(), s(key(id)));
        LocalDynamoDb.dynamo().put(table, whole);
    }

    private void deleteBehindItsBack(String id) {
        LocalDynamoDb.dynamo()
                .client()
                .deleteItem(delete -> delete.tableName(table).key(Map.of(hashKey(), s(key(id)))));
    }

    private long expires(String id) {
        return Long.parseLong(item(id).get(ttlAttribute()).n());
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static AttributeValue m(Map<String, AttributeValue> map) {
        return AttributeValue.fromM(map);
    }

    private static Map<String, AttributeValue> with(
            Map<String, AttributeValue> map, String name, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(map);
        changed.put(name, value);
        return changed;
    }

    private static void nothing(HttpSession session) {
        // A request that only looks.
        session.getAttributeNames();
    }

    // ---- Load and save

    @Test
    void aNewSession_isFoundByTheOtherNode() {
        String id =
                a.create(
                        session -> {
                            session.setAttribute("name", "Zoë");
                            session.setAttribute("count", 3);
                        });

        assertEquals(Optional.of(Map.of("name", "Zoë", "count", 3)), b.attributes(id));
    }

    @Test
    void aSessionThatWasNeverStored_isNotFound() {
        assertEquals(Optional.empty(), a.load("0123456789ABCDEF0123456789ABCDEF"));
    }

    @Test
    void aSessionWithoutAttributes_isStoredToo() {
        String id = a.create(StoreContractTest::nothing);

        assertEquals(Optional.of(Map.of()), b.attributes(id));
    }

    @Test
    void aChange_isSeenByTheOtherNode() {
        String id = a.create(session -> session.setAttribute("x", "before"));

        b.request(id, session -> session.setAttribute("x", "after"));

        assertEquals(Optional.of(Map.of("x", "after")), a.attributes(id));
    }

    @Test
    void anObjectChangedInPlace_isSeenByTheOtherNode() {
        String id =
                a.create(session -> session.setAttribute("list", new ArrayList<>(List.of("1"))));

        a.request(
                id,
                session -> {
                    @SuppressWarnings("unchecked")
                    List<String> list = (List<String>) session.getAttribute("list");
                    list.add("2");
                });

        assertEquals(Optional.of(Map.of("list", List.of("1", "2"))), b.attributes(id));
    }

    @Test
    void aRemovedAttribute_isGone() {
        String id =
                a.create(
                        session -> {
                            session.setAttribute("stays", 1);
                            session.setAttribute("goes", 2);
                        });

        b.request(id, session -> session.removeAttribute("goes"));

        assertEquals(Optional.of(Map.of("stays", 1)), a.attributes(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with.dot", "with space", "#hash", ":colon", "size", "SET", "a[0]", "cookie",
                "lastModified", "sess", "tomcat", "types", "id", "expires", "__proto__", "é€😀"
            })
    void anAttributeOfAnyName_isSetChangedAndRemoved(String name) {
        String id = a.create(session -> session.setAttribute("other", "x"));

        a.request(id, session -> session.setAttribute(name, "1"));
        assertEquals(Optional.of(Map.of("other", "x", name, "1")), b.attributes(id));
        b.request(id, session -> session.setAttribute(name, 2));
        assertEquals(Optional.of(Map.of("other", "x", name, 2)), a.attributes(id));
        a.request(id, session -> session.removeAttribute(name));
        assertEquals(Optional.of(Map.of("other", "x")), b.attributes(id));
    }

    @Test
    void anAttributeWithoutAName_isRefused_andWhatWasStoredStays() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(id).orElseThrow();
        session.getSession().setAttribute("", "nameless");

        Exception thrown = assertThrows(RuntimeException.class, () -> a.save(session));

        assertTrue(thrown.getMessage().contains("empty name"), thrown.getMessage());
        session.getSession().removeAttribute("");
        session.getSession().setAttribute("x", "2");
        a.finish(session);
        assertEquals(Optional.of(Map.of("x", "2")), b.attributes(id));
    }

    @Test
    void anAttributeNamedCookie_isTheApplications_alsoIfItIsAMap() {
        Map<String, Object> cookie = new HashMap<>(Map.of("originalMaxAge", 5, "path", "/"));
        String id =
                a.create(
                        session -> {
                            session.setAttribute("cookie", cookie);
                            session.setAttribute("lastModified", "never");
                        });

        assertEquals(
                Optional.of(Map.of("cookie", cookie, "lastModified", "never")), b.attributes(id));
        assertEquals(TIMEOUT, b.load(id).orElseThrow().getMaxInactiveInterval());
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 400})
    void manyChangesAtOnce_areOneWrite(int count) {
        String id = a.create(session -> session.setAttribute("before", "x"));
        a.forgetCalls();

        a.request(
                id,
                session -> {
                    for (int i = 0; i < count; i++) {
                        session.setAttribute("attribute " + i, i);
                    }
                });

        assertEquals(1, a.calls().writes().size());
        Map<String, Object> attributes = b.attributes(id).orElseThrow();
        assertEquals(count + 1, attributes.size());
        assertEquals(count - 1, attributes.get("attribute " + (count - 1)));
    }

    // ---- What a save writes

    @Test
    void anUnchangedSession_isNotWritten() {
        String id = a.create(session -> session.setAttribute("x", List.of("1", "2")));
        a.forgetCalls();

        for (int i = 0; i < 50; i++) {
            a.request(id, StoreContractTest::nothing);
        }

        assertEquals(50, a.calls().count("GetItem"), a.calls()::toString);
        assertEquals(50, a.calls().size(), a.calls()::toString);
        // Nobody knows what its client has been told.
        assertTrue(a.calls().stream().allMatch(ApiCall::consistent));
    }

    @Test
    void aChange_namesOnlyWhatChanged() {
        String id =
                a.create(
                        session -> {
                            session.setAttribute("x", "1");
                            session.setAttribute("y", "1");
                        });
        a.forgetCalls();
        clock.advance(Duration.ofSeconds(1));

        a.request(id, session -> session.setAttribute("x", "2"));

        assertEquals(
                Set.of("sess.x", "tomcat.types.x", "tomcat.accessed", ttlAttribute()),
                a.calls().writes().only().updated());
    }

    @Test
    void aTouch_isDueAfterTouchAfter_andNamesAccessedAndExpiresOnly() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        a.forgetCalls();

        clock.advance(Duration.ofSeconds(TOUCH_AFTER).minusMillis(1));
        a.request(id, StoreContractTest::nothing);
        assertEquals(0, a.calls().writes().size());

        clock.advance(Duration.ofMillis(1));
        a.request(id, StoreContractTest::nothing);
        assertEquals(
                Set.of("tomcat.accessed", ttlAttribute()), a.calls().writes().only().updated());

        a.request(id, StoreContractTest::nothing);
        assertEquals(1, a.calls().writes().size());
    }

    @Test
    void aSessionThatIsStoredTwiceByTheSameObject_isWrittenOnce() {
        String id = a.create(StoreContractTest::nothing);
        Session session = a.open(id).orElseThrow();
        session.getSession().setAttribute("x", "1");
        a.forgetCalls();

        a.save(session);
        a.save(session);
        a.finish(session);

        assertEquals(1, a.calls().writes().size());
    }

    @Test
    void aFailedWrite_isTriedAgainByTheNextSave() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(id).orElseThrow();
        session.getSession().setAttribute("x", "2");
        FaultRule rule = a.proxy().inject(FaultRule.always(Fault.throttling()).on("UpdateItem"));

        assertThrows(RuntimeException.class, () -> a.save(session));
        a.proxy().remove(rule);
        a.finish(session);

        assertEquals(Optional.of(Map.of("x", "2")), b.attributes(id));
    }

    @Test
    void aFailedFirstWrite_isTriedAgainByTheNextSave() {
        Session session = a.manager().createSession(null);
        SessionTimes.created(session, clock.millis());
        session.getSession().setAttribute("x", "1");
        String id = session.getIdInternal();
        FaultRule rule = a.proxy().inject(FaultRule.always(Fault.throttling()).on("PutItem"));

        assertThrows(RuntimeException.class, () -> a.save(session));
        assertEquals(Map.of(), item(id));
        a.proxy().remove(rule);
        a.finish(session);

        assertEquals(Optional.of(Map.of("x", "1")), b.attributes(id));
    }

    // ---- Ids

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "with space",
                "é",
                "\u0000",
                "a\nb",
                "a\"b",
                "a<b",
                "a\\b",
                "a%00b",
                "a{b}",
                "a|b",
                "a^b",
                "a`b"
            })
    void anOddId_isNoSession_andCostsNoCall(String id) {
        assertEquals(Optional.empty(), a.load(id));
        assertRemovable(id);
        assertEquals(0, a.calls().size());
    }

    @Test
    void anIdThatIsTooLongForAKey_isNoSession_andCostsNoCall() {
        assertEquals(Optional.empty(), a.load("x".repeat(3000)));
        assertRemovable("x".repeat(3000));
        assertEquals(0, a.calls().size());
    }

    private void assertRemovable(String id) {
        try {
            a.store().remove(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anIdWithAJvmRoute_isAnIdLikeAnother() {
        put(
                "0123456789ABCDEF.node1",
                Map.of(
                        "sess",
                        m(Map.of("x", s("1"))),
                        ttlAttribute(),
                        n(clock.millis() / 1000 + 60)));

        assertEquals(Optional.of(Map.of("x", "1")), a.attributes("0123456789ABCDEF.node1"));
    }

    @Test
    void aMiss_isAskedForOnce_andThenRememberedForASecond() {
        for (int i = 0; i < 6; i++) {
            a.load("DEADC00C1E");
        }

        assertEquals(1, a.calls().size());
        clock.advance(Duration.ofSeconds(1));
        a.load("DEADC00C1E");
        assertEquals(2, a.calls().size());
    }

    @Test
    void aChangedId_hasTheSession_andTheOldOneIsDead() {
        String before = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(before).orElseThrow();
        session.getSession().setAttribute("user", "zoe");

        String after = a.changeId(session);
        a.finish(session);

        assertNotEquals(before, after);
        assertEquals(Optional.empty(), b.load(before));
        assertEquals(Optional.of(Map.of("x", "1", "user", "zoe")), b.attributes(after));
    }

    @Test
    void aChangedId_keepsWhatTheSessionDoesNotHold() {
        String before = a.create(session -> session.setAttribute("x", "1"));
        makeUnreadable(before);
        Session session = a.open(before).orElseThrow();

        String after = a.changeId(session);
        a.finish(session);

        assertUnreadableIsThere(after);
        assertEquals(s("somebody's"), item(after).get("foreign"));
    }

    @Test
    void aLateSaveUnderTheOldId_doesNotBringItBack_butReachesTheSession() {
        String before = a.create(session -> session.setAttribute("x", "1"));
        Session late = b.open(before).orElseThrow();
        Session session = a.open(before).orElseThrow();
        String after = a.changeId(session);
        a.finish(session);

        late.getSession().setAttribute("x", "2");
        finishDropped(b, late);

        assertEquals(Optional.empty(), a.load(before));
        assertEquals(Optional.of(Map.of("x", "2")), b.attributes(after));
    }

    // ---- The end of a session

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

    /** A save that must be dropped without failing. */
    private void finishDropped(TestNode node, Session session) {
        Map<String, AttributeValue> before = item(session.getIdInternal());
        String id = session.getIdInternal();
        node.save(session);
        assertEquals(before, item(id));
        assertFalse(session.isValid(), "lives on in memory");
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

    // ---- Time

    @Test
    void aSession_isFoundUntilItExpires_andNotLater() {
        String id = a.create(StoreContractTest::nothing);
        long end = (clock.millis() + 999) / 1000 + TIMEOUT + TOUCH_AFTER;
        assertEquals(end, expires(id));

        clock.set(end * 1000 - 1);
        assertTrue(a.load(id).isPresent());
        clock.set(end * 1000);
        assertEquals(Optional.empty(), a.load(id));
    }

    @Test
    void aSessionWhoseTouchesWereSkipped_isAliveToTomcatToo() {
        long start = clock.millis();
        String id = a.create(StoreContractTest::nothing);
        clock.advance(Duration.ofSeconds(TOUCH_AFTER - 1));
        a.request(id, StoreContractTest::nothing);

        clock.advance(Duration.ofSeconds(TIMEOUT).minusMillis(1));
        Session session = a.load(id).orElseThrow();

        long idle = clock.millis() - session.getThisAccessedTimeInternal();
        assertTrue(idle / 1000 < TIMEOUT, "idle for " + idle + " ms");
        assertTrue(session.getThisAccessedTimeInternal() <= clock.millis());
        assertEquals(start, session.getCreationTimeInternal());
    }

    @Test
    void aRequestEveryMinute_keepsASessionAlive() {
        String id = a.create(StoreContractTest::nothing);
        a.forgetCalls();

        for (int minute = 0; minute < 180; minute++) {
            clock.advance(Duration.ofMinutes(1));
            (minute % 2 == 0 ? a : b).request(id, StoreContractTest::nothing);
        }

        int writes = a.calls().writes().size() + b.calls().writes().size();
        assertTrue(writes <= 60, writes + " writes in 180 minutes");
        clock.advance(Duration.ofSeconds(TIMEOUT).minusMillis(1));
        assertTrue(a.load(id).isPresent());
    }

    @Test
    void anotherTimeout_isKept_andExpiresByIt() {
        String id = a.create(session -> session.setMaxInactiveInterval(60));
        assertEquals(60, b.load(id).orElseThrow().getMaxInactiveInterval());
        assertEquals((clock.millis() + 999) / 1000 + 60 + 6, expires(id));

        b.request(id, session -> session.setMaxInactiveInterval(7200));
        assertEquals(7200, a.load(id).orElseThrow().getMaxInactiveInterval());
        assertEquals((clock.millis() + 999) / 1000 + 7200 + 720, expires(id));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aSessionThatNeverExpires_isFoundForEver(int timeout) {
        String id = a.create(session -> session.setMaxInactiveInterval(timeout));

        assertFalse(item(id).containsKey(ttlAttribute()));
        clock.advance(Duration.ofDays(5000));
        assertTrue(b.load(id).orElseThrow().getMaxInactiveInterval() <= 0);
        b.request(id, session -> session.setAttribute("x", "1"));
        assertFalse(item(id).containsKey(ttlAttribute()));
    }

    @Test
    void theLastAccess_neverGoesBackwards() {
        String id = a.create(StoreContractTest::nothing);
        Session slow = a.open(id).orElseThrow();
        clock.advance(Duration.ofSeconds(500));
        long later = clock.millis();
        b.request(id, session -> session.setAttribute("quick", 1));
        long expires = expires(id);

        slow.getSession().setAttribute("slow", 1);
        a.finish(slow);

        assertEquals(Optional.of(Map.of("quick", 1, "slow", 1)), b.attributes(id));
        // By a millisecond forward: that tells the versions of the record apart.
        assertEquals(n(later + 1), item(id).get("tomcat").m().get("accessed"));
        assertEquals(expires, expires(id));
    }

    // ---- Several nodes

    @Test
    void changesToDifferentAttributesAtTheSameTime_areBothKept() {
        String id =
                a.create(
                        session -> {
                            session.setAttribute("a", 0);
                            session.setAttribute("b", 0);
                            session.setAttribute("gone", 0);
                        });
        Session onA = a.open(id).orElseThrow();
        Session onB = b.open(id).orElseThrow();

        onA.getSession().setAttribute("a", 1);
        onA.getSession().removeAttribute("gone");
        onB.getSession().setAttribute("b", 1);
        onB.getSession().setAttribute("new", 1);
        b.finish(onB);
        a.finish(onA);

        assertEquals(Optional.of(Map.of("a", 1, "b", 1, "new", 1)), a.attributes(id));
    }

    @Test
    void ofChangesToTheSameAttribute_theLastOneWins() {
        String id = a.create(session -> session.setAttribute("x", "0"));
        Session onA = a.open(id).orElseThrow();
        Session onB = b.open(id).orElseThrow();

        onA.getSession().setAttribute("x", "a");
        onB.getSession().setAttribute("x", "b");
        a.finish(onA);
        b.finish(onB);

        assertEquals(Optional.of(Map.of("x", "b")), a.attributes(id));
    }

    @Test
    void aNodeThatOnlyRead_writesNothingBack() {
        String id = a.create(session -> session.setAttribute("x", "0"));
        Session reader = a.open(id).orElseThrow();
        b.request(id, session -> session.setAttribute("x", "b"));

        clock.advance(Duration.ofSeconds(TOUCH_AFTER));
        SessionTimes.accessed(reader, clock.millis());
        a.finish(reader);

        assertEquals(Optional.of(Map.of("x", "b")), b.attributes(id));
    }

    @Test
    void aRecordThatTimeToLiveHasDeleted_isWrittenWholeAgain() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        makeUnreadable(id);
        Session inMemory = a.open(id).orElseThrow();
        clock.set(expires(id) * 1000 + 5);
        deleteBehindItsBack(id);

        SessionTimes.accessed(inMemory, clock.millis());
        inMemory.getSession().setAttribute("y", "2");
        a.finish(inMemory);

        assertEquals(Optional.of(Map.of("x", "1", "y", "2")), b.attributes(id));
        assertUnreadableIsThere(id);
    }

    @Test
    void aRecordThatTwoNodesRestore_hasTheChangesOfBoth() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session onA = a.open(id).orElseThrow();
        Session onB = b.open(id).orElseThrow();
        clock.set(expires(id) * 1000 + 5);
        deleteBehindItsBack(id);
        SessionTimes.accessed(onA, clock.millis());
        SessionTimes.accessed(onB, clock.millis());

        onA.getSession().setAttribute("a", "1");
        a.finish(onA);
        onB.getSession().setAttribute("b", "1");
        b.finish(onB);

        assertEquals(Optional.of(Map.of("x", "1", "a", "1", "b", "1")), b.attributes(id));
    }

    @Test
    void aRecordThatWasDeletedBeforeItExpired_isFinal() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(id).orElseThrow();
        // As an Express application logs out.
        deleteBehindItsBack(id);

        session.getSession().setAttribute("x", "2");
        finishDropped(a, session);

        assertEquals(Map.of(), item(id));
    }

    // ---- What a session does not hold

    /** Puts an attribute of a class that is gone into a record, and something foreign beside it. */
    private void makeUnreadable(String id) {
        Map<String, AttributeValue> item = item(id);
        Map<String, AttributeValue> tomcat = item.get("tomcat").m();
        Map<String, AttributeValue> changed = with(item, "foreign", s("somebody's"));
        changed.put("sess", m(with(item.get("sess").m(), "unreadable", UNREADABLE)));
        changed.put(
                "tomcat",
                m(with(tomcat, "types", m(with(tomcat.get("types").m(), "unreadable", TYPE)))));
        LocalDynamoDb.dynamo().put(table, changed);
    }

    private static final AttributeValue UNREADABLE =
            AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, 2, 3, 0, -1}));

    private static final AttributeValue TYPE = s("java:com.example.Gone");

    private void assertUnreadableIsThere(String id) {
        assertEquals(UNREADABLE, item(id).get("sess").m().get("unreadable"));
        assertEquals(TYPE, item(id).get("tomcat").m().get("types").m().get("unreadable"));
    }

    @Test
    void anAttributeThatCannotBeRead_costsThatAttribute_andStaysByteForByte() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        makeUnreadable(id);

        assertEquals(Optional.of(Map.of("x", "1")), a.attributes(id));
        a.request(id, session -> session.setAttribute("x", "2"));

        assertUnreadableIsThere(id);
        assertEquals(Optional.of(Map.of("x", "2")), a.attributes(id));
    }

    @Test
    void anAttributeThatCannotBeRead_staysAlsoWhenManyOthersChange() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        makeUnreadable(id);

        a.request(
                id,
                session -> {
                    for (int i = 0; i < 400; i++) {
                        session.setAttribute("attribute " + i, i);
                    }
                });

        assertUnreadableIsThere(id);
    }

    static class Secret implements Serializable {
        private static final long serialVersionUID = 1;
        String text = "x";
    }

    @Test
    void aClassThatTheManagersFilterRefuses_isNeitherWrittenNorRead_andStaysInTheRecord() {
        String id =
                a.create(
                        session -> {
                            session.setAttribute("x", "1");
                            session.setAttribute("secret", new Secret());
                            session.setAttribute("secrets", new ArrayList<>(List.of(new Secret())));
                        });
        AttributeValue stored = item(id).get("sess");
        Consumer<TestNode> filter =
                node ->
                        node.manager()
                                .setSessionAttributeValueClassNameFilter("java\\.(lang|util)\\..*");
        try (TestNode strict = node(Map.of(), filter)) {
            assertEquals(Optional.of(Map.of("x", "1")), strict.attributes(id));
            assertEquals(stored, item(id).get("sess"));

            strict.request(id, session -> session.setAttribute("x", "2"));
            assertEquals("2", item(id).get("sess").m().get("x").s());
            assertEquals(stored.m().get("secrets"), item(id).get("sess").m().get("secrets"));
            a.request(
                    id,
                    session -> assertEquals("x", ((Secret) session.getAttribute("secret")).text));

            String another =
                    strict.create(
                            session -> {
                                session.setAttribute("x", "1");
                                // Past Tomcat's own check, which looks at the outermost class.
                                session.setAttribute(
                                        "secrets", new ArrayList<>(List.of(new Secret())));
                            });
            assertEquals(Set.of("x"), item(another).get("sess").m().keySet());
        }
    }

    @Test
    void aClassThatIsRefusedByDefault_isAdmittedByTheSetting() {
        Serializable refused = new BadAttributeValueExpException("x");
        String plain = a.create(session -> session.setAttribute("refused", refused));
        assertFalse(item(plain).get("sess").m().containsKey("refused"));

        Map<String, String> admitting =
                Map.of("admittedClasses", "javax\\.management\\.BadAttributeValueExpException");
        try (TestNode wide = node(admitting, node -> {})) {
            String id = wide.create(session -> session.setAttribute("refused", refused));

            assertEquals(
                    "BadAttributeValueException: x",
                    wide.attributes(id).orElseThrow().get("refused").toString());
            assertEquals(Optional.of(Map.of()), b.attributes(id));
        }
    }

    private void editMetadata(String id, Consumer<Map<String, AttributeValue>> edit) {
        Map<String, AttributeValue> tomcat = new HashMap<>(item(id).get("tomcat").m());
        edit.accept(tomcat);
        put(id, with(item(id), "tomcat", m(tomcat)));
    }

    /** We always write them; the format does not demand it of others. */
    @Test
    void aRecordWithoutTypes_isChangedLikeAnother() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        editMetadata(id, tomcat -> tomcat.remove("types"));

        a.request(id, session -> {});
        b.request(id, session -> session.setAttribute("count", 5L));
        a.request(id, session -> session.removeAttribute("x"));

        assertEquals(Optional.of(Map.of("count", 5L)), b.attributes(id));
    }

    @Test
    void aRecordWithoutTypes_thatTwoNodesChangeAtOnce_hasTheChangesOfBoth() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        editMetadata(id, tomcat -> tomcat.remove("types"));
        Session onA = a.open(id).orElseThrow();
        Session onB = b.open(id).orElseThrow();

        onA.getSession().setAttribute("a", 1L);
        onB.getSession().setAttribute("b", 2L);
        a.finish(onA);
        b.finish(onB);

        assertEquals(Optional.of(Map.of("x", "1", "a", 1L, "b", 2L)), a.attributes(id));
    }

    @Test
    void anAuthenticationOfOtherTypes_costsTheAuthentication() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        AttributeValue number = m(Map.of("value", n(5)));
        AttributeValue wrong =
                m(
                        Map.of(
                                "authType", number,
                                "principal", number,
                                "expectedSessionId", number,
                                "savedRequest", number));
        editMetadata(id, tomcat -> tomcat.put("auth", wrong));

        assertEquals(Optional.of(Map.of("x", "1")), b.attributes(id));
    }

    @Test
    void anAttributeThatTheManagerFiltersOut_staysInTheRecord() {
        String id =
                a.create(
                        session -> {
                            session.setAttribute("shown", "1");
                            session.setAttribute("hidden", "1");
                        });
        try (TestNode filtering =
                node(
                        Map.of(),
                        node -> node.manager().setSessionAttributeNameFilter("(?!hidden).*"))) {

            assertEquals(Optional.of(Map.of("shown", "1")), filtering.attributes(id));
            filtering.request(id, session -> session.setAttribute("shown", "2"));
        }

        assertEquals(Optional.of(Map.of("shown", "2", "hidden", "1")), a.attributes(id));
    }

    @Test
    void aDamagedRecord_isNoSession_andStaysAsItIs() {
        Map<String, AttributeValue> damaged = Map.of("sess", s("{\"cookie\":{},\"x\":"));
        put("DAMAGED", damaged);
        Map<String, AttributeValue> before = item("DAMAGED");

        assertEquals(Optional.empty(), a.load("DAMAGED"));

        assertEquals(before, item("DAMAGED"));
    }

    // ---- Foreign records

    private Map<String, AttributeValue> express(long expires) {
        return Map.of(
                "sess",
                m(
                        Map.of(
                                "cookie",
                                m(Map.of("originalMaxAge", n(600_000), "path", s("/"))),
                                "lastModified",
                                s("2026-11-22T00:28:44.925Z"),
                                "views",
                                n(17))),
                ttlAttribute(),
                n(expires),
                "type",
                s("theirs"));
    }

    private Map<String, AttributeValue> json(long expires) {
        return Map.of(
                "sess",
                s(
                        "{\"cookie\":{\"originalMaxAge\":600000,\"path\":\"/\"},\"views\":17,"
                                + "\"cart\":[{\"price\":19.99}]}"),
                ttlAttribute(),
                AttributeValue.fromN(
                        BigDecimal.valueOf(expires).add(new BigDecimal("0.999")).toString()),
                "type",
                s("connect-session"),
                "userId",
                s("index"));
    }

    @Test
    void anExpressMap_isASession_withTheTimeoutOfItsCookie() {
        put("EXPRESS1", express(clock.millis() / 1000 + 500));

        assertEquals(Optional.of(Map.of("views", 17)), a.attributes("EXPRESS1"));
        assertEquals(600, a.load("EXPRESS1").orElseThrow().getMaxInactiveInterval());
    }

    @Test
    void anExpressMap_isUpgradedInPlace_byTheFirstWriteThatIsDue_notByARead() {
        Map<String, AttributeValue> express = express(clock.millis() / 1000 + 700);
        put("EXPRESS2", express);
        a.load("EXPRESS2");
        assertFalse(item("EXPRESS2").containsKey("tomcat"));

        a.request("EXPRESS2", session -> session.setAttribute("views", 18));

        Map<String, AttributeValue> item = item("EXPRESS2");
        assertEquals(with(express.get("sess").m(), "views", n(18)), item.get("sess").m());
        assertEquals(s("theirs"), item.get("type"));
        assertEquals(n(600), item.get("tomcat").m().get("maxInactive"));
        assertEquals((clock.millis() + 999) / 1000 + 660, expires("EXPRESS2"));
    }

    @Test
    void aForeignRecord_livesItsTimeoutAfterARequestThatChangesNothing() {
        put("EXPRESS3", express(clock.millis() / 1000 + 600));
        put("JSON3", json(clock.millis() / 1000 + 600));
        clock.advance(Duration.ofSeconds(55));

        a.request("EXPRESS3", StoreContractTest::nothing);
        a.request("JSON3", StoreContractTest::nothing);

        clock.advance(Duration.ofSeconds(599));
        assertTrue(b.load("EXPRESS3").isPresent());
        assertTrue(b.load("JSON3").isPresent());
    }

    @Test
    void aJsonRecord_isUpgradedInPlace_withEverythingThatIsNotOurs() {
        put("JSON1", json(clock.millis() / 1000 + 500));
        assertEquals(
                Optional.of(Map.of("views", 17, "cart", List.of(Map.of("price", 19.99)))),
                a.attributes("JSON1"));

        a.request("JSON1", session -> session.setAttribute("views", 18));

        Map<String, AttributeValue> item = item("JSON1");
        assertEquals(n(18), item.get("sess").m().get("views"));
        assertEquals(n(600_000), item.get("sess").m().get("cookie").m().get("originalMaxAge"));
        assertEquals(s("connect-session"), item.get("type"));
        assertEquals(s("index"), item.get("userId"));
        assertEquals(
                Optional.of(Map.of("views", 18, "cart", List.of(Map.of("price", 19.99)))),
                b.attributes("JSON1"));
    }

    @Test
    void aJsonRecord_thatTwoNodesUpgradeAtOnce_hasTheChangesOfBoth() {
        put("JSON2", json(clock.millis() / 1000 + 500));
        Session onA = a.open("JSON2").orElseThrow();
        Session onB = b.open("JSON2").orElseThrow();

        onA.getSession().setAttribute("a", 1);
        onB.getSession().setAttribute("b", 1);
        a.finish(onA);
        b.finish(onB);

        assertEquals(
                Set.of("views", "cart", "a", "b"), a.attributes("JSON2").orElseThrow().keySet());
    }

    @Test
    void aJsonRecord_withLegacyFormatKeep_staysOne() throws Exception {
        put("JSON4", json(clock.millis() / 1000 + 500));
        try (TestNode keeping = node(Map.of("legacyFormat", "keep"), node -> {})) {
            keeping.request("JSON4", session -> session.setAttribute("views", 18));
            keeping.request("JSON4", session -> session.setMaxInactiveInterval(1200));

            Map<String, Object> json = ExpressJson.read(item("JSON4").get("sess").s());
            assertEquals(18, json.get("views"));
            assertEquals(Set.of("cookie", "views", "cart"), json.keySet());
            assertFalse(item("JSON4").containsKey("tomcat"));
            assertEquals(1200, keeping.load("JSON4").orElseThrow().getMaxInactiveInterval());
        }
    }

    @Test
    void aRecordThatExpressHasRewritten_isOneThatTheChangesAreAddedTo() {
        String id = a.create(session -> session.setAttribute("x", 1));
        Session session = a.open(id).orElseThrow();
        put(id, express(clock.millis() / 1000 + 500));

        session.getSession().setAttribute("y", 2);
        a.finish(session);

        assertEquals(Optional.of(Map.of("views", 17, "y", 2)), b.attributes(id));
        assertTrue(item(id).get("sess").m().containsKey("cookie"));
    }

    @Test
    void aRecordWithoutSess_isNoSession() {
        // What connect-dynamodb's touch leaves after a logout.
        put("UPSERT", Map.of(ttlAttribute(), n(clock.millis() / 1000 + 500)));

        assertEquals(Optional.empty(), a.load("UPSERT"));
    }

    // ---- Lost answers

    private static FaultRule lost(String operation) {
        return FaultRule.always(new Fault.LostResponse()).on(operation).times(1);
    }

    @Test
    void aLostAnswer_toTheFirstWrite_isNoConflict() {
        FaultRule rule = a.proxy().inject(lost("PutItem"));

        String id = a.create(session -> session.setAttribute("x", "1"));

        assertEquals(1, rule.struck());
        assertEquals(Optional.of(Map.of("x", "1")), b.attributes(id));
    }

    @Test
    void aLostAnswer_toAChangeOrATouch_isNoConflict() {
        String id =
                a.create(session -> session.setAttribute("list", new ArrayList<>(List.of("1"))));
        FaultRule first = a.proxy().inject(lost("UpdateItem"));
        clock.advance(Duration.ofSeconds(1));
        a.request(
                id,
                session -> {
                    session.setAttribute("y", "1");
                    session.setAttribute("list", new ArrayList<>(List.of("1", "2")));
                });
        FaultRule second = a.proxy().inject(lost("UpdateItem"));
        clock.advance(Duration.ofSeconds(TOUCH_AFTER));
        a.request(id, StoreContractTest::nothing);

        assertEquals(1, first.struck());
        assertEquals(1, second.struck());
        assertEquals(Optional.of(Map.of("y", "1", "list", List.of("1", "2"))), b.attributes(id));
        assertEquals(n(clock.millis()), item(id).get("tomcat").m().get("accessed"));
    }

    @Test
    void aLostAnswer_toAChangeOfId_isNoConflict() {
        String before = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(before).orElseThrow();
        FaultRule rule = a.proxy().inject(lost("PutItem"));

        String after = a.changeId(session);
        a.finish(session);

        assertEquals(1, rule.struck());
        assertEquals(Optional.of(Map.of("x", "1")), b.attributes(after));
        assertEquals(Optional.empty(), b.load(before));
    }

    @Test
    void aLostAnswer_toALogout_isNoConflict() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(id).orElseThrow();
        FaultRule rule = a.proxy().inject(lost("PutItem"));

        session.expire();

        assertEquals(1, rule.struck());
        assertEquals(Optional.empty(), b.load(id));
    }

    @Test
    void aLostAnswer_toAnUpgrade_isNoConflict() {
        put("LOST1", json(clock.millis() / 1000 + 500));
        put("LOST2", express(clock.millis() / 1000 + 500));
        for (String id : List.of("LOST1", "LOST2")) {
            FaultRule rule = a.proxy().inject(lost("UpdateItem"));

            a.request(id, session -> session.setAttribute("views", 18));

            assertEquals(1, rule.struck());
            assertEquals(18, b.attributes(id).orElseThrow().get("views"));
        }
    }

    @Test
    void aLostAnswer_toARestore_isNoConflict() {
        String id = a.create(session -> session.setAttribute("x", "1"));
        Session session = a.open(id).orElseThrow();
        clock.set(expires(id) * 1000 + 5);
        deleteBehindItsBack(id);
        SessionTimes.accessed(session, clock.millis());
        session.getSession().setAttribute("x", "2");
        FaultRule rule = a.proxy().inject(lost("PutItem"));

        a.finish(session);

        assertEquals(1, rule.struck());
        assertEquals(Optional.of(Map.of("x", "2")), b.attributes(id));
    }

    // ---- What Tomcat asks besides

    @Test
    void keysAndExpiry_costNoCall() throws Exception {
        a.create(StoreContractTest::nothing);
        a.forgetCalls();

        a.store().processExpires();
        a.manager().backgroundProcess();

        assertEquals(0, a.store().keys().length);
        assertEquals(0, a.store().expiredKeys().length);
        assertEquals(0, a.calls().size());
    }

    @Test
    void clear_removesNothing() throws Exception {
        String id = a.create(StoreContractTest::nothing);

        a.store().clear();

        assertTrue(b.load(id).isPresent());
    }

    @Test
    void getSize_isWhatDynamoDbHasCounted() throws Exception {
        assertTrue(a.store().getSize() >= 0);
    }
}
