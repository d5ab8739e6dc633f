package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;

/** A change of the id, while answers are lost, or the old id cannot be ended. */
class IdChangeFailureTest extends IdChanges {
    private FaultRule lost(String operation, Predicate<JsonObject> which) {
        return a.proxy()
                .inject(
                        FaultRule.always(new Fault.LostResponse())
                                .on(operation)
                                .where((name, request) -> which.test(request))
                                .times(1));
    }

    @Test
    void aLostAnswer_isNoConflict_alsoWhenSomethingIsTakenAlong() {
        String before = create();
        Session loggingIn = open(a, before);
        b.request(before, session -> session.setAttribute("x", "b"));
        FaultRule update = lost("UpdateItem", request -> true);
        FaultRule whole = lost("PutItem", request -> !isBurial(request));
        FaultRule burial = lost("PutItem", IdChanges::isBurial);

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
}
