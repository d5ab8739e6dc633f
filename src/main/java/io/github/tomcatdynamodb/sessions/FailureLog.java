package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.table.TableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.tomcat.util.res.StringManager;

/**
 * Logs each kind of failure at most once a minute, with the number of those between: an outage must
 * not flood the log, nor hide what else happens.
 */
public final class FailureLog {

    private static final StringManager sm = StringManager.getManager(FailureLog.class);

    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    private final ApplicationLog log;
    private final LongSupplier nanoTime;
    private final Map<Object, Limit> limits = new ConcurrentHashMap<>();

    private static final class Limit {
        final AtomicLong unlogged = new AtomicLong();
        final AtomicLong lastLog;

        Limit(long lastLog) {
            this.lastLog = new AtomicLong(lastLog);
        }
    }

    /**
     * @param log takes the messages
     * @param nanoTime as {@link System#nanoTime}
     */
    public FailureLog(ApplicationLog log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * Logs what could not be done; what came of it tells the kinds apart. What a call to DynamoDB
     * has failed of is said in its message, so its stack trace is for the curious.
     */
    public void error(String message, Throwable cause) {
        if (cause instanceof TableException table) {
            countIfDue(table.kind(), message)
                    .ifPresent(due -> log.error(due, log.isDebugEnabled() ? cause : null));
        } else {
            countIfDue(cause.getClass(), message).ifPresent(due -> log.error(due, cause));
        }
    }

    /**
     * Logs something that an administrator should see to.
     *
     * @param kind tells it from what is logged beside it
     */
    public void warn(Object kind, String message) {
        countIfDue(kind, message).ifPresent(due -> log.warn(due));
    }

    private Optional<String> countIfDue(Object kind, String message) {
        long now = nanoTime.getAsLong();
        Limit limit = limits.computeIfAbsent(kind, first -> new Limit(now - INTERVAL));
        long last = limit.lastLog.get();
        if (now - last < INTERVAL || !limit.lastLog.compareAndSet(last, now)) {
            limit.unlogged.incrementAndGet();
            return Optional.empty();
        }
        long more = limit.unlogged.getAndSet(0);
        return Optional.of(
                more == 0 ? message : message + ' ' + sm.getString("failures.more", more));
    }
}
