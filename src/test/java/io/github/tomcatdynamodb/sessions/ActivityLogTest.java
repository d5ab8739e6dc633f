package io.github.tomcatdynamodb.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LogLines;
import io.github.tomcatdynamodb.TestClock;
import io.github.tomcatdynamodb.jmx.CallFigures;
import io.github.tomcatdynamodb.jmx.SessionFigures;
import io.github.tomcatdynamodb.record.SavePlan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActivityLogTest {

    private final TestClock clock = new TestClock();
    private final SessionFigures figures = new SessionFigures(clock, clock::nanoTime);
    private final CallFigures calls = new CallFigures(clock);

    private ActivityLog of(LogLines lines) {
        return new ActivityLog(
                figures, calls, new ApplicationLog(lines, "localhost/shop"), clock::nanoTime);
    }

    @Test
    void aLoad_isOneLine_withWhatWasDone_itsTimeAndItsUnits() {
        LogLines lines = new LogLines(true);
        ActivityLog log = of(lines);

        log.follow(
                "load",
                () -> "HASH",
                () -> {
                    log.answered("GetItem", 0.5, 0);
                    log.readAgain();
                    clock.advance(Duration.ofMillis(12));
                    log.answered("GetItem", 1, 0);
                    log.loaded();
                    return 1;
                });

        assertEquals(
                List.of(
                        "DEBUG [localhost/shop] load of session HASH (hash of its id):"
                                + " read again, strongly, found;"
                                + " 12 ms, 1.5 read units, 0.0 write units"),
                lines.lines());
    }

    @Test
    void aSave_saysWhy() {
        LogLines lines = new LogLines(true);
        ActivityLog log = of(lines);

        log.follow(
                "save",
                () -> "HASH",
                () -> {
                    log.answered("UpdateItem", 0, 2);
                    log.written(() -> "HASH", SavePlan.Reason.TOUCHED, List.of());
                    return 1;
                });

        assertTrue(lines.lines().get(0).contains(": touched; 0 ms, 0.0 read units, 2.0 write"));
    }

    @Test
    void aFailure_isNamed_withoutItsMessage() {
        LogLines lines = new LogLines(true);
        ActivityLog log = of(lines);

        assertThrows(
                IOException.class,
                () ->
                        log.follow(
                                "save",
                                () -> "HASH",
                                () -> {
                                    throw new IOException("a value");
                                }));

        assertEquals(1, lines.lines().size());
        assertTrue(lines.lines().get(0).contains(": failed (IOException); "));
    }

    @Test
    void whatDidNothing_isNotLogged() {
        LogLines lines = new LogLines(true);

        of(lines).follow("save", () -> "HASH", () -> 1);

        assertEquals(List.of(), lines.lines());
    }

    @Test
    void whenNobodyWantsToKnow_nothingIsAsked_andEverythingIsPassedOn() {
        LogLines lines = new LogLines();
        ActivityLog log = of(lines);

        log.follow(
                "load",
                () -> {
                    throw new AssertionError("no hash is wanted");
                },
                () -> {
                    log.answered("GetItem", 0.5, 0);
                    log.missed();
                    return 1;
                });

        assertEquals(List.of(), lines.lines());
        assertEquals(1, figures.misses());
        assertEquals(Map.of("GetItem", 1L), calls.answered());
    }
}
