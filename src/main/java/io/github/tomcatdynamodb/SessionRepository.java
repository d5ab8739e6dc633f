package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.StoreSettings.ReadConsistency;
import io.github.tomcatdynamodb.jmx.StoreStatistics;
import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.record.ItemReader;
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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.catalina.Manager;
import org.apache.catalina.Session;
import org.apache.catalina.session.ManagerBase;
import org.apache.juli.logging.Log;
import org.apache.tomcat.util.res.StringManager;

/** The sessions of one web application in the table, from the start of its store to its stop. */
final class SessionRepository implements AutoCloseable {

    private static final StringManager sm = StringManager.getManager(SessionRepository.class);

    /** The note on a session that holds what is stored of it. */
    private static final String STORED = SessionRepository.class.getName() + ".stored";

    /** How long an answer stands for the same question: one request asks several times. */
    private static final Duration MEMORY = Duration.ofSeconds(1);

    private final Manager manager;
    private final SessionKeys keys;
    private final ReadConsistency readConsistency;
    private final SessionTable table;
    private final ValueCodec values;
    private final SessionCodec codec;
    private final ItemReader reader;
    private final SessionWriter writer;
    private final Tombstones tombstones;
    private final SavingMode mode;
    private final Clock clock;
    private final StoreStatistics statistics;
    private final Log log;

    private final Recent<Boolean> misses;
    private final Recent<TableException> failures;
    private final WeakValues<Session> sessions = new WeakValues<>();

    SessionRepository(
            StoreSettings settings,
            Manager manager,
            SessionTable table,
            SavingMode mode,
            Clock clock,
            StoreStatistics statistics) {
        RecordSettings records = settings.records();
        this.manager = manager;
        this.keys = SessionKeys.of(settings.prefix(), manager.getContext());
        this.readConsistency = settings.readConsistency();
        this.table = table;
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
        this.reader = new ItemReader(records.hashKey(), records.ttlAttribute(), values);
        this.writer =
                new SessionWriter(
                        table,
                        keys,
                        new SavePlanner(records, values),
                        reader,
                        clock,
                        statistics,
                        new SizeGuard(new FailureLog(log, clock)));
        this.tombstones = new Tombstones(records);
        this.misses = new Recent<>(clock, MEMORY);
        this.failures = new Recent<>(clock, MEMORY);
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
            return Optional.empty();
        }
        if (misses.find(id).isPresent()) {
            statistics.missedAgain();
            return Optional.empty();
        }
        Optional<TableException> failure = failures.find(id);
        if (failure.isPresent()) {
            throw failure.get();
        }
        Optional<SessionRecord> found = find(id);
        if (found.isEmpty()) {
            misses.remember(id, true);
            statistics.missed();
            return Optional.empty();
        }
        statistics.loaded();
        return Optional.of(restore(id, found.get()));
    }

    private Optional<SessionRecord> find(String id) {
        try {
            boolean strong = readConsistency == ReadConsistency.STRONG;
            Optional<SessionRecord> found = find(id, strong);
            return found.isEmpty() && readConsistency == ReadConsistency.STRONG_ON_MISS
                    ? find(id, true)
                    : found;
        } catch (TableException e) {
            failures.remember(id, e);
            throw e;
        }
    }

    private Optional<SessionRecord> find(String id, boolean consistent) {
        long now = clock.millis();
        Reading reading =
                reader.read(
                        table.get(keys.key(id), consistent).orElse(Map.of()),
                        now,
                        defaultMaxInactive());
        if (reading instanceof Reading.Damaged damaged) {
            log.error(sm.getString("repository.damaged", keys.display(id), damaged.reason()));
        }
        return reading instanceof Reading.Live live
                        && !Expiry.isExpired(live.session().basis(), now)
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
            return session;
        } finally {
            unbind(before);
        }
    }

    /**
     * Writes what has changed in a session since it was stored, if anything.
     *
     * @return whether the session lives; if not, it was logged out on another node
     * @throws TableException if DynamoDB did not answer
     * @throws RuntimeException if the session cannot be stored as it is
     */
    boolean save(Session session) throws IOException {
        EncodedSession encoded = encode(session);
        if (!keys.isStorable(encoded.id())) {
            throw new IllegalStateException(sm.getString("repository.id"));
        }
        Optional<StoredSession> stored =
                Optional.ofNullable((StoredSession) session.getNote(STORED));
        Optional<StoredSession> after = writer.write(encoded, stored, defaultMaxInactive());
        if (after.isEmpty()) {
            misses.remember(encoded.id(), true);
            session.removeNote(STORED);
            return false;
        }
        misses.forget(encoded.id());
        follow(session, after.get());
        Optional<StoredSession> left = stored.filter(before -> !before.id().equals(encoded.id()));
        if (left.isPresent() && mode == SavingMode.AFTER_REQUEST) {
            // Only now: had the write under the new id failed, the browser would have kept the old
            // one.
            bury(left.get());
        }
        return true;
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
        session.setNote(STORED, stored);
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
     * not say which.
     *
     * @throws TableException if DynamoDB did not answer
     */
    void remove(String id) {
        if (!keys.isStorable(id)) {
            return;
        }
        Optional<Session> known =
                sessions.find(id).filter(session -> id.equals(session.getIdInternal()));
        if (known.isEmpty()) {
            table.put(tombstones.ofUnknown(keys.key(id), clock.millis(), defaultMaxInactive()));
            misses.remember(id, true);
            return;
        }
        Session session = known.get();
        if (session.getNote(STORED) == null) {
            return;
        }
        if (mode == SavingMode.IN_BACKGROUND && !SessionStates.isTimedOut(session)) {
            bury((StoredSession) session.getNote(STORED));
        }
        // After a request it is not this object that must be asked what it means, since another one
        // may have been loaded for the same id: the one that ends says so in a moment, and the one
        // that got another id is saved under it.
    }

    private void ended(Session session) {
        StoredSession stored = (StoredSession) session.getNote(STORED);
        session.removeNote(STORED);
        // A timeout is one for this node only: another one may have kept the session alive. If none
        // has, DynamoDB deletes the record.
        if (stored != null
                && mode == SavingMode.AFTER_REQUEST
                && !SessionStates.isTimedOut(session)) {
            bury(stored);
        }
    }

    private void bury(StoredSession stored) {
        try {
            table.put(tombstones.of(keys.key(stored.id()), stored, clock.millis()));
        } catch (TableException e) {
            // Tomcat looks for the session once more before the request has failed.
            failures.remember(stored.id(), e);
            throw e;
        }
        misses.remember(stored.id(), true);
        statistics.removed();
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
        values.close();
    }
}
