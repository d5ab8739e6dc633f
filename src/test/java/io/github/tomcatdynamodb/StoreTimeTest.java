package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a session expires, and what keeps it alive. */
class StoreTimeTest extends StoreContractTest {

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

        assertFalse(item(id).containsKey(kind.ttlAttribute()));
        clock.advance(Duration.ofDays(5000));
        assertTrue(b.load(id).orElseThrow().getMaxInactiveInterval() <= 0);
        b.request(id, session -> session.setAttribute("x", "1"));
        assertFalse(item(id).containsKey(kind.ttlAttribute()));
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
}
