package io.github.tomcatdynamodb.sessions;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Decides what a read must see, from what its client has been told. */
public final class Consistency {

    /**
     * The answers of requests that overlap reach a browser in any order, and the older cookie may
     * win; so for this time after an answer has left, there may be a younger version. What two
     * nodes take for the table's time may be two seconds apart: its resolution is one.
     */
    private static final Duration YOUNG = Duration.ofSeconds(3);

    /** Longer than a replica lags behind. */
    private static final Duration LAG = Duration.ofSeconds(5);

    private volatile ReadConsistency setting;
    private final Clock clock;

    /** The versions that this node has written a moment ago, by key, in epoch milliseconds. */
    private final Recent<Long> written;

    /**
     * @param setting the administrator's choice
     * @param clock the table's time
     * @param nanoTime as {@link System#nanoTime}
     */
    Consistency(ReadConsistency setting, Clock clock, LongSupplier nanoTime) {
        this.setting = setting;
        this.clock = clock;
        this.written = new Recent<>(nanoTime, LAG);
    }

    /** Changes the administrator's choice, for the reads that follow. */
    public void change(ReadConsistency other) {
        setting = other;
    }

    /** Remembers a version that this node has written, for clients that send none along. */
    void written(String key, long version) {
        written.remember(key, Math.max(version, written.find(key).orElse(0L)));
    }

    /** Returns whether clients are told the versions of their sessions. */
    public boolean tellsVersions() {
        return setting == ReadConsistency.SESSION;
    }

    /**
     * Returns what a read must see.
     *
     * @param key the value of the session's partition key
     * @param told the version that the client has been told, in epoch milliseconds; 0 for none
     * @param toChange whether the request reads in order to change, or the client may have been
     *     told of a younger version
     */
    public ReadDemand demand(String key, long told, boolean toChange) {
        return switch (setting) {
            case EVENTUAL -> ReadDemand.ANY;
            case STRONG -> ReadDemand.ALL;
            case SESSION -> {
                long version = Math.max(told, written.find(key).orElse(0L));
                yield new ReadDemand(version, toChange);
            }
        };
    }

    /**
     * Returns whether a client was told something so short a time ago that it may have been told of
     * a younger version as well.
     *
     * @param toldAt when its answer left, in epoch milliseconds
     */
    public boolean isYoung(long toldAt) {
        return clock.millis() - toldAt < YOUNG.toMillis();
    }

    /** Returns the table's time, in epoch milliseconds. */
    public long now() {
        return clock.millis();
    }
}
