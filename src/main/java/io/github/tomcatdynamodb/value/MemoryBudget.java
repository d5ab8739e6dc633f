package io.github.tomcatdynamodb.value;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What may be allocated while a value is read: many objects may each copy the same large part when
 * they are read. Asked between two objects.
 */
final class MemoryBudget {

    /** Classes may have to be loaded. */
    private static final long LEAST_BYTES = 64L << 20;

    private static final int EACH = 100;

    /** To ask the JVM takes as long as to read a small object. */
    private static final int ASKED_BETWEEN = 16;

    private final ThreadMXBean threads = threads();
    private final long most;
    private int asked;

    /**
     * @param bytes how many are to be read
     */
    MemoryBudget(int bytes) {
        most = allocated() + LEAST_BYTES + (long) EACH * bytes;
    }

    boolean isLeft() {
        return ++asked % ASKED_BETWEEN != 0 || allocated() <= most;
    }

    /** What this thread has allocated so far; the same each time when the JVM does not tell. */
    private long allocated() {
        return threads == null ? 0 : threads.getCurrentThreadAllocatedBytes();
    }

    private static ThreadMXBean threads() {
        try {
            return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                            && threads.isThreadAllocatedMemorySupported()
                    ? threads
                    : null;
        } catch (LinkageError e) {
            // A JVM without the module jdk.management.
            return null;
        }
    }
}
