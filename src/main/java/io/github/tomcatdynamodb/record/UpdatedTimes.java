package io.github.tomcatdynamodb.record;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The times that a record has after an update.
 *
 * @param settings when records expire
 */
record UpdatedTimes(RecordSettings settings) {

    /**
     * Returns the last access. A slow request that finishes late must not move it backwards. A
     * change moves it forward, by a millisecond if there is no other reason: so it tells two
     * versions of a record apart, and an attempt of a write that arrives late, after a second one
     * was answered, does nothing.
     */
    static long accessed(EncodedSession session, Basis basis, Difference difference) {
        return Math.max(session.accessed(), basis.accessed() + (difference.isEmpty() ? 0 : 1));
    }

    /** Returns the timeout, in seconds. */
    static int maxInactive(EncodedSession session, Basis basis, Difference difference) {
        return difference.maxInactive() ? session.maxInactive() : basis.maxInactive();
    }

    private OptionalLong expires(EncodedSession session, Basis basis, Difference difference) {
        return settings.expiry()
                .expires(
                        Math.max(session.accessed(), basis.accessed()),
                        maxInactive(session, basis, difference),
                        session.keptByClient());
    }

    /** Returns how long items of the session live; empty when it never expires. */
    Optional<LargeAttributes.Lifetime> lifetime(
            EncodedSession session, Basis basis, Difference difference) {
        return LargeAttributes.Lifetime.of(
                expires(session, basis, difference), maxInactive(session, basis, difference));
    }

    /** Writes the expiry. */
    void write(UpdateBuilder update, EncodedSession session, Basis basis, Difference difference) {
        OptionalLong expires = expires(session, basis, difference);
        if (expires.isPresent()) {
            update.set(WholeRecord.number(expires.getAsLong()), settings.ttlAttribute());
        } else if (difference.maxInactive() || basis.expires().isPresent()) {
            update.remove(settings.ttlAttribute());
        }
    }

    /**
     * Returns what the next difference is written against.
     *
     * @param json the text of the record, if it is one
     */
    Basis after(
            EncodedSession session, Basis before, Difference difference, Optional<String> json) {
        OptionalLong expires = expires(session, before, difference);
        return new Basis(
                json.isPresent() ? Format.JSON_STRING : Format.TOMCAT,
                before.created(),
                accessed(session, before, difference),
                maxInactive(session, before, difference),
                expires.isPresent()
                        ? OptionalLong.of(expires.getAsLong() * 1000L)
                        : OptionalLong.empty(),
                json,
                before.hasTypes() || !difference.names().isEmpty(),
                before.seal().under(session.key()),
                json.isEmpty() || before.isSealed());
    }
}
