package io.github.tomcatdynamodb.table;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread that ends calls which take too long. The SDK's own would be started by the first
 * request of a web application, carry its class loader, and be taken for a leak.
 */
final class TimeoutThreads {

    private static final long IDLE_SECONDS = 5;

    private TimeoutThreads() {}

    /** Returns an executor that the caller shuts down; its thread ends when it has been idle. */
    static ScheduledThreadPoolExecutor create() {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(1, TimeoutThreads::thread);
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "dynamodb-store-timeouts");
        thread.setDaemon(true);
        thread.setContextClassLoader(TimeoutThreads.class.getClassLoader());
        return thread;
    }
}
