package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids, odd ones and changed ones. */
class StoreIdsTest extends StoreContractTest {

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

    @Test
    void anIdWithAJvmRoute_isAnIdLikeAnother() {
        put(
                "0123456789ABCDEF.node1",
                Map.of(
                        "sess",
                        m(Map.of("x", s("1"))),
                        kind.ttlAttribute(),
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
}
