package io.github.tomcatdynamodb.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionFiguresTest {

    private final SessionFigures figures =
            new SessionFigures(
                    Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC), () -> 0);

    private enum Why {
        CHANGED
    }

    @Test
    void atTheBeginning_everythingIsZero() {
        assertEquals(0, figures.loads());
        assertEquals(List.of(), figures.recentSaves());
        assertEquals(Map.of(), figures.loadTimes().milliseconds());
        assertEquals(0, figures.sizes().average());
    }

    @Test
    void aStrongReread_isNoMissByItself() {
        figures.readAgain();
        figures.missed();

        assertEquals(1, figures.misses());
        assertEquals(1, figures.strongRereads());
    }

    @Test
    void recentSaves_sayWhatAndWhy() {
        figures.written(() -> "ab12", Why.CHANGED, List.of("cart", "user"));
        figures.unwritten(() -> "ab12");
        figures.dropped(() -> "cd34");

        assertEquals(
                List.of(
                        "2026-11-22T00:00:00Z ab12 changed cart, user",
                        "2026-11-22T00:00:00Z ab12 unwritten",
                        "2026-11-22T00:00:00Z cd34 dropped"),
                figures.recentSaves());
    }

    @Test
    void recentSaves_areTheLastHundred() {
        for (int i = 0; i < 150; i++) {
            String session = "s" + i;
            figures.unwritten(() -> session);
        }

        assertEquals(100, figures.recentSaves().size());
        assertTrue(figures.recentSaves().get(0).contains("s50 "));
        assertTrue(figures.recentSaves().get(99).contains("s149 "));
        assertEquals(150, figures.unwrittenSaves());
    }

    @Test
    void aSkippedTouch_savesTheUnitsOfTheWholeSession() {
        figures.touchSkipped(200);
        figures.touchSkipped(5000);

        assertEquals(1 + 5, figures.savedUnits());
    }

    @Test
    void sizes_areThoseOfWrittenSessions() {
        figures.stored(Map.of("cart", 900, "user", 100));
        figures.stored(Map.of("user", 300));

        assertEquals(650, figures.sizes().average());
        assertEquals(1000, figures.sizes().largest());
        assertEquals(Map.of("cart", 900, "user", 300), figures.sizes().largestAttributes());
    }

    @Test
    void theLargestAttributes_areTenOfAllNames() {
        for (int i = 1; i <= 1000; i++) {
            figures.stored(Map.of("a" + i, i));
        }

        assertEquals(
                List.of(1000, 999, 998, 997, 996, 995, 994, 993, 992, 991),
                List.copyOf(figures.sizes().largestAttributes().values()));
    }

    @Test
    void unreadableAttributes_areCountedByClass_ofNamesWithoutEndOnlyTheFirst() {
        figures.unreadable("shop.Cart");
        figures.unreadable("shop.Cart");
        for (int i = 0; i < 3000; i++) {
            figures.unreadable("made.Up" + i);
        }

        Map<String, Long> counted = figures.unreadable();
        assertEquals(2, counted.get("shop.Cart"));
        assertEquals(1001, counted.size());
        assertEquals(3000 - 999, counted.get("others"));
    }

    @Test
    void classesThatStrictWouldRefuse_areNamedOnce() {
        figures.admittedUnnamed("shop.Cart");
        figures.admittedUnnamed("shop.Cart");

        assertEquals(Set.of("shop.Cart"), Set.copyOf(figures.unnamedClasses()));
    }
}
