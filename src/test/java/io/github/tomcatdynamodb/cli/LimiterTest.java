package io.github.tomcatdynamodb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimiterTest {

    private final AtomicLong now = new AtomicLong(1);

    @Test
    void noLimit_neverWaits() {
        Limiter limiter = new Limiter(0, now::get);
        limiter.spend(1e9);

        assertEquals(0, limiter.nanosToWait());
    }

    @Test
    void overMinutes_noMoreIsSpentThanComesIn() {
        Limiter limiter = new Limiter(50, now::get);
        double spent = 0;
        long end = 60_000_000_000L;
        while (now.get() < end) {
            long wait = limiter.nanosToWait();
            now.addAndGet(wait > 0 ? wait : 1_000_000);
            if (wait == 0) {
                limiter.spend(7.5);
                spent += 7.5;
            }
        }

        assertTrue(spent <= 61 * 50 + 8, "spent " + spent);
        assertTrue(spent >= 59 * 50, "spent " + spent);
    }

    @Test
    void idleTime_isNotSavedUp() {
        Limiter limiter = new Limiter(10, now::get);
        now.addAndGet(3_600_000_000_000L);
        assertEquals(0, limiter.nanosToWait());
        limiter.spend(20);

        assertEquals(1_000_000_001L, limiter.nanosToWait());
    }
}
