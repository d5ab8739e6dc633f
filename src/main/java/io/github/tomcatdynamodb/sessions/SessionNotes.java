package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.StoredSession;
import java.util.Objects;
import java.util.Optional;
import org.apache.catalina.Session;

/** What is noted on a session object of what is stored of it. */
final class SessionNotes {

    private static final String STORED = SessionNotes.class.getName() + ".stored";
    private static final String LOADED = SessionNotes.class.getName() + ".loaded";
    private static final String OVERTAKEN = SessionNotes.class.getName() + ".overtaken";
    private static final String LEFT_BEHIND = SessionNotes.class.getName() + ".leftBehind";
    private static final String LEFT_UNENDED = SessionNotes.class.getName() + ".leftUnended";
    private static final String CHANGED = SessionNotes.class.getName() + ".changed";
    private static final String SKIPPED = SessionNotes.class.getName() + ".skipped";
    private static final String FAILED = SessionNotes.class.getName() + ".failed";
    private static final String ENDED = SessionNotes.class.getName() + ".ended";

    private SessionNotes() {}

    /** Returns what is stored of a session; empty when nothing is. */
    static Optional<StoredSession> stored(Session session) {
        return Optional.ofNullable((StoredSession) session.getNote(STORED));
    }

    static void remember(Session session, StoredSession stored) {
        session.setNote(STORED, stored);
    }

    /** Returns what was stored of a session when its object was made; empty for a new one. */
    static Optional<StoredSession> loaded(Session session) {
        return Optional.ofNullable((StoredSession) session.getNote(LOADED));
    }

    static void rememberLoaded(Session session, StoredSession loaded) {
        session.setNote(LOADED, loaded);
    }

    /** See {@link SessionRepository#isCurrent}. */
    static boolean isCurrent(Session session) {
        return stored(session).isPresent()
                && session.getNote(OVERTAKEN) == null
                && failure(session).isEmpty()
                && !isLeftBehind(session)
                && !hasLeftUnended(session);
    }

    /**
     * Notes that somebody else has changed what is stored: the table holds more than the object.
     */
    static void overtake(Session session) {
        session.setNote(OVERTAKEN, true);
    }

    /**
     * Returns the version of the last change that was written of a session object, in epoch
     * milliseconds; 0 when none was.
     */
    static long lastChange(Session session) {
        return session.getNote(CHANGED) instanceof Long version ? version : 0;
    }

    static void change(Session session, long version) {
        session.setNote(CHANGED, version);
    }

    /**
     * Notes an access that was not written.
     *
     * @param accessed when it was, in epoch milliseconds
     * @return whether it was not noted before
     */
    static boolean skipTouch(Session session, long accessed) {
        boolean isNew = !Objects.equals(accessed, session.getNote(SKIPPED));
        if (isNew) {
            session.setNote(SKIPPED, accessed);
        }
        return isNew;
    }

    /**
     * Returns whether the session has got another id elsewhere, and this object still has the
     * former one. What requests still change in it goes where it is stored.
     */
    static boolean isLeftBehind(Session session) {
        Object formerId = session.getNote(LEFT_BEHIND);
        return formerId != null && formerId.equals(session.getIdInternal());
    }

    static void leaveBehind(Session session) {
        session.setNote(LEFT_BEHIND, session.getIdInternal());
    }

    /**
     * Returns whether the record under an id that the session has left could not be ended: other
     * nodes still serve it under that one.
     */
    static boolean hasLeftUnended(Session session) {
        return session.getNote(LEFT_UNENDED) != null;
    }

    static void leaveUnended(Session session) {
        session.setNote(LEFT_UNENDED, true);
    }

    /**
     * Returns why a session could not be saved, with changes in it that nobody was told of. Another
     * request that shares the object must not write them: they may be older than what is stored by
     * then.
     */
    static Optional<RuntimeException> failure(Session session) {
        return Optional.ofNullable((RuntimeException) session.getNote(FAILED));
    }

    static void fail(Session session, RuntimeException failure) {
        session.setNote(FAILED, failure);
    }

    /** Returns whether a session has ended, so that nothing may be written of it any more. */
    static boolean hasEnded(Session session) {
        return session.getNote(ENDED) != null;
    }

    static void end(Session session) {
        session.removeNote(STORED);
        session.setNote(ENDED, true);
    }

    /** Takes back that a session has ended. */
    static void revive(Session session, StoredSession stored) {
        session.removeNote(ENDED);
        remember(session, stored);
    }
}
