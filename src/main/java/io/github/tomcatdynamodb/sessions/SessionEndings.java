package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.session.SessionStates;
import io.github.tomcatdynamodb.table.TableException;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.Session;
import org.apache.tomcat.util.res.StringManager;

/** What becomes of a session that Tomcat has ended, and who is told when that fails. */
final class SessionEndings {

    private static final StringManager sm = StringManager.getManager(SessionEndings.class);

    private final Application application;
    private final SessionEnd end;
    private final Consistency consistency;

    SessionEndings(Application application, SessionEnd end, Consistency consistency) {
        this.application = application;
        this.end = end;
        this.consistency = consistency;
    }

    /** See {@link SessionRepository#endUnknown}. */
    void endUnknown(String id) {
        SessionKeys keys = application.keys();
        if (keys.isStorable(id)) {
            Lock lock = application.locks().of(id).writeLock();
            lock.lock();
            try {
                end.unknownLoggedOut(keys.key(id), application.defaultMaxInactive());
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * See {@link SessionRepository#end}. A save of another request that begins meanwhile waits:
     * until the record has ended, other nodes see the session, and what it would not write.
     */
    long end(Session session) {
        Optional<Lock> lock = application.locks().lockForWriting(session);
        try {
            Optional<StoredSession> stored = SessionNotes.stored(session);
            SessionNotes.end(session);
            return stored.isPresent() ? end(session, stored.get()) : 0;
        } finally {
            lock.ifPresent(Lock::unlock);
        }
    }

    private long end(Session session, StoredSession stored) {
        try {
            if (SessionStates.isTimedOut(session)) {
                end.timedOut(stored, session.getMaxInactiveInterval());
                return 0;
            }
            long version = end.loggedOut(stored);
            consistency.written(stored.key(), version);
            return version;
        } catch (TableException e) {
            if (requestWaits(session)) {
                SessionNotes.revive(session, stored);
                throw e;
            }
            // The next sessions must end, too.
            application.failures().log().error(sm.getString("endings.failed", e.getMessage()), e);
            return 0;
        }
    }

    /** Nobody waits for a session that has timed out, nor while the Manager stops. */
    private boolean requestWaits(Session session) {
        return !SessionStates.isTimedOut(session)
                && application.manager() instanceof Lifecycle running
                && running.getState().isAvailable();
    }
}
