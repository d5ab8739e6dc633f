package io.github.tomcatdynamodb.record;

import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

    /**
     * The default in seconds where clients keep the time themselves. At a minute between requests
     * and 4 KB a record that is 0.017 write units a request; and so much longer than its session a
     * record stays in the table.
     */
    private static final int COOKIE_TOUCH_AFTER = 4 * 3600;

    private final OptionalInt maxLifetime;
    private final LastAccess lastAccess;
    private volatile OptionalInt touchAfter;

    /**
     * @param touchAfter the setting in seconds; empty for the default, which depends on the
     *     session's timeout
     * @param maxLifetime after so many seconds a session has ended, however much it was used; empty
     *     when it has no such end
     * @param lastAccess who keeps the time of the last request
     */
    public Expiry(OptionalInt touchAfter, OptionalInt maxLifetime, LastAccess lastAccess) {
        this.touchAfter = touchAfter;
        this.maxLifetime = maxLifetime;
        this.lastAccess = lastAccess;
    }

    /** Sessions of which the record alone keeps the time of the last request. */
    public Expiry(OptionalInt touchAfter, OptionalInt maxLifetime) {
        this(touchAfter, maxLifetime, LastAccess.RECORD);
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

    /** Returns who keeps the time of the last request. */
    public LastAccess lastAccess() {
        return lastAccess;
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
        return touchAfter(maxInactive, lastAccess == LastAccess.COOKIE);
    }

    /** A client that keeps nothing is touched as ever, whatever is set for those that do. */
    private int touchAfter(int maxInactive, boolean keptByClient) {
        if (keptByClient) {
            return touchAfter.orElse(COOKIE_TOUCH_AFTER);
        }
        int ordinary = ordinaryTouchAfter(maxInactive);
        return lastAccess == LastAccess.COOKIE
                ? Math.min(ordinary, touchAfter.orElse(ordinary))
                : touchAfter.orElse(ordinary);
    }

    /**
     * Returns whether a record was written for a client that keeps the time of its last request, as
     * far as a node can tell that writes none itself: while nodes are set up one after the other,
     * it must write each access to such a record, of which it tells the client nothing.
     *
     * @param reserved see {@link SessionRecord#reserved}
     */
    boolean isForClient(Basis basis, Map<String, AttributeValue> reserved) {
        int ordinary = ordinaryTouchAfter(basis.maxInactive());
        int longest =
                lastAccess == LastAccess.COOKIE
                        ? ordinary
                        : Math.max(ordinary, touchAfter(basis.maxInactive(), false));
        return CookieTimes.outlives(basis, reserved, longest);
    }

    /** Returns the default for sessions of which the record alone keeps the last access. */
    static int ordinaryTouchAfter(int maxInactive) {
        return maxInactive > 0
                ? Math.min(MAX_DEFAULT_TOUCH_AFTER, maxInactive / DEFAULT_PART)
                : MAX_DEFAULT_TOUCH_AFTER;
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
        return expires(accessed, maxInactive, false);
    }

    /**
     * The same.
     *
     * @param keptByClient whether the client keeps the time of its last request
     */
    OptionalLong expires(long accessed, int maxInactive, boolean keptByClient) {
        if (maxInactive <= 0) {
            return OptionalLong.empty();
        }
        // Until the next touch, the latest request of a client must be covered.
        long grace = keptByClient ? CookieTimes.grace(maxInactive) : 0;
        long accessedSeconds = Math.floorDiv(accessed + grace + 999, 1000L);
        return OptionalLong.of(
                accessedSeconds + maxInactive + touchAfter(maxInactive, keptByClient));
    }

    /**
     * Whether a request must write its access: the stored one is too old, or the record would
     * expire before the session has been idle for its timeout. The latter is so when another writer
     * allowed for less: a Node store for nothing, a node with another setting for its own.
     */
    public boolean isTouchDue(long accessed, Basis stored) {
        return isTouchDue(accessed, stored, false);
    }

    /**
     * The same for a client that keeps the time of its last request, or does not. What the former
     * shows is believed for a while after the session's timeout: the record must last for that.
     *
     * @param keptByClient whether it does
     */
    boolean isTouchDue(long accessed, Basis stored, boolean keptByClient) {
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
        long grace = keptByClient ? CookieTimes.grace(stored.maxInactive()) : 0;
        return staleness >= touchAfter(stored.maxInactive(), keptByClient) * 1000L
                || isExpiryMissing(stored)
                || expiresBefore(accessed + stored.maxInactive() * 1000L + grace, stored);
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

    /** By the setting as it is now. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Expiry that
                && touchAfter.equals(that.touchAfter)
                && lastAccess == that.lastAccess
                && maxLifetime.equals(that.maxLifetime);
    }

    /** The same for all, because the setting may change. */
    @Override
    public int hashCode() {
        return Expiry.class.hashCode();
    }
}
