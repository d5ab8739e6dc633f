package io.github.tomcatdynamodb.jmx;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long something has taken lately: between five and ten minutes, so that a bad hour of
 * yesterday does not hide a good one of today, nor the other way round.
 */
final class Latencies {

    private static final long PERIOD = Duration.ofMinutes(5).toNanos();

    /** Longer takes count as this, in microseconds. */
    private static final long LONGEST = Duration.ofMinutes(2).toMillis() * 1000;

    /** With two, 100 milliseconds are not told from 101, and a histogram takes 25 KB. */
    private static final int SIGNIFICANT_DIGITS = 2;

    private static final Map<String, Double> PERCENTILES = percentiles();

    private final LongSupplier nanoTime;
    private final Recorder recorder = new Recorder(LONGEST, SIGNIFICANT_DIGITS);

    /** Of the period that has ended last, if that was the one before this. */
    private Histogram last = new Histogram(LONGEST, SIGNIFICANT_DIGITS);

    /** Of this period, but for what the recorder still has. */
    private Histogram current = new Histogram(LONGEST, SIGNIFICANT_DIGITS);

    private volatile long end;

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    Latencies(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + PERIOD;
    }

    private static Map<String, Double> percentiles() {
        Map<String, Double> percentiles = new LinkedHashMap<>();
        percentiles.put("p50", 50.0);
        percentiles.put("p90", 90.0);
        percentiles.put("p99", 99.0);
        percentiles.put("p999", 99.9);
        percentiles.put("max", 100.0);
        return percentiles;
    }

    /**
     * Takes one more.
     *
     * @param nanos how long it took
     */
    void took(long nanos) {
        if (nanoTime.getAsLong() - end >= 0) {
            beginPeriod();
        }
        recorder.recordValue(Math.max(0, Math.min(LONGEST, nanos / 1000)));
    }

    private synchronized void beginPeriod() {
        long late = nanoTime.getAsLong() - end;
        if (late < 0) {
            return;
        }
        collect();
        Histogram spare = last;
        spare.reset();
        if (late < PERIOD) {
            last = current;
            current = spare;
        } else {
            current.reset();
        }
        end += (late / PERIOD + 1) * PERIOD;
    }

    private void collect() {
        current.add(recorder.getIntervalHistogram());
    }

    /** Returns the percentiles in milliseconds, by name; none when there was nothing lately. */
    synchronized Map<String, Double> milliseconds() {
        beginPeriod();
        collect();
        Histogram all = current.copy();
        all.add(last);
        Map<String, Double> milliseconds = new LinkedHashMap<>();
        if (all.getTotalCount() > 0) {
            PERCENTILES.forEach(
                    (name, percentile) ->
                            milliseconds.put(name, all.getValueAtPercentile(percentile) / 1000.0));
        }
        return milliseconds;
    }
}
