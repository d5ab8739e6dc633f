package io.github.tomcatdynamodb.value;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The time that it may take to read a value: far more than ordinary objects take, as many as fit in
 * an item. Keys of one hash code, for example, are compared each with all before it. Asked between
 * two objects, so nothing is stopped that takes long by itself.
 */
final class TimeBudget {

    private static final long MOST_NANOSECONDS = 3_000_000_000L;

    /** Of work: nobody is to blame for a machine that had no time for the thread. */
    private static final long LEAST_NANOSECONDS_AFTERWARDS = 1_000_000_000L;

    private final long begun = System.nanoTime();
    private long workedWhenOver = -1;

    boolean isLeft() {
        if (System.nanoTime() - begun < MOST_NANOSECONDS) {
            return true;
        }
        long worked = worked();
        if (workedWhenOver < 0) {
            workedWhenOver = worked;
        }
        return worked - workedWhenOver < LEAST_NANOSECONDS_AFTERWARDS;
    }

    /** What this thread has worked so far. */
    private static long worked() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long worked =
                threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : -1;
        return worked >= 0 ? worked : System.nanoTime();
    }
}
