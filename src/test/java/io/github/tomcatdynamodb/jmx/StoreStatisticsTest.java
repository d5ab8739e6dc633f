package io.github.tomcatdynamodb.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.table.TableException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreStatisticsTest {

    private final StoreStatistics statistics =
            new StoreStatistics(Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC));

    private enum Why {
        CHANGED
    }

    @Test
    void atTheBeginning_everythingIsZero() {
        assertEquals(0, statistics.getLoads());
        assertEquals(Map.of(), statistics.getCalls());
        assertEquals(List.of(), statistics.getRecentSaves());
        assertEquals(0.0, statistics.getReadCapacityUnits());
    }

    @Test
    void calls_areCountedByOperation_withTheirUnits() {
        statistics.answered("GetItem", 0.5, 0);
        statistics.answered("GetItem", 1, 0);
        statistics.answered("PutItem", 0, 2);

        assertEquals(Map.of("GetItem", 2L, "PutItem", 1L), statistics.getCalls());
        assertEquals(1.5, statistics.getReadCapacityUnits());
        assertEquals(2.0, statistics.getWriteCapacityUnits());
    }

    @Test
    void failures_areCountedByKind() {
        statistics.failed("GetItem", Kind.NO_TABLE);
        statistics.failed("PutItem", Kind.NO_TABLE);

        assertEquals(Map.of("no_table", 2L), statistics.getFailures());
    }

    @Test
    void aStrongReread_isNoMissByItself() {
        statistics.readAgain();
        statistics.missed();

        assertEquals(1, statistics.getMisses());
        assertEquals(1, statistics.getStrongRereads());
    }

    @Test
    void recentSaves_sayWhatAndWhy() {
        statistics.written(() -> "ab12", Why.CHANGED, List.of("cart", "user"));
        statistics.unwritten(() -> "ab12");
        statistics.dropped(() -> "cd34");

        assertEquals(
                List.of(
                        "2026-11-22T00:00:00Z ab12 changed cart, user",
                        "2026-11-22T00:00:00Z ab12 unwritten",
                        "2026-11-22T00:00:00Z cd34 dropped"),
                statistics.getRecentSaves());
    }

    @Test
    void recentSaves_areTheLastHundred() {
        for (int i = 0; i < 150; i++) {
            String session = "s" + i;
            statistics.unwritten(() -> session);
        }

        assertEquals(100, statistics.getRecentSaves().size());
        assertTrue(statistics.getRecentSaves().get(0).contains("s50 "));
        assertTrue(statistics.getRecentSaves().get(99).contains("s149 "));
        assertEquals(150, statistics.getUnwrittenSaves());
    }
}
