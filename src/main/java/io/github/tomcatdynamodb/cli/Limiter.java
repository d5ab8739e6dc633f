package io.github.tomcatdynamodb.cli;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Spends capacity units no faster than they come in. What a call costs is known only after it, so
 * the next one waits until the last ones are paid for.
 */
final class Limiter {

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final LongSupplier nanoTime;
    private double units;
    private long counted;

    /**
     * @param perSecond how many units come in; 0 for no limit
     * @param nanoTime the time
     */
    Limiter(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.units = perSecond;
        this.counted = nanoTime.getAsLong();
    }

    /** Returns when there is something to spend. */
    void await() throws InterruptedException {
        for (long wait = nanosToWait(); wait > 0; wait = nanosToWait()) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    synchronized long nanosToWait() {
        if (perSecond == 0) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        // No more than a second's worth is saved up.
        units = Math.min(perSecond, units + (now - counted) / NANOS * perSecond);
        counted = now;
        return units > 0 ? 0 : (long) (-units / perSecond * NANOS) + 1;
    }

    synchronized void spend(double spent) {
        units -= spent;
    }
}
