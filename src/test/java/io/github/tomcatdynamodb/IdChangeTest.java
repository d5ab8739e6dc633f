package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.sessions.SessionKeys;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.catalina.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A log-in on node A, while node B is at work for the same session under its old id. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdChangeTest {

    private static final SessionKeys KEYS = new SessionKeys("localhost/shop#", true, false, false);

    private final TestClock clock = new TestClock();
    private String table;
    private TestNode a;
    private TestNode b;

    @BeforeAll
    void start() {
        table = LocalDynamoDb.newTable("id", "expires");
        a = new TestNode(clock, Map.of("tableName", table));
        b = new TestNode(clock, Map.of("tableName", table));
    }

    @AfterAll
    void stop() {
        a.close();
        b.close();
    }

    @BeforeEach
    void heal() {
        a.proxy().heal();
        // What is remembered for a second.
        clock.advance(Duration.ofSeconds(2));
        a.forgetCalls();
    }

    private String create() {
        return a.create(
                session -> {
                    session.setAttribute("x", "0");
                    session.setAttribute("y", "0");
                    session.setAttribute("gone", "0");
                });
    }

    private Session open(TestNode node, String id) {
        return node.open(id).orElseThrow();
    }

    private static void set(Session session, String name, String value) {
        session.getSession().setAttribute(name, value);
    }

    private static boolean isBurial(JsonObject request) {
        return request.has("Item")
                && request.getAsJsonObject("Item").has("tomcat")
                && request.getAsJsonObject("Item")
                        .getAsJsonObject("tomcat")
                        .getAsJsonObject("M")
                        .has("gone");
    }

    private FaultRule burials(Fault fault) {
        return a.proxy()
                .inject(
                        FaultRule.always(fault)
                                .on("PutItem")
                                .where((operation, request) -> isBurial(request)));
    }

    private FaultRule lost(String operation, Predicate<JsonObject> which) {
        return a.proxy()
                .inject(
                        FaultRule.always(new Fault.LostResponse())
                                .on(operation)
                                .where((name, request) -> which.test(request))
                                .times(1));
    }

    private void assertDead(String id) {
        clock.advance(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), b.load(id));
        assertEquals(Optional.empty(), a.load(id));
    }

    @Test
    void whatIsWrittenUnderTheOldId_beforeItEnds_isTakenAlong() {
        String before = create();
        Session loggingIn = open(a, before);
        b.request(
                before,
                session -> {
                    session.setAttribute("x", "b");
                    session.setAttribute("new", "b");
                    session.removeAttribute("gone");
                    session.setMaxInactiveInterval(77);
                });

        String after = a.changeId(loggingIn);
        set(loggingIn, "user", "zoe");
        a.finish(loggingIn);

        assertEquals(
                Optional.of(Map.of("x", "b", "y", "0", "new", "b", "user", "zoe")),
                b.attributes(after));
        assertEquals(77, b.load(after).orElseThrow().getMaxInactiveInterval());
        assertDead(before);
    }

    /** Its version must tell the record from what the object on A holds, which lacks B's change. */
    @Test
    void whatIsTakenAlong_fromARequestThatBeganEarlier_isKeptByTheNextChangeOfId() {
        String before = create();
        Session earlier = open(b, before);
        clock.advance(Duration.ofSeconds(1));
        Session loggingIn = open(a, before);
        set(earlier, "x", "b");
        b.finish(earlier);

        String between = a.changeId(loggingIn);
        String after = a.changeId(loggingIn);
        a.finish(loggingIn);

        assertEquals(Optional.of(Map.of("x", "b", "y", "0", "gone", "0")), b.attributes(after));
        assertDead(before);
        assertDead(between);
    }

    /** It may be the last of several changes that were answered while the log-in was under way. */
    @Test
    void ofWhatBothHaveChanged_whatIsWrittenUnderTheOldIdIsKept() {
        String before = create();
        Session loggingIn = open(a, before);
        set(loggingIn, "x", "a");
        set(loggingIn, "y", "a");
        burials(Fault.internalServerError());
        String after = a.changeId(loggingIn);
        set(loggingIn, "user", "zoe");
        a.finish(loggingIn);
        b.request(
                before,
                session -> {
                    session.setAttribute("x", "b");
                    session.removeAttribute("gone");
                });
        a.proxy().heal();

        assertEquals(Optional.of(Map.of("x", "b", "y", "a", "user", "zoe")), b.attributes(after));
        assertDead(before);
    }

    @Test
    void whatIsWrittenUnderTheOldId_afterItHasEnded_goesToTheNewOne() {
        String before = create();
        Session late = open(b, before);
        Session loggingIn = open(a, before);
        String after = a.changeId(loggingIn);
        a.finish(loggingIn);
        a.request(after, session -> session.setAttribute("y", "a"));

        set(late, "x", "b");
        late.getSession().removeAttribute("gone");
        b.finish(late);

        assertEquals(Optional.of(Map.of("x", "b", "y", "a")), a.attributes(after));
        assertDead(before);
    }

    @Test
    void aLateRequest_thatHasChangedNothing_costsNothingMore() {
        String before = create();
        Session late = open(b, before);
        Session loggingIn = open(a, before);
        String after = a.changeId(loggingIn);
        a.finish(loggingIn);
        Map<String, AttributeValue> record = item(after);
        b.forgetCalls();

        b.finish(late);

        assertEquals(0, b.calls().size());
        assertEquals(record, item(after));
    }

    @Test
    void aLateChange_findsTheSession_alsoAfterItsIdHasChangedAgain() {
        String before = create();
        Session late = open(b, before);
        Session first = open(a, before);
        String between = a.changeId(first);
        a.finish(first);
        Session second = open(a, between);
        String after = a.changeId(second);
        a.finish(second);

        set(late, "x", "b");
        b.finish(late);

        assertEquals("b", a.attributes(after).orElseThrow().get("x"));
        assertDead(before);
        assertDead(between);
    }

    @Test
    void aLogoutUnderTheOldId_beforeItEnds_endsTheNewOneToo() {
        String before = create();
        Session loggingIn = open(a, before);
        open(b, before).expire();

        String after = a.changeId(loggingIn);
        a.finish(loggingIn);

        assertDead(before);
        assertDead(after);
    }

    @Test
    void aLogoutUnderTheOldId_afterItHasEnded_endsTheNewOneToo() {
        String before = create();
        Session loggingOut = open(b, before);
        Session loggingIn = open(a, before);
        String after = a.changeId(loggingIn);
        a.finish(loggingIn);

        loggingOut.expire();

        assertDead(before);
        assertDead(after);
    }

    @Test
    void ofTwoLogInsAtOnce_theLaterOneHasTheSession_withTheChangesOfBoth() {
        String before = create();
        Session first = open(a, before);
        Session second = open(b, before);
        String firstId = a.changeId(first);
        set(first, "x", "a");
        a.finish(first);

        String secondId = b.changeId(second);
        set(second, "y", "b");
        b.finish(second);

        assertEquals(Optional.of(Map.of("x", "a", "y", "b", "gone", "0")), a.attributes(secondId));
        assertDead(before);
        assertDead(firstId);
    }

    @Test
    void aLostAnswer_isNoConflict_alsoWhenSomethingIsTakenAlong() {
        String before = create();
        Session loggingIn = open(a, before);
        b.request(before, session -> session.setAttribute("x", "b"));
        FaultRule update = lost("UpdateItem", request -> true);
        FaultRule whole = lost("PutItem", request -> !isBurial(request));
        FaultRule burial = lost("PutItem", IdChangeTest::isBurial);

        String after = a.changeId(loggingIn);
        a.finish(loggingIn);

        assertEquals(1, update.struck());
        assertEquals(1, whole.struck());
        assertEquals(1, burial.struck());
        assertEquals("b", b.attributes(after).orElseThrow().get("x"));
        assertDead(before);
    }

    @Test
    void whenTheOldIdCannotBeEnded_theLogInSucceeds_andTheBackgroundTakesAlongWhatComesLater() {
        String before = create();
        Session loggingIn = open(a, before);
        burials(Fault.accessDenied());

        String after = a.changeId(loggingIn);
        set(loggingIn, "y", "a");
        a.finish(loggingIn);
        b.request(before, session -> session.setAttribute("x", "b"));
        a.proxy().heal();
        a.store().processExpires();

        assertFalse(item(before).containsKey("sess"));
        assertEquals(Optional.of(Map.of("x", "b", "y", "a", "gone", "0")), a.attributes(after));
        assertDead(before);
    }

    @Test
    void whenTheOldIdCannotBeEnded_theNextRequestTakesAlongWhatComesLater() {
        String before = create();
        Session loggingIn = open(a, before);
        burials(Fault.accessDenied());
        String after = a.changeId(loggingIn);
        set(loggingIn, "y", "a");
        a.finish(loggingIn);
        b.request(
                before,
                session -> {
                    session.setAttribute("x", "b");
                    session.setAttribute("y", "b");
                });
        Session late = open(b, before);

        b.request(after, session -> session.removeAttribute("gone"));
        set(late, "z", "b");
        b.finish(late);

        assertEquals(Optional.of(Map.of("x", "b", "y", "b", "z", "b")), a.attributes(after));
        assertDead(before);
        b.forgetCalls();
        b.load(after);
        assertEquals(1, b.calls().size());
    }

    @Test
    void whenTheOldIdCannotBeEnded_aLogoutUnderIt_isSeenByTheNextRequest() {
        String before = create();
        Session loggingIn = open(a, before);
        burials(Fault.accessDenied());
        String after = a.changeId(loggingIn);
        a.finish(loggingIn);

        open(b, before).expire();

        assertEquals(Optional.empty(), b.load(after));
        assertDead(before);
        assertDead(after);
    }

    @Test
    void whenTheOldIdCannotBeEnded_aLogoutUnderItEndsTheNewOneInTheBackground() {
        String before = create();
        Session loggingIn = open(a, before);
        burials(Fault.accessDenied());
        String after = a.changeId(loggingIn);
        a.finish(loggingIn);

        open(b, before).expire();
        a.proxy().heal();
        a.store().processExpires();

        assertDead(before);
        assertDead(after);
    }

    @Test
    void aSessionOfExpress_isTakenAlong_too() {
        for (String sess : new String[] {"JSON", "MAP"}) {
            String before = "EXPRESS" + sess;
            LocalDynamoDb.dynamo().put(table, express(before, sess));
            Session loggingIn = open(a, before);
            Session late = open(b, before);
            b.request(before, session -> session.setAttribute("x", "b"));

            String after = a.changeId(loggingIn);
            set(loggingIn, "user", "zoe");
            a.finish(loggingIn);
            set(late, "late", "b");
            b.finish(late);

            assertEquals(
                    Optional.of(Map.of("x", "b", "user", "zoe", "late", "b", "views", 1)),
                    b.attributes(after),
                    sess);
            assertDead(before);
        }
    }

    private Map<String, AttributeValue> express(String id, String sess) {
        return Map.of(
                "id",
                AttributeValue.fromS(KEYS.key(id)),
                "expires",
                AttributeValue.fromN(Long.toString(clock.millis() / 1000 + 900)),
                "sess",
                sess.equals("JSON")
                        ? AttributeValue.fromS("{\"views\":1}")
                        : AttributeValue.fromM(
                                Map.of(
                                        "views",
                                        AttributeValue.fromN("1"),
                                        "cookie",
                                        AttributeValue.fromM(
                                                Map.of("path", AttributeValue.fromS("/"))))));
    }

    /** As by a fail-over to another node and the fail-back, where keys are plain. */
    @Test
    void aSessionThatComesBackToAFormerId_lives() {
        String first = create();
        Session session = open(a, first);
        a.manager().changeSessionId(session, "SECOND" + first);
        a.finish(session);
        Session there = open(b, "SECOND" + first);
        set(there, "x", "b");
        b.manager().changeSessionId(there, first);
        b.finish(there);

        assertEquals(Optional.of(Map.of("x", "b", "y", "0", "gone", "0")), a.attributes(first));
        assertDead("SECOND" + first);
    }

    @Test
    void aSessionThatComesBackToAFormerId_byWayOfTwoOthers_lives_untilItsLogout() {
        String first = create();
        String second = "SECOND" + first;
        String third = "THIRD" + first;
        for (String id : new String[] {second, third, first}) {
            String before = id.equals(second) ? first : id.equals(third) ? second : third;
            Session session = open(a, before);
            a.manager().changeSessionId(session, id);
            a.finish(session);
        }

        assertEquals(Optional.of(Map.of("x", "0", "y", "0", "gone", "0")), b.attributes(first));
        open(b, first).expire();
        for (String id : new String[] {first, second, third}) {
            assertDead(id);
        }
    }

    @Test
    void anIdThatWasLoggedOut_isNoFormerIdToComeBackTo() {
        String first = create();
        clock.advance(Duration.ofMillis(1));
        String second = create();
        open(b, second).expire();
        Session session = open(a, first);

        a.manager().changeSessionId(session, second);
        a.finish(session);

        // Another session had it: that one stays dead, and this one may have the id.
        assertEquals(Optional.of(Map.of("x", "0", "y", "0", "gone", "0")), b.attributes(second));
        assertDead(first);
    }

    @Test
    void aLogIn_withoutAnythingElse_costsThreeWrites() {
        String before = create();
        Session loggingIn = open(a, before);
        a.forgetCalls();

        a.changeId(loggingIn);
        a.finish(loggingIn);

        assertEquals(2, a.calls().count("PutItem"));
        assertEquals(1, a.calls().count("UpdateItem"));
        assertEquals(3, a.calls().size());
        assertFalse(item(before).containsKey("sess"));
    }

    private Map<String, AttributeValue> item(String id) {
        return LocalDynamoDb.dynamo().item(table, KEYS.key(id));
    }
}
