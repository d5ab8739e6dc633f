package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.session.SessionStates;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.apache.catalina.Session;
import org.apache.tomcat.util.res.StringManager;

/** Saves session objects, one save of a session at a time. */
final class SessionSaver {

    private static final StringManager sm = StringManager.getManager(SessionSaver.class);

    private final Application application;
    private final SessionKeys keys;
    private final SessionLocks locks;
    private final ActivityLog activity;
    private final SkippedTouches skippedTouches;
    private final SessionConversion conversion;
    private final Consistency consistency;
    private final SessionWriter writer;
    private final SessionEnd end;

    /** Whether the requests that share a session object fail when one of them cannot save it. */
    private final boolean failsTogether;

    SessionSaver(
            Application application,
            SessionConversion conversion,
            Consistency consistency,
            SessionWriter writer,
            SessionEnd end) {
        this.application = application;
        this.keys = application.keys();
        this.locks = application.locks();
        this.activity = application.activity();
        this.skippedTouches = new SkippedTouches(activity);
        this.conversion = conversion;
        this.consistency = consistency;
        this.writer = writer;
        this.end = end;
        this.failsTogether =
                !application.staysInMemory()
                        && application.failures().onSave() == FailurePolicy.OnSave.FAIL;
    }

    /** See {@link SessionRepository#save}. */
    SaveOutcome save(Session session, boolean keptByClient) throws IOException {
        Optional<Lock> lock = locks.lockForWriting(session);
        if (lock.isEmpty()) {
            return SaveOutcome.NOTHING;
        }
        try {
            SessionNotes.failure(session)
                    .ifPresent(
                            failure -> {
                                throw failure;
                            });
            return activity.follow(
                    "save", () -> keys.display(session), () -> saveLocked(session, keptByClient));
        } catch (IOException | RuntimeException e) {
            if (session.getIdInternal() == null) {
                // Given back by another thread, which has saved it before.
                return SaveOutcome.NOTHING;
            }
            if (failsTogether && e instanceof RuntimeException failure) {
                SessionNotes.fail(session, failure);
            }
            throw e;
        } finally {
            lock.get().unlock();
        }
    }

    /** See {@link SessionRepository#saveUnderNewId}. */
    SaveOutcome saveUnderNewId(Session session, String formerId, boolean keptByClient)
            throws IOException {
        Lock former = locks.of(formerId).writeLock();
        former.lock();
        try {
            return save(session, keptByClient);
        } finally {
            former.unlock();
        }
    }

    /** See {@link SessionRepository#saveShared}. */
    SaveOutcome saveShared(Session session, boolean keptByClient) throws IOException {
        Optional<Lock> lock = locks.lockForWriting(session);
        if (lock.isEmpty()) {
            return SaveOutcome.NOTHING;
        }
        try {
            requireEndedFormer(session);
            SaveOutcome outcome = save(session, keptByClient);
            // It may have been the first to save it under its new id.
            requireEndedFormer(session);
            return outcome;
        } finally {
            lock.get().unlock();
        }
    }

    private static void requireEndedFormer(Session session) {
        if (SessionNotes.hasLeftUnended(session)) {
            throw new IllegalStateException(sm.getString("repository.oldIdLives"));
        }
    }

    private SaveOutcome saveLocked(Session session, boolean keptByClient) throws IOException {
        if (SessionNotes.hasEnded(session)) {
            return SaveOutcome.NOTHING;
        }
        String id = session.getIdInternal();
        Optional<StoredSession> stored = SessionNotes.stored(session);
        EncodedSession encoded =
                conversion
                        .encode(
                                session,
                                SessionNotes.isLeftBehind(session)
                                        ? stored.orElseThrow().key()
                                        : keys.key(id))
                        .withKeptByClient(keptByClient);
        if (session.getIdInternal() == null || isBeingGivenBack(session, encoded, stored)) {
            // By its request or by the Manager that stops: whichever it was has saved it before,
            // and what was taken here may lack what was cleared.
            return SaveOutcome.NOTHING;
        }
        if (!keys.isStorable(id)) {
            throw new IllegalStateException(sm.getString("repository.id"));
        }
        Optional<WrittenSession> written = writer.write(encoded, stored);
        if (written.filter(now -> !now.stored().key().equals(encoded.key())).isPresent()) {
            SessionNotes.leaveBehind(session);
            return saved(session, stored, encoded, written.get(), false);
        }
        // Only now: had the write under the new key failed, the browser would have kept the old id.
        boolean lives =
                written.isPresent()
                        && (isUnderItsKey(stored, encoded)
                                || end.moved(stored.orElseThrow(), written.get().stored()));
        if (!lives) {
            SessionNotes.end(session);
            return SaveOutcome.DEAD;
        }
        if (!isUnderItsKey(stored, encoded)) {
            // Who asks for it under the old key shall not see what it was by a stale read.
            StoredSession old = stored.orElseThrow();
            consistency.written(
                    old.key(), Math.max(application.clock().millis(), old.basis().accessed() + 1));
            if (end.isUnended(old.key())) {
                SessionNotes.leaveUnended(session);
            }
        }
        return saved(session, stored, encoded, written.get(), true);
    }

    private SaveOutcome saved(
            Session session,
            Optional<StoredSession> before,
            EncodedSession encoded,
            WrittenSession written,
            boolean lives) {
        StoredSession stored = settled(written.stored());
        if (written.overtaken()) {
            SessionNotes.overtake(session);
        }
        skippedTouches.count(session, encoded, written);
        if (written.changed()) {
            long version = stored.basis().accessed();
            SessionNotes.change(session, version);
            consistency.written(stored.key(), version);
        }
        conversion.remember(
                session,
                written.overtaken() ? before.map(stored::outdated).orElse(stored) : stored);
        return new SaveOutcome(lives, stored.key(), SessionNotes.lastChange(session));
    }

    /** Once the old record has ended, nothing can be taken along from it. */
    private StoredSession settled(StoredSession now) {
        return now.origin().filter(origin -> !end.isUnended(origin.key())).isPresent()
                ? now.withOrigin(Optional.empty())
                : now;
    }

    /**
     * Returns whether attributes are missing because the session is being cleared: it still has its
     * id then, but the Manager has it no longer.
     */
    private boolean isBeingGivenBack(
            Session session, EncodedSession encoded, Optional<StoredSession> stored) {
        return application.staysInMemory()
                && stored.isPresent()
                && !encoded.attributes().keySet().containsAll(stored.get().held().keySet())
                && !SessionStates.isInMemory(application.manager(), session);
    }

    private static boolean isUnderItsKey(Optional<StoredSession> stored, EncodedSession now) {
        return stored.isEmpty() || stored.get().key().equals(now.key());
    }
}
