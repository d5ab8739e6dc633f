package io.github.tomcatdynamodb.record;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * When sessions expire and how stale their stored last access may become.
 *
 * <p>Because touches are skipped, a record outlives the session's timeout by {@code touchAfter}: a
 * session is never taken for expired early, and lives at most that much longer.
 */
public final class Expiry {

    /**
     * The longest default, in seconds. The same as that of {@code @pwrdrvr/dynamodb-session-store}.
     */
    private static final int MAX_DEFAULT_TOUCH_AFTER = 3600;

    /** The default is this part of the session's timeout. */
    private static final int DEFAULT_PART = 10;

    private final OptionalInt maxLifetime;
    private volatile OptionalInt touchAfter;

    /**
     * @param touchAfter the setting in seconds; empty for the default, which depends on the
     *     session's timeout
     * @param maxLifetime after so many seconds a session has ended, however much it was used; empty
     *     when it has no such end
     */
    public Expiry(OptionalInt touchAfter, OptionalInt maxLifetime) {
        this.touchAfter = touchAfter;
        this.maxLifetime = maxLifetime;
    }

    /** Sessions without an absolute end. */
    public Expiry(OptionalInt touchAfter) {
        this(touchAfter, OptionalInt.empty());
    }

    /**
     * Returns whether a session has come to its absolute end. The record does not say when that is:
     * so the setting holds for sessions that were stored before it was made, too.
     *
     * @param created when the session was created, in epoch milliseconds
     * @param now epoch milliseconds
     */
    public boolean isOverAge(long created, long now) {
        return maxLifetime.isPresent() && now - created >= maxLifetime.getAsInt() * 1000L;
    }

    /** Returns the setting in seconds; empty for the default. */
    public OptionalInt touchAfter() {
        return touchAfter;
    }

    /**
     * Changes the setting. What is stored keeps its expiry until it is written again: a session
     * whose record would expire before its timeout is touched in time.
     *
     * @param seconds empty for the default
     */
    public void changeTouchAfter(OptionalInt seconds) {
        touchAfter = seconds;
    }

    /** How stale the stored last access may become before it is written again, in seconds. */
    public int touchAfter(int maxInactive) {
        return touchAfter.orElseGet(
                () ->
                        maxInactive > 0
                                ? Math.min(MAX_DEFAULT_TOUCH_AFTER, maxInactive / DEFAULT_PART)
                                : MAX_DEFAULT_TOUCH_AFTER);
    }

    /**
     * The value of the record's time-to-live attribute.
     *
     * @param accessed the last access in epoch milliseconds
     * @param maxInactive the timeout in seconds
     * @return whole epoch seconds, rounded up so that it is never early; empty when the session
     *     never expires
     */
    public OptionalLong expires(long accessed, int maxInactive) {
        if (maxInactive <= 0) {
            return OptionalLong.empty();
        }
        long accessedSeconds = Math.floorDiv(accessed + 999, 1000L);
        return OptionalLong.of(accessedSeconds + maxInactive + touchAfter(maxInactive));
    }

    /**
     * Whether a request must write its access: the stored one is too old, or the record would
     * expire before the session has been idle for its timeout. The latter is so when another writer
     * allowed for less: a Node store for nothing, a node with another setting for its own.
     */
    public boolean isTouchDue(long accessed, Basis stored) {
        if (stored.maxInactive() <= 0 && stored.expires().isPresent()) {
            // A Node store gave an end to a session that has none.
            return true;
        }
        if (stored.maxInactive() <= 0 && stored.format() == Format.JSON_STRING) {
            // There is no other time in it that could be written.
            return false;
        }
        long staleness = accessed - stored.accessed();
        if (staleness <= 0) {
            return staleness == 0 && isExpiryMissing(stored);
        }
        return staleness >= touchAfter(stored.maxInactive()) * 1000L
                || isExpiryMissing(stored)
                || expiresBefore(accessed + stored.maxInactive() * 1000L, stored);
    }

    private static boolean isExpiryMissing(Basis stored) {
        return stored.maxInactive() > 0 && stored.expires().isEmpty();
    }

    private static boolean expiresBefore(long time, Basis stored) {
        return stored.maxInactive() > 0
                && stored.expires().isPresent()
                && stored.expires().getAsLong() < time;
    }

    /** Whether a record has expired, although DynamoDB may not have deleted it yet. */
    public static boolean isExpired(Basis stored, long now) {
        return stored.expires().isPresent() && now >= stored.expires().getAsLong();
    }

    /**
     * The last access with which a session is restored. Past its timeout but not yet past the
     * record's expiry, touches may have been skipped: then it is the latest that could be true.
     *
     * @param now epoch milliseconds
     * @return epoch milliseconds
     */
    public static long lastAccess(Basis stored, long now) {
        long timeout = stored.maxInactive() * 1000L;
        if (timeout <= 0 || now < stored.accessed() + timeout || stored.expires().isEmpty()) {
            return stored.accessed();
        }
        long latest = Math.min(now, stored.expires().getAsLong() - timeout);
        return Math.max(stored.accessed(), latest);
    }

    /** By the setting as it is now. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Expiry that
                && touchAfter.equals(that.touchAfter)
                && maxLifetime.equals(that.maxLifetime);
    }

    /** The same for all, because the setting may change. */
    @Override
    public int hashCode() {
        return Expiry.class.hashCode();
    }
}
