package io.github.tomcatdynamodb.table;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The threads that end calls which take too long. The SDK's own would be started by the first
 * requests, with the web application's class loader as theirs.
 */
final class CallTimer {

    private static final int THREADS = 2;

    private CallTimer() {}

    /** Starts the threads, to be shut down by the caller. */
    static ScheduledThreadPoolExecutor start() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(THREADS, CallTimer::newThread);
        // A call that was answered in time leaves nothing behind.
        timer.setRemoveOnCancelPolicy(true);
        timer.prestartAllCoreThreads();
        return timer;
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "tomcat-dynamodb-store-timer");
        thread.setDaemon(true);
        thread.setContextClassLoader(CallTimer.class.getClassLoader());
        return thread;
    }
}
