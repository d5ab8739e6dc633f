package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;

/** A session that comes back to an id that it had before. */
class FormerIdTest extends IdChanges {
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
}
