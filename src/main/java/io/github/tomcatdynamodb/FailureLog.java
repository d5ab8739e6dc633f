package io.github.tomcatdynamodb;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.juli.logging.Log;
import org.apache.tomcat.util.res.StringManager;

/**
 * Logs at most once a minute, with the number of those between: an outage must not flood the log.
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
        countIfDue(message).ifPresent(due -> log.error(due, cause));
    }

    void warn(String message) {
        countIfDue(message).ifPresent(due -> log.warn(due));
    }

    private Optional<String> countIfDue(String message) {
        long now = clock.millis();
        long next = nextLog.get();
        if (now < next || !nextLog.compareAndSet(next, now + INTERVAL)) {
            unlogged.incrementAndGet();
            return Optional.empty();
        }
        long more = unlogged.getAndSet(0);
        return Optional.of(
                more == 0 ? message : message + ' ' + sm.getString("failures.more", more));
    }
}
