package io.github.tomcatdynamodb.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.table.TableException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallFiguresTest {

    private final CallFigures calls =
            new CallFigures(Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC));

    @Test
    void calls_areCountedByOperation_withTheirUnits() {
        calls.answered("GetItem", 0.5, 0);
        calls.answered("GetItem", 1, 0);
        calls.answered("PutItem", 0, 2);

        assertEquals(Map.of("GetItem", 2L, "PutItem", 1L), calls.answered());
        assertEquals(1.5, calls.readUnits());
        assertEquals(2.0, calls.writeUnits());
    }

    @Test
    void retriesAndThrottles_areCountedApart() {
        calls.throttled();
        calls.retried(Kind.THROTTLED);
        calls.retried(Kind.UNAVAILABLE);
        calls.throttled();

        assertEquals(Map.of("throttled", 1L, "unavailable", 1L), calls.retried());
        assertEquals(2, calls.throttledAttempts());
    }

    @Test
    void refusedWrites_areCounted() {
        calls.refused("UpdateItem");

        assertEquals(1, calls.refusedWrites());
    }
}
