package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.LegacyFormat;
import io.github.tomcatdynamodb.record.SavePlanner;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.record.Tombstones;
import io.github.tomcatdynamodb.session.SessionState;
import io.github.tomcatdynamodb.session.SessionStates;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.catalina.Manager;
import org.apache.catalina.Session;
import org.apache.tomcat.util.res.StringManager;

/**
 * The sessions of one web application in the table, from the start of its store to its stop: what
 * is read, written and ended, whoever asks for it.
 */
public final class SessionRepository implements AutoCloseable {

    private static final StringManager sm = StringManager.getManager(SessionRepository.class);

    private final Application application;
    private final Manager manager;
    private final SessionKeys keys;
    private final SessionLocks locks;
    private final Consistency consistency;
    private final ValueCodec values;
    private final SessionStates states;
    private final SessionCodec codec;
    private final SessionReader reader;
    private final SessionWriter writer;
    private final KeyChange keyChange;
    private final SessionEnd end;
    private final SessionEndings endings;
    private final SkippedTouches skippedTouches;
    private final ActivityLog activity;
    private final boolean compactNotes;

    /** Whether the requests that share a session object fail when one of them cannot save it. */
    private final boolean failsTogether;

    private final AtomicBoolean unstorableLogged = new AtomicBoolean();

    /**
     * @param application what the sessions belong to, and how they are kept
     * @param values encodes and decodes attributes; closed with this
     */
    public SessionRepository(Application application, ValueCodec values) {
        this.application = application;
        this.manager = application.manager();
        this.keys = application.keys();
        this.locks = application.locks();
        this.activity = application.activity();
        this.compactNotes = application.staysInMemory();
        this.failsTogether =
                !application.staysInMemory()
                        && application.failures().onSave() == FailurePolicy.OnSave.FAIL;
        this.consistency =
                new Consistency(
                        application.readConsistency(), application.clock(), application.nanoTime());
        this.values = values;
        this.states = new SessionStates(manager, application.keepsAuthentication());
        this.codec =
                new SessionCodec(
                        values,
                        application.activity(),
                        application.log(),
                        application.clockOffset());
        this.reader =
                new SessionReader(
                        application.table(),
                        keys,
                        new ItemReader(application.records(), values),
                        application::defaultMaxInactive,
                        application.clock(),
                        application.nanoTime(),
                        activity,
                        application.log());
        SavePlanner planner = new SavePlanner(application.records(), values);
        this.writer =
                new SessionWriter(
                        reader,
                        planner,
                        application.records().legacyFormat() == LegacyFormat.UPGRADE,
                        application.failures().log());
        Tombstones tombstones = new Tombstones(application.records());
        this.keyChange = new KeyChange(reader, planner, tombstones, values);
        this.end = new SessionEnd(reader, tombstones, keyChange, application.failures().log());
        this.endings = new SessionEndings(application, end, consistency);
        this.skippedTouches = new SkippedTouches(application.activity());
    }

    /** Returns what decides how reads must be. */
    public Consistency consistency() {
        return consistency;
    }

    /**
     * Returns what shows and ends single sessions.
     *
     * @param inMemory gives the session objects of this node
     */
    public SessionAdministration administration(Supplier<Stream<Session>> inMemory) {
        return new SessionAdministration(reader, end, consistency, values, inMemory);
    }

    /** Returns what sessions are stored under. */
    public SessionKeys keys() {
        return keys;
    }

    /**
     * Does something while no session object of this node with this id is being saved.
     *
     * @param id the session id
     */
    public <T> T whileNotSaved(String id, Supplier<T> action) {
        Lock lock = locks.of(id).readLock();
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads the record of a session.
     *
     * @param id its id, as the client sent it; one that cannot be stored is that of no session
     * @param demand what the read must see
     * @return the record, or empty when there is no session
     * @throws TableException if DynamoDB did not answer
     */
    public Optional<SessionRecord> find(String id, ReadDemand demand) {
        if (!keys.isStorable(id)) {
            if (keys.areIdsSigned() && !unstorableLogged.getAndSet(true)) {
                application.log().warn(sm.getString("repository.idTooLong"));
            }
            return Optional.empty();
        }
        String key = keys.key(id);
        return activity.follow("load", () -> keys.hashOf(key), () -> findStorable(key, demand));
    }

    private Optional<SessionRecord> findStorable(String key, ReadDemand demand) {
        if (end.isUnended(key)) {
            activity.missed();
            return Optional.empty();
        }
        Optional<SessionRecord> found = reader.find(key, demand);
        if (found.isPresent() && found.get().origin().isPresent()) {
            found = settle(key, found.get());
        }
        if (found.isPresent()) {
            activity.loaded();
        } else {
            activity.missed();
        }
        return found;
    }

    /** The request that gave the session its id has left something to do. */
    private Optional<SessionRecord> settle(String key, SessionRecord found) {
        StoredSession stored = StoredSession.of(key, found, values::isNative);
        if (!keyChange.resume(stored, found.origin().orElseThrow())) {
            end.loggedOut(stored);
            return Optional.empty();
        }
        return reader.find(key, ReadDemand.ALL);
    }

    /**
     * Returns a new object for a session. It is not in the Manager's list yet.
     *
     * @param id the session id
     * @param found its record
     * @param objects makes the object, without its values
     */
    public Session restore(String id, SessionRecord found, Supplier<? extends Session> objects)
            throws ClassNotFoundException, IOException {
        ClassLoader before = bind();
        try {
            SessionState state = codec.decode(id, found, reader.clock().millis());
            Session session = states.restore(objects.get(), state);
            remember(
                    session,
                    StoredSession.loaded(
                            keys.key(id),
                            found,
                            SessionStates.attributeNames(session),
                            values::isNative));
            return session;
        } finally {
            unbind(before);
        }
    }

    /** Returns whether something is stored of a session, as far as this node knows. */
    public boolean isStored(Session session) {
        return SessionNotes.stored(session).isPresent();
    }

    /** Returns whether a session holds everything that was stored with its version. */
    public boolean isCurrent(Session session) {
        return SessionNotes.isCurrent(session);
    }

    /**
     * Returns the version of a session's record that its object holds, in epoch milliseconds; 0
     * when nothing is stored of it.
     */
    public long version(Session session) {
        return SessionNotes.stored(session).map(stored -> stored.basis().accessed()).orElse(0L);
    }

    /**
     * Writes what has changed in a session since it was stored, if anything; under its new id, if
     * it has got another one.
     *
     * @throws TableException if DynamoDB did not answer
     * @throws RuntimeException if the session cannot be stored as it is
     */
    public SaveOutcome save(Session session) throws IOException {
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
            return activity.follow("save", () -> display(session), () -> saveLocked(session));
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

    /**
     * Stores a session that has just got another id under that one, as {@link #save} does. A save
     * that another request has begun under the former id ends first: it must not take what it has
     * written for what is stored now.
     */
    public SaveOutcome saveUnderNewId(Session session, String formerId) throws IOException {
        Lock former = locks.of(formerId).writeLock();
        former.lock();
        try {
            return save(session);
        } finally {
            former.unlock();
        }
    }

    /**
     * Returns whether the record under an id that a session has left could not be ended yet: other
     * nodes still serve it under that one.
     */
    public boolean isUnended(String formerId) {
        return end.isUnended(keys.key(formerId));
    }

    private SaveOutcome saveLocked(Session session) throws IOException {
        if (SessionNotes.hasEnded(session)) {
            return SaveOutcome.NOTHING;
        }
        String id = session.getIdInternal();
        Optional<StoredSession> stored = SessionNotes.stored(session);
        EncodedSession encoded =
                encode(
                        session,
                        SessionNotes.isLeftBehind(session)
                                ? stored.orElseThrow().key()
                                : keys.key(id));
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
            disown(session);
            return SaveOutcome.DEAD;
        }
        if (!isUnderItsKey(stored, encoded)) {
            // Who asks for it under the old key shall not see what it was by a stale read.
            StoredSession old = stored.orElseThrow();
            consistency.written(
                    old.key(), Math.max(reader.clock().millis(), old.basis().accessed() + 1));
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
        remember(
                session,
                written.overtaken() ? before.map(stored::outdated).orElse(stored) : stored);
        return new SaveOutcome(
                lives, written.overtaken(), stored.key(), SessionNotes.lastChange(session));
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
        return compactNotes
                && stored.isPresent()
                && !encoded.attributes().keySet().containsAll(stored.get().held().keySet())
                && !SessionStates.isInMemory(manager, session);
    }

    private static boolean isUnderItsKey(Optional<StoredSession> stored, EncodedSession now) {
        return stored.isEmpty() || stored.get().key().equals(now.key());
    }

    private EncodedSession encode(Session session, String key) throws IOException {
        ClassLoader before = bind();
        try {
            return codec.encode(key, states.take(session));
        } finally {
            unbind(before);
        }
    }

    private void remember(Session session, StoredSession stored) {
        SessionNotes.remember(session, compactNotes ? stored.compact() : stored);
    }

    /** Forgets what is stored of a session, whose object is about to be given up. */
    void disown(Session session) {
        SessionNotes.end(session);
    }

    /**
     * Ends a session that this node knows nothing of but its id.
     *
     * @throws TableException if DynamoDB did not answer
     */
    public void endUnknown(String id) {
        endings.endUnknown(id);
    }

    /**
     * Ends a session that was logged out or has timed out.
     *
     * @return the version of what stands for it now, in epoch milliseconds; 0 when nothing was
     *     written
     * @throws TableException if DynamoDB did not answer and a request waits for it
     */
    public long end(Session session) {
        return activity.follow("end", () -> display(session), () -> endings.end(session));
    }

    /** What stands for a session in the log. */
    private String display(Session session) {
        String id = session.getIdInternal();
        return id == null ? "(given back)" : keys.hashOf(keys.key(id));
    }

    /** Ends the records of sessions that have other keys now, if that has failed at the time. */
    public void endUnended() {
        end.endUnended();
    }

    @SuppressWarnings("deprecation") // its successor is not in Tomcat 9
    private ClassLoader bind() {
        return manager.getContext().bind(false, null);
    }

    @SuppressWarnings("deprecation")
    private void unbind(ClassLoader before) {
        manager.getContext().unbind(false, before);
    }

    @Override
    public void close() {
        endUnended();
        values.close();
    }
}
