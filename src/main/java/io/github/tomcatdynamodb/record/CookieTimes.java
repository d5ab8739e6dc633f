package io.github.tomcatdynamodb.record;

import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * When sessions end whose clients keep the time of their last request themselves, in a cookie.
 *
 * <p>The record of such a session is written seldom and outlives it by hours: by that it is told
 * from others, whose record outlives them by an {@linkplain Expiry#ordinaryTouchAfter ordinary
 * interval} at most. It ends with the timeout after what the client can show; without that, with
 * the timeout after the stored last access, because each request of a client that can show nothing
 * is written unless the record is an ordinary one.
 */
public final class CookieTimes {

    /** So long after its timeout a session ends at the latest. */
    private static final long MAX_GRACE_MILLIS = 30_000;

    /** Of a short timeout, one part of so many. */
    private static final int GRACE_PART = 10;

    /**
     * A cookie that is older than this part of the grace is set again. The rest is for answers that
     * overtake one another, so that the older cookie wins.
     */
    private static final int RENEWAL_PART = 2;

    private static final long SECOND = 1000;

    private CookieTimes() {}

    /** Returns how much later than its timeout a session ends at most, in milliseconds. */
    static long grace(int maxInactive) {
        return maxInactive > 0
                ? Math.min(MAX_GRACE_MILLIS, maxInactive * SECOND / GRACE_PART)
                : MAX_GRACE_MILLIS;
    }

    /**
     * Returns whether a client must be told the time of its last request again.
     *
     * @param told what it was told, in epoch milliseconds
     * @param now epoch milliseconds
     */
    public static boolean isOld(long told, long now, int maxInactive) {
        return now - told >= grace(maxInactive) / RENEWAL_PART;
    }

    /**
     * Returns whether the clients of a session may keep the time of their last request. Not while
     * Node stores may touch the record: they write when it expires, but not when it was used.
     *
     * @param reserved see {@link SessionRecord#reserved}
     */
    public static boolean isPossible(Basis basis, Map<String, AttributeValue> reserved) {
        return basis.format() == Format.TOMCAT && !reserved.containsKey(Names.COOKIE);
    }

    /** Returns whether a record was written for a client that keeps the time itself. */
    static boolean isForClient(Basis basis, Map<String, AttributeValue> reserved) {
        return outlives(basis, reserved, Expiry.ordinaryTouchAfter(basis.maxInactive()));
    }

    /**
     * Returns whether a record outlives its session by more than an interval, for the sake of a
     * client that keeps the time itself.
     *
     * @param interval in seconds
     */
    static boolean outlives(Basis basis, Map<String, AttributeValue> reserved, int interval) {
        return isPossible(basis, reserved)
                && basis.maxInactive() > 0
                && basis.expires().isPresent()
                && basis.expires().getAsLong()
                        >= basis.accessed()
                                + (basis.maxInactive() + (long) interval) * SECOND
                                // It is rounded up.
                                + SECOND;
    }

    /**
     * Returns whether a session has ended.
     *
     * @param now epoch milliseconds
     */
    public static boolean hasEnded(SessionRecord session, ClientAccess client, long now) {
        OptionalLong end = end(session, client, client.proven(session.basis()), now);
        return end.isPresent() && now >= end.getAsLong();
    }

    private static OptionalLong end(
            SessionRecord session, ClientAccess client, OptionalLong proven, long now) {
        Basis basis = session.basis();
        if (basis.maxInactive() <= 0 || basis.expires().isEmpty() || !client.isJudged()) {
            return basis.expires();
        }
        long timeout = basis.maxInactive() * SECOND;
        long end =
                isForClient(basis, session.reserved())
                        ? Math.floorDiv(basis.accessed() + SECOND - 1, SECOND) * SECOND + timeout
                        : basis.expires().getAsLong();
        if (proven.isPresent()) {
            // Two nodes do not take quite the same for the present.
            long shown = Math.min(proven.getAsLong(), now);
            end = Math.max(end, shown + timeout + grace(basis.maxInactive()));
        }
        return OptionalLong.of(Math.min(end, basis.expires().getAsLong()));
    }

    /**
     * The last access with which a session is restored. Past its timeout it is the latest that
     * could be true, so that Tomcat does not end it early.
     *
     * @param now epoch milliseconds
     * @return epoch milliseconds
     */
    public static long lastAccess(SessionRecord session, ClientAccess client, long now) {
        Basis basis = session.basis();
        long known = basis.accessed();
        OptionalLong proven = client.proven(basis);
        if (proven.isPresent()) {
            known = Math.max(known, Math.min(proven.getAsLong(), now));
        }
        long timeout = basis.maxInactive() * SECOND;
        OptionalLong end = end(session, client, proven, now);
        return timeout <= 0 || now < known + timeout || end.isEmpty()
                ? known
                : Math.max(known, Math.min(now, end.getAsLong() - timeout));
    }
}
