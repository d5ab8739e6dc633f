package io.github.tomcatdynamodb.value;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What this thread allocates. */
public final class Allocated {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Something that may fail. */
    public interface Work {
        void run() throws Exception;
    }

    private Allocated() {}

    /** The bytes that this thread allocates for some work. */
    public static long by(Work work) throws Exception {
        long before = soFar();
        work.run();
        return soFar() - before;
    }

    /** The bytes that this thread has allocated since it began. */
    public static long soFar() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
