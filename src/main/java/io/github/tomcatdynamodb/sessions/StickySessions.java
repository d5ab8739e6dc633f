package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.ClientAccess;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.table.TableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.apache.catalina.Manager;
import org.apache.catalina.Session;
import org.apache.catalina.SessionEvent;
import org.apache.catalina.SessionListener;
import org.apache.tomcat.util.res.StringManager;

/**
 * Sessions that stay in the memory of a node, to which their requests stick. The Manager says when
 * they are saved.
 */
public final class StickySessions implements StoredSessions {

    private static final StringManager sm = StringManager.getManager(StickySessions.class);

    /** How long a save may take from the Manager's look at a session to its lock. */
    private static final Duration LONGEST_START_OF_A_SAVE = Duration.ofMinutes(1);

    /** The note on a session that is listened to. */
    private static final String LISTENED = StickySessions.class.getName() + ".listened";

    private final Application application;
    private final SessionRepository repository;
    private final RecentAnswers answers;

    /**
     * When sessions that were not stored have ended, by id, in milliseconds of this node's time.
     */
    private final Recent<Long> ended;

    private final WeakValues<Session> stored = new WeakValues<>();
    private final SessionListener events = this::sessionEvent;

    /**
     * @param application what the sessions belong to
     * @param repository reads and writes them; closed with this
     */
    public StickySessions(Application application, SessionRepository repository) {
        this.application = application;
        this.repository = repository;
        this.answers = new RecentAnswers(application.nanoTime());
        this.ended = new Recent<>(application.nanoTime(), LONGEST_START_OF_A_SAVE);
    }

    @Override
    public Optional<Session> load(String id) throws ClassNotFoundException, IOException {
        try {
            Optional<SessionRecord> found = find(id);
            return found.isPresent() ? Optional.of(restore(id, found.get())) : Optional.empty();
        } catch (RuntimeException e) {
            throw application.failures().loadFailed(e);
        }
    }

    private Optional<SessionRecord> find(String id) {
        String key = repository.keys().key(id);
        if (answers.isMiss(key)) {
            return Optional.empty();
        }
        answers.failure(key)
                .ifPresent(
                        failure -> {
                            throw failure;
                        });
        try {
            Optional<SessionRecord> found =
                    repository.whileNotSaved(
                            id,
                            () ->
                                    repository.find(
                                            id,
                                            repository.consistency().demand(key, 0, true),
                                            ClientAccess.UNASKED));
            if (found.isEmpty()) {
                answers.missed(key);
            }
            return found;
        } catch (TableException e) {
            answers.failed(key, e);
            throw e;
        }
    }

    private Session restore(String id, SessionRecord found)
            throws ClassNotFoundException, IOException {
        Manager manager = application.manager();
        Session session =
                repository.restore(id, found, ClientAccess.UNASKED, manager::createEmptySession);
        listen(session);
        return session;
    }

    /**
     * Stores what has changed in a session. One that was logged out on another node must not live
     * on in the memory of this one.
     */
    @Override
    public void save(Session session) throws IOException {
        SaveOutcome outcome;
        try {
            outcome = saveUnlessEnded(session);
        } catch (IOException | RuntimeException e) {
            application.failures().backgroundSaveFailed(e);
            return;
        }
        if (!outcome.lives()) {
            SessionNotes.end(session);
            session.expire();
        }
    }

    private SaveOutcome saveUnlessEnded(Session session) throws IOException {
        Optional<Lock> lock = application.locks().lockForWriting(session);
        if (lock.isEmpty()) {
            return SaveOutcome.NOTHING;
        }
        try {
            if (!repository.isStored(session) && hasEnded(session)) {
                // Between the Manager's last look at it and now.
                return SaveOutcome.NOTHING;
            }
            SaveOutcome outcome = repository.save(session);
            if (repository.isStored(session)) {
                answers.stored(repository.keys().key(session.getIdInternal()));
                listen(session);
            }
            return outcome;
        } finally {
            lock.get().unlock();
        }
    }

    /** A later session may have the same id. */
    private boolean hasEnded(Session session) {
        return ended.find(session.getIdInternal())
                .filter(time -> session.getCreationTimeInternal() < time)
                .isPresent();
    }

    private void listen(Session session) {
        stored.put(session.getIdInternal(), session);
        if (session.getNote(LISTENED) == null) {
            session.setNote(LISTENED, true);
            session.addSessionListener(events);
        }
    }

    private void sessionEvent(SessionEvent event) {
        Session session = event.getSession();
        if (Session.SESSION_DESTROYED_EVENT.equals(event.getType())) {
            repository.end(session);
        } else if (Session.SESSION_CHANGED_ID_EVENT.equals(event.getType())) {
            changeKey(session, (String) event.getData());
        }
    }

    /** Before any byte can tell the browser of the new id. */
    private void changeKey(Session session, String formerId) {
        try {
            if (repository.isStored(session)) {
                repository.saveUnderNewId(session, formerId, false);
                listen(session);
            }
        } catch (IOException | RuntimeException e) {
            application.failures().requestSaveFailed(e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The Manager also calls this for a session that has timed out or gets another id, and does
     * not say which; what is stored of those is ended by the event that follows.
     */
    @Override
    public void remove(String id) throws IOException {
        boolean isKnown =
                stored.find(id).filter(session -> id.equals(session.getIdInternal())).isPresent();
        if (isKnown) {
            return;
        }
        ended.remember(id, application.clock().millis() - application.clockOffset().getAsLong());
        try {
            repository.endUnknown(id);
        } catch (TableException e) {
            throw new IOException(e.getMessage(), e);
        }
        answers.missed(repository.keys().key(id));
    }

    @Override
    public Stream<Session> inMemory() {
        return Stream.of(application.manager().findSessions());
    }

    @Override
    public void processBackground() {
        repository.endUnended();
        endOverAge();
    }

    /** In memory nobody asks how old a session is: it ends up to a background pass late. */
    private void endOverAge() {
        long now = application.clock().millis() - application.clockOffset().getAsLong();
        inMemory()
                .filter(
                        session ->
                                application
                                        .records()
                                        .expiry()
                                        .isOverAge(session.getCreationTimeInternal(), now))
                .forEach(this::endOverAge);
    }

    private void endOverAge(Session session) {
        try {
            session.expire();
        } catch (RuntimeException e) {
            // It lives until the next pass, and the others must end, too.
            application.failures().log().error(sm.getString("sticky.overAge", e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
