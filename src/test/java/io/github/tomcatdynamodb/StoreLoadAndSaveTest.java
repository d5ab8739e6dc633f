package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.ApiCall;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.session.SessionTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a save stores, and how little it writes. */
class StoreLoadAndSaveTest extends StoreContractTest {

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
                Set.of("sess.x", "tomcat.types.x", "tomcat.accessed", kind.ttlAttribute()),
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
                Set.of("tomcat.accessed", kind.ttlAttribute()),
                a.calls().writes().only().updated());

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
