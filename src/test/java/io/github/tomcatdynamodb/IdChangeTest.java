package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.tomcatdynamodb.it.harness.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A log-in on node A, while node B is at work for the same session under its old id. */
class IdChangeTest extends IdChanges {
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
}
