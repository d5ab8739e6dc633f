package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.table.TableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.juli.logging.Log;
import org.apache.tomcat.util.res.StringManager;

/**
 * Logs each kind of failure at most once a minute, with the number of those between: an outage must
 * not flood the log, nor hide what else happens.
 */
final class FailureLog {

    private static final StringManager sm = StringManager.getManager(FailureLog.class);

    private static final long INTERVAL = Duration.ofMinutes(1).toMillis();

    private final Log log;
    private final Clock clock;
    private final Map<Object, Limit> limits = new ConcurrentHashMap<>();

    private static final class Limit {
        final AtomicLong unlogged = new AtomicLong();
        final AtomicLong nextLog = new AtomicLong(Long.MIN_VALUE);
    }

    FailureLog(Log log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Logs what could not be done; what came of it tells the kinds apart. */
    void error(String message, Throwable cause) {
        Object kind = cause instanceof TableException table ? table.kind() : cause.getClass();
        countIfDue(kind, message).ifPresent(due -> log.error(due, cause));
    }

    /**
     * Logs something that an administrator should see to.
     *
     * @param kind tells it from what is logged beside it
     */
    void warn(Object kind, String message) {
        countIfDue(kind, message).ifPresent(due -> log.warn(due));
    }

    private Optional<String> countIfDue(Object kind, String message) {
        Limit limit = limits.computeIfAbsent(kind, first -> new Limit());
        long now = clock.millis();
        long next = limit.nextLog.get();
        if (now < next || !limit.nextLog.compareAndSet(next, now + INTERVAL)) {
            limit.unlogged.incrementAndGet();
            return Optional.empty();
        }
        long more = limit.unlogged.getAndSet(0);
        return Optional.of(
                more == 0 ? message : message + ' ' + sm.getString("failures.more", more));
    }
}
