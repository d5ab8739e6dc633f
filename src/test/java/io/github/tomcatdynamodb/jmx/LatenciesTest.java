package io.github.tomcatdynamodb.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private final Latencies latencies = new Latencies(nanos::get);

    private void took(long milliseconds) {
        latencies.took(Duration.ofMillis(milliseconds).toNanos());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void milliseconds_arePercentiles_exactToTwoDigits() {
        for (int i = 1; i <= 1000; i++) {
            took(i);
        }

        Map<String, Double> milliseconds = latencies.milliseconds();
        assertEquals(
                List.of("p50", "p90", "p99", "p999", "max"), List.copyOf(milliseconds.keySet()));
        assertEquals(500, milliseconds.get("p50"), 5);
        assertEquals(900, milliseconds.get("p90"), 9);
        assertEquals(990, milliseconds.get("p99"), 10);
        assertEquals(1000, milliseconds.get("max"), 10);
    }

    @Test
    void askingTwice_givesTheSame() {
        took(3);

        assertEquals(latencies.milliseconds(), latencies.milliseconds());
    }

    @Test
    void whatIsFiveMinutesOld_stillCounts() {
        took(3);
        pass(Duration.ofMinutes(5));
        took(700);

        assertEquals(3, latencies.milliseconds().get("p50"), 0.1);
        assertEquals(700, latencies.milliseconds().get("max"), 7);
    }

    @Test
    void whatIsTenMinutesOld_isForgotten_whetherAnythingCameSinceOrNot() {
        took(700);
        pass(Duration.ofMinutes(5));
        took(3);
        pass(Duration.ofMinutes(5));

        assertEquals(3, latencies.milliseconds().get("max"), 0.1);

        pass(Duration.ofMinutes(10));
        assertEquals(Map.of(), latencies.milliseconds());
    }

    @Test
    void whatTakesTooLongToBeTrue_andWhatTakesNothing_areNoErrors() {
        latencies.took(-1);
        took(Duration.ofHours(1).toMillis());

        assertEquals(0, latencies.milliseconds().get("p50"));
        assertEquals(120_000, latencies.milliseconds().get("max"), 1200);
    }
}
