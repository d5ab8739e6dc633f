package io.github.tomcatdynamodb.sessions;

import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.apache.catalina.Session;

/** The locks of the sessions of an application on this node, by session id. */
public final class SessionLocks {

    private final WeakValues<ReadWriteLock> locks = new WeakValues<>();

    /**
     * Returns the lock of a session.
     *
     * @param id the session id
     */
    public ReadWriteLock of(String id) {
        return locks.findOrPut(id, SessionLock::new);
    }

    /**
     * Takes the write lock of a session, whose id may change until it is taken.
     *
     * @return what the caller unlocks; empty for an object without an id, which was saved and given
     *     back while somebody else was about to save it too
     */
    @SuppressWarnings("LockNotBeforeTry") // the caller releases it
    Optional<Lock> lockForWriting(Session session) {
        String id;
        while ((id = session.getIdInternal()) != null) {
            Lock lock = of(id).writeLock();
            lock.lock();
            if (id.equals(session.getIdInternal())) {
                return Optional.of(lock);
            }
            lock.unlock();
        }
        return Optional.empty();
    }
}
