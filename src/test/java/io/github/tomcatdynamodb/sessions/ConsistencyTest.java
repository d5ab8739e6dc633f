package io.github.tomcatdynamodb.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsistencyTest {

    private final TestClock clock = new TestClock();
    private final Consistency session = consistency(ReadConsistency.SESSION);

    private Consistency consistency(ReadConsistency setting) {
        return new Consistency(setting, clock, clock::nanoTime);
    }

    @Test
    void demand_isWhatTheClientHasBeenTold() {
        assertEquals(new ReadDemand(7, false), session.demand("key", 7, false));
        assertEquals(new ReadDemand(0, false), session.demand("key", 0, false));
    }

    @Test
    void demand_ofARequestThatReadsToChange_isStrong() {
        assertEquals(new ReadDemand(7, true), session.demand("key", 7, true));
    }

    @Test
    void demand_isWhatThisNodeHasWrittenAMomentAgo_forClientsThatSendNothing() {
        session.written("key", 9);
        session.written("key", 8);

        assertEquals(new ReadDemand(9, false), session.demand("key", 0, false));
        assertEquals(new ReadDemand(10, false), session.demand("key", 10, false));
        assertEquals(new ReadDemand(0, false), session.demand("another", 0, false));
        clock.advance(Duration.ofSeconds(5));
        assertEquals(new ReadDemand(0, false), session.demand("key", 0, false));
    }

    @Test
    void demand_whenTheSettingIsEventualOrStrong_asksForNothingOrForEverything() {
        Consistency eventual = consistency(ReadConsistency.EVENTUAL);
        eventual.written("key", 9);

        assertEquals(new ReadDemand(0, false), eventual.demand("key", 7, true));
        assertEquals(
                new ReadDemand(0, true),
                consistency(ReadConsistency.STRONG).demand("key", 7, false));
    }

    @Test
    void isYoung_forThreeSecondsAfterItWasTold() {
        long told = clock.millis();

        assertTrue(session.isYoung(told));
        clock.advance(Duration.ofMillis(2999));
        assertTrue(session.isYoung(told));
        clock.advance(Duration.ofMillis(1));
        assertFalse(session.isYoung(told));
    }

    @Test
    void tellsVersions_onlyWhenTheyAreAskedFor() {
        assertTrue(session.tellsVersions());
        assertFalse(consistency(ReadConsistency.EVENTUAL).tellsVersions());
        assertFalse(consistency(ReadConsistency.STRONG).tellsVersions());
    }
}
