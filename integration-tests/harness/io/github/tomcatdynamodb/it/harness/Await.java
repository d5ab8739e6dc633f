package io.github.tomcatdynamodb.it.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Waiting for a condition by asking again and again, never for a time that is hoped to be enough.
 */
public final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Await() {}

    /** Waits until the condition holds; fails after 30 seconds. */
    public static void until(String what, Callable<Boolean> condition) {
        until(what, PATIENCE, condition);
    }

    /** Waits until the condition holds; fails after the given time. */
    public static void until(String what, Duration patience, Callable<Boolean> condition) {
        value(what, patience, condition, Boolean::booleanValue);
    }

    /** Asks until the answer is accepted, and returns it; fails after the given time. */
    public static <T> T value(
            String what, Duration patience, Callable<T> question, Predicate<? super T> accepted) {
        long end = System.nanoTime() + patience.toNanos();
        T last = null;
        Exception failure = null;
        do {
            try {
                last = question.call();
                failure = null;
                if (accepted.test(last)) {
                    return last;
                }
            } catch (Exception e) {
                failure = e;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting for " + what);
            }
        } while (System.nanoTime() - end < 0);
        throw new AssertionError(
                "waited " + patience.toMillis() + " ms for " + what + "; last: " + last, failure);
    }

    /** Waits until the wall clock has passed this instant: for what the store measures in time. */
    public static void clockPasses(Instant instant) {
        while (true) {
            Duration left = Duration.between(Instant.now(), instant);
            if (left.isNegative()) {
                return;
            }
            LockSupport.parkNanos(left.toNanos() + 1_000_000);
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted while waiting for " + instant);
            }
        }
    }
}
