package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.ClientAccess;
import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.LegacyFormat;
import io.github.tomcatdynamodb.record.SavePlanner;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.record.Tombstones;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.catalina.Session;
import org.apache.tomcat.util.res.StringManager;

/**
 * The sessions of one web application in the table, from the start of its store to its stop: what
 * is read, written and ended, whoever asks for it.
 */
public final class SessionRepository implements AutoCloseable {

    private static final StringManager sm = StringManager.getManager(SessionRepository.class);

    private final Application application;
    private final SessionKeys keys;
    private final SessionLocks locks;
    private final Consistency consistency;
    private final ValueCodec values;
    private final SessionReader reader;
    private final KeyChange keyChange;
    private final SessionEnd end;
    private final SessionEndings endings;
    private final SessionConversion conversion;
    private final SessionSaver saver;
    private final ActivityLog activity;
    private final ClientAccesses clientAccesses;
    private final AtomicBoolean unstorableLogged = new AtomicBoolean();

    /**
     * @param application what the sessions belong to, and how they are kept
     * @param values encodes and decodes attributes; closed with this
     */
    public SessionRepository(Application application, ValueCodec values) {
        this.application = application;
        this.keys = application.keys();
        this.locks = application.locks();
        this.activity = application.activity();
        this.consistency =
                new Consistency(
                        application.readConsistency(), application.clock(), application.nanoTime());
        this.clientAccesses = new ClientAccesses(application);
        this.values = values;
        this.reader =
                new SessionReader(
                        application.table(),
                        keys,
                        new ItemReader(application.records(), values),
                        new LargeItems(
                                application.table(),
                                application.records().ttlAttribute(),
                                application.sizes().largeAttributeCache()),
                        application::defaultMaxInactive,
                        application.records().expiry(),
                        application.clock(),
                        application.nanoTime(),
                        activity,
                        application.log());
        SavePlanner planner = new SavePlanner(application.records(), values);
        Tombstones tombstones = new Tombstones(application.records());
        this.keyChange = new KeyChange(reader, planner, tombstones, values);
        this.end = new SessionEnd(reader, tombstones, keyChange, application.failures().log());
        this.endings = new SessionEndings(application, end, consistency);
        this.conversion = new SessionConversion(application, values);
        this.saver =
                new SessionSaver(
                        application,
                        conversion,
                        consistency,
                        new SessionWriter(
                                reader,
                                planner,
                                application.records().legacyFormat() == LegacyFormat.UPGRADE,
                                application.sizes().maxSession(),
                                application.failures().log()),
                        end);
    }

    /** Returns what decides how reads must be. */
    public Consistency consistency() {
        return consistency;
    }

    /** Returns what clients keep of their last requests. */
    public ClientAccesses clientAccesses() {
        return clientAccesses;
    }

    /**
     * Returns what shows and ends single sessions.
     *
     * @param inMemory gives the session objects of this node
     */
    public SessionAdministration administration(Supplier<Stream<Session>> inMemory) {
        return new SessionAdministration(reader, end, consistency, values, inMemory);
    }

    /** Returns what lists the sessions of the application. */
    public SessionScan scan() {
        return new SessionScan(application, reader.items());
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
     * @param client what it brings along of its last request
     * @return the record, or empty when there is no session
     * @throws TableException if DynamoDB did not answer
     */
    public Optional<SessionRecord> find(String id, ReadDemand demand, ClientAccess client) {
        if (!keys.isStorable(id)) {
            if (keys.areIdsSigned() && !unstorableLogged.getAndSet(true)) {
                application.log().warn(sm.getString("repository.idTooLong"));
            }
            return Optional.empty();
        }
        String key = keys.key(id);
        return activity.follow(
                "load", () -> keys.hashOf(key), () -> findStorable(key, demand, client));
    }

    private Optional<SessionRecord> findStorable(
            String key, ReadDemand demand, ClientAccess client) {
        if (end.isUnended(key)) {
            activity.missed();
            return Optional.empty();
        }
        Optional<SessionRecord> found = reader.find(key, demand, client);
        if (found.isPresent() && found.get().origin().isPresent()) {
            found = settle(key, found.get(), client);
        }
        if (found.isPresent()) {
            activity.loaded();
        } else {
            activity.missed();
        }
        return found;
    }

    /** The request that gave the session its id has left something to do. */
    private Optional<SessionRecord> settle(String key, SessionRecord found, ClientAccess client) {
        StoredSession stored = StoredSession.of(key, found, values::isNative);
        if (!keyChange.resume(stored, found.origin().orElseThrow())) {
            end.loggedOut(stored);
            return Optional.empty();
        }
        return reader.find(key, ReadDemand.ALL, client);
    }

    /**
     * Returns a new object for a session. It is not in the Manager's list yet.
     *
     * @param id the session id
     * @param found its record
     * @param client what it brings along of its last request
     * @param objects makes the object, without its values
     */
    public Session restore(
            String id,
            SessionRecord found,
            ClientAccess client,
            Supplier<? extends Session> objects)
            throws ClassNotFoundException, IOException {
        return conversion.restore(id, found, client, objects);
    }

    /** Returns whether something is stored of a session, as far as this node knows. */
    public boolean isStored(Session session) {
        return SessionNotes.stored(session).isPresent();
    }

    /**
     * Returns whether requests that come later may share a session object: it holds everything that
     * was stored with its version, and nothing that its clients would not find.
     */
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
     * @param keptByClient whether the client keeps the time of its last request, and gets it with
     *     the answer
     * @throws TableException if DynamoDB did not answer
     * @throws RuntimeException if the session cannot be stored as it is
     */
    public SaveOutcome save(Session session, boolean keptByClient) throws IOException {
        return saver.save(session, keptByClient);
    }

    /** The same for no client. */
    public SaveOutcome save(Session session) throws IOException {
        return save(session, false);
    }

    /**
     * Stores a session that has just got another id under that one, as {@link #save} does. A save
     * that another request has begun under the former id ends first: it must not take what it has
     * written for what is stored now.
     */
    public SaveOutcome saveUnderNewId(Session session, String formerId, boolean keptByClient)
            throws IOException {
        return saver.saveUnderNewId(session, formerId, keptByClient);
    }

    /**
     * Stores a session as {@link #save} does for a request that has not changed its id itself, but
     * shares the object with one that may have: then its client knows the former id only.
     *
     * @throws IllegalStateException if the record under the former id could not be ended: other
     *     nodes would show the client what it was before
     */
    public SaveOutcome saveShared(Session session, boolean keptByClient) throws IOException {
        return saver.saveShared(session, keptByClient);
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
        return activity.follow("end", () -> keys.display(session), () -> endings.end(session));
    }

    /** Ends the records of sessions that have other keys now, if that has failed at the time. */
    public void endUnended() {
        end.endUnended();
    }

    @Override
    public void close() {
        endUnended();
        values.close();
    }
}
