package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.StoreSettings.ReadConsistency;
import io.github.tomcatdynamodb.jmx.StoreStatistics;
import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.LegacyFormat;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.RecordSettings;
import io.github.tomcatdynamodb.record.SavePlanner;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.record.Tombstones;
import io.github.tomcatdynamodb.session.SessionState;
import io.github.tomcatdynamodb.session.SessionStates;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.catalina.ContainerEvent;
import org.apache.catalina.ContainerListener;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.Manager;
import org.apache.catalina.Session;
import org.apache.catalina.session.ManagerBase;
import org.apache.catalina.session.PersistentManagerBase;
import org.apache.juli.logging.Log;
import org.apache.tomcat.util.res.StringManager;

/** The sessions of one web application in the table, from the start of its store to its stop. */
final class SessionRepository implements AutoCloseable {

    private static final StringManager sm = StringManager.getManager(SessionRepository.class);

    /** The note on a session that holds what is stored of it. */
    private static final String STORED = SessionRepository.class.getName() + ".stored";

    private final Manager manager;
    private final SessionKeys keys;
    private final ReadConsistency readConsistency;
    private final ValueCodec values;
    private final SessionCodec codec;
    private final RecordReader reader;
    private final SessionWriter writer;
    private final IdChange idChange;
    private final SessionEnd end;
    private final RecentAnswers answers;
    private final SavingMode mode;
    private final Clock clock;
    private final StoreStatistics statistics;
    private final Log log;
    private final FailureLog failureLog;

    private final ContainerListener idChanges = this::changedId;

    private final AtomicBoolean unstorableLogged = new AtomicBoolean();
    private final WeakValues<Session> sessions = new WeakValues<>();

    SessionRepository(
            StoreSettings settings,
            Manager manager,
            SessionTable table,
            SavingMode mode,
            RecentAnswers answers,
            Clock clock,
            StoreStatistics statistics,
            FailureLog failureLog) {
        RecordSettings records = settings.records();
        this.manager = manager;
        this.keys = SessionKeys.of(settings.prefix(), manager.getContext());
        this.readConsistency = settings.readConsistency();
        this.mode = mode;
        this.clock = clock;
        this.statistics = statistics;
        this.log = manager.getContext().getLogger();
        this.values =
                new ValueCodec(
                        manager.getContext().getLoader().getClassLoader(),
                        new ClassFilter(
                                classNameFilter(manager), settings.admittedClasses().orElse(null)));
        this.codec = new SessionCodec(values, log);
        this.reader =
                new RecordReader(
                        table,
                        keys,
                        new ItemReader(records.hashKey(), records.ttlAttribute(), values),
                        this::defaultMaxInactive,
                        clock);
        SavePlanner planner = new SavePlanner(records, values, mode == SavingMode.AFTER_REQUEST);
        this.writer =
                new SessionWriter(
                        table,
                        reader,
                        planner,
                        clock,
                        statistics,
                        records.legacyFormat() == LegacyFormat.UPGRADE,
                        failureLog);
        this.failureLog = failureLog;
        Tombstones tombstones = new Tombstones(records);
        this.idChange = new IdChange(table, reader, planner, tombstones, values, clock);
        this.answers = answers;
        this.end =
                new SessionEnd(
                        table,
                        reader,
                        tombstones,
                        idChange,
                        answers,
                        statistics,
                        failureLog,
                        clock);
        if (mode == SavingMode.IN_BACKGROUND) {
            manager.getContext().addContainerListener(idChanges);
        }
    }

    /**
     * Loads a session.
     *
     * @param id its id, as the client sent it
     * @return the session, or empty when there is none
     * @throws TableException if DynamoDB did not answer
     */
    Optional<Session> load(String id) throws ClassNotFoundException, IOException {
        if (!keys.isStorable(id)) {
            if (keys.areIdsSigned() && !unstorableLogged.getAndSet(true)) {
                log.warn(sm.getString("repository.idTooLong"));
            }
            return Optional.empty();
        }
        Optional<Session> early = early(id);
        if (early.isPresent()) {
            return early;
        }
        Optional<Session> loaded = loadNow(id);
        if (loaded.isEmpty()) {
            forget(id);
        }
        return loaded;
    }

    private Optional<Session> loadNow(String id) throws ClassNotFoundException, IOException {
        if (answers.isMiss(id) || end.isLeft(id)) {
            statistics.missedAgain();
            return Optional.empty();
        }
        Optional<TableException> failure = answers.failure(id);
        if (failure.isPresent()) {
            throw failure.get();
        }
        Optional<SessionRecord> found = find(id);
        if (found.isEmpty()) {
            answers.missed(id);
            statistics.missed();
            return Optional.empty();
        }
        statistics.loaded();
        return Optional.of(restore(id, found.get()));
    }

    /** What this request has loaded before the {@code PersistentValve} asked for it. */
    private Optional<Session> early(String id) {
        return mode == SavingMode.AFTER_REQUEST
                        && manager instanceof PersistentManagerBase memory
                        && memory.isLoaded(id)
                ? sessions.find(id)
                        .filter(session -> id.equals(session.getIdInternal()))
                        .filter(
                                session ->
                                        RequestTracker.isLoadedByThisRequest(
                                                session,
                                                clock.millis() - RecentAnswers.MEMORY.toMillis()))
                : Optional.empty();
    }

    /**
     * A session that was stored and is not there has ended elsewhere. An asynchronous request that
     * is still under way may have it in memory, where the {@code PersistentValve} does not look but
     * the application would find it.
     */
    private void forget(String id) throws IOException {
        if (mode == SavingMode.AFTER_REQUEST && manager instanceof PersistentManagerBase memory) {
            RequestTracker.inMemory(memory, id)
                    .filter(session -> session.getNote(STORED) != null)
                    .ifPresent(memory::removeSuper);
        }
    }

    private Optional<SessionRecord> find(String id) {
        try {
            boolean strong = readConsistency == ReadConsistency.STRONG;
            Optional<SessionRecord> found = find(id, strong);
            if (found.isEmpty() && readConsistency == ReadConsistency.STRONG_ON_MISS) {
                found = find(id, true);
            }
            return found.isPresent() && found.get().origin().isPresent()
                    ? settle(id, found.get())
                    : found;
        } catch (TableException e) {
            answers.failed(id, e);
            throw e;
        }
    }

    /** The request that gave the session its id has left something to do. */
    private Optional<SessionRecord> settle(String id, SessionRecord found) {
        StoredSession stored = StoredSession.of(id, found, values::isNative);
        if (!idChange.resume(stored, found.origin().orElseThrow())) {
            end.loggedOut(stored);
            return Optional.empty();
        }
        return find(id, true);
    }

    private Optional<SessionRecord> find(String id, boolean consistent) {
        Reading reading = reader.read(id, consistent);
        if (reading instanceof Reading.Damaged damaged) {
            log.error(sm.getString("repository.damaged", keys.display(id), damaged.reason()));
        }
        return reading instanceof Reading.Live live
                        && !Expiry.isExpired(live.session().basis(), clock.millis())
                ? Optional.of(live.session())
                : Optional.empty();
    }

    private Session restore(String id, SessionRecord found)
            throws ClassNotFoundException, IOException {
        ClassLoader before = bind();
        try {
            SessionState state = codec.decode(id, found, clock.millis());
            Session session = SessionStates.restore(manager, state);
            StoredSession stored =
                    StoredSession.loaded(
                            id, found, SessionStates.attributeNames(session), values::isNative);
            follow(session, stored);
            RequestTracker.loaded(session, clock.millis());
            return session;
        } finally {
            unbind(before);
        }
    }

    /**
     * Writes what has changed in a session since it was stored, if anything.
     *
     * @return whether the session lives under its id; if not, it was logged out or has got another
     *     id on another node
     * @throws TableException if DynamoDB did not answer
     * @throws RuntimeException if the session cannot be stored as it is
     */
    boolean save(Session session) throws IOException {
        EncodedSession encoded = encode(session);
        Optional<StoredSession> stored =
                Optional.ofNullable((StoredSession) session.getNote(STORED));
        if (session.getIdInternal() == null || isBeingGivenBack(session, encoded, stored)) {
            // By its request or by the Manager that stops: whichever it was has saved it before,
            // and what was taken here may lack what was cleared.
            return true;
        }
        if (!keys.isStorable(encoded.id())) {
            throw new IllegalStateException(sm.getString("repository.id"));
        }
        if (stored.isEmpty() && answers.hasLeft(encoded.id(), encoded.created())) {
            // Logged out, or about to get another id, between Tomcat's last look at it and now.
            return true;
        }
        Optional<StoredSession> after =
                writer.write(encoded, stored).filter(now -> now.id().equals(encoded.id()));
        // Only now: had the write under the new id failed, the browser would have kept the old one.
        boolean lives =
                after.isPresent()
                        && (isUnderItsId(stored, after.get())
                                || end.moved(stored.orElseThrow(), after.get()));
        if (lives) {
            answers.stored(encoded.id());
            follow(session, after.get());
        } else {
            session.removeNote(STORED);
        }
        return lives;
    }

    /**
     * Returns whether attributes are missing because the session is being cleared: it still has its
     * id then, but the Manager has it no longer.
     */
    private boolean isBeingGivenBack(
            Session session, EncodedSession encoded, Optional<StoredSession> stored)
            throws IOException {
        boolean lacksAttributes =
                stored.isPresent()
                        && !encoded.attributes().keySet().containsAll(stored.get().held().keySet());
        return lacksAttributes
                && manager instanceof PersistentManagerBase memory
                && RequestTracker.inMemory(memory, encoded.id())
                        .filter(found -> found == session)
                        .isEmpty();
    }

    /** In the background the old record has ended as soon as the id had changed. */
    private boolean isUnderItsId(Optional<StoredSession> before, StoredSession now) {
        return mode == SavingMode.IN_BACKGROUND
                || before.isEmpty()
                || before.get().id().equals(now.id());
    }

    private EncodedSession encode(Session session) throws IOException {
        ClassLoader before = bind();
        try {
            return codec.encode(SessionStates.take(session));
        } finally {
            unbind(before);
        }
    }

    private void follow(Session session, StoredSession stored) {
        boolean isNew = session.getNote(STORED) == null;
        session.setNote(STORED, mode == SavingMode.IN_BACKGROUND ? stored.compact() : stored);
        sessions.put(stored.id(), session);
        if (isNew) {
            session.addSessionListener(
                    event -> {
                        if (Session.SESSION_DESTROYED_EVENT.equals(event.getType())) {
                            ended(event.getSession());
                        }
                    });
        }
    }

    /**
     * A session leaves its id: it was logged out, has got another id, or has timed out. Tomcat does
     * not say which here, so it is left to the events that follow; only of a session that this node
     * knows nothing of, there will be none.
     *
     * @throws IOException if DynamoDB did not answer; nobody must fail for it, because a session
     *     that this node knows nothing of was most probably never stored
     */
    void remove(String id) throws IOException {
        if (!keys.isStorable(id)) {
            return;
        }
        Optional<Session> known =
                sessions.find(id).filter(session -> id.equals(session.getIdInternal()));
        if (known.isEmpty()) {
            answers.left(id);
            end.unknownLoggedOut(id, defaultMaxInactive());
        }
    }

    private void ended(Session session) {
        StoredSession stored = (StoredSession) session.getNote(STORED);
        session.removeNote(STORED);
        if (stored != null) {
            try {
                if (SessionStates.isTimedOut(session)) {
                    end.timedOut(stored, session.getMaxInactiveInterval());
                } else {
                    end.loggedOut(stored);
                }
            } catch (TableException e) {
                if (requestWaits(session)) {
                    throw e;
                }
                // The next sessions must end, too.
                failureLog.error(sm.getString("repository.ended", e.getMessage()), e);
            }
        }
    }

    /** Nobody waits for a session that has timed out, nor while the Manager stops. */
    private boolean requestWaits(Session session) {
        return !SessionStates.isTimedOut(session)
                && manager instanceof Lifecycle running
                && running.getState().isAvailable();
    }

    private void changedId(ContainerEvent event) {
        if (Context.CHANGE_SESSION_ID_EVENT.equals(event.getType())
                && event.getData() instanceof String[] ids) {
            sessions.find(ids[0])
                    .map(session -> (StoredSession) session.getNote(STORED))
                    .filter(stored -> stored.id().equals(ids[0]))
                    .ifPresent(end::moves);
        }
    }

    /** Ends the records of sessions that have other ids now, if that has failed at the time. */
    void endLeft() {
        end.endLeft();
    }

    private static Pattern classNameFilter(Manager manager) {
        String filter =
                manager instanceof ManagerBase base
                        ? base.getSessionAttributeValueClassNameFilter()
                        : null;
        return filter == null || filter.isEmpty() ? null : Pattern.compile(filter);
    }

    private int defaultMaxInactive() {
        return manager.getContext().getSessionTimeout() * 60;
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
        manager.getContext().removeContainerListener(idChanges);
        endLeft();
        values.close();
    }
}
