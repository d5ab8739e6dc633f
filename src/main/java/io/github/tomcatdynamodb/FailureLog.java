package io.github.tomcatdynamodb;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.juli.logging.Log;
import org.apache.tomcat.util.res.StringManager;

/**
 * Logs failures at most once a minute, with the number of those between: an outage must not flood
 * the log.
 */
final class FailureLog {

    private static final StringManager sm = StringManager.getManager(FailureLog.class);

    private static final long INTERVAL = Duration.ofMinutes(1).toMillis();

    private final Log log;
    private final Clock clock;
    private final AtomicLong unlogged = new AtomicLong();
    private final AtomicLong nextLog = new AtomicLong(Long.MIN_VALUE);

    FailureLog(Log log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void error(String message, Throwable cause) {
        long now = clock.millis();
        long next = nextLog.get();
        if (now >= next && nextLog.compareAndSet(next, now + INTERVAL)) {
            long before = unlogged.getAndSet(0);
            log.error(
                    before == 0 ? message : message + ' ' + sm.getString("failures.more", before),
                    cause);
        } else {
            unlogged.incrementAndGet();
        }
    }
}
