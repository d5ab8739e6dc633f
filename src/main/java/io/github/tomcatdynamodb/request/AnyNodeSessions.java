package io.github.tomcatdynamodb.request;

import io.github.tomcatdynamodb.record.ClientAccess;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.session.RestoredSession;
import io.github.tomcatdynamodb.sessions.Application;
import io.github.tomcatdynamodb.sessions.SaveOutcome;
import io.github.tomcatdynamodb.sessions.SessionRepository;
import io.github.tomcatdynamodb.sessions.StoredSessions;
import io.github.tomcatdynamodb.table.TableException;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Session;
import org.apache.catalina.StoreManager;
import org.apache.catalina.core.StandardContext;
import org.apache.tomcat.util.res.StringManager;

/**
 * Sessions that are saved with each request, so that any node can serve the next one. They are in
 * memory only while requests use them.
 */
public final class AnyNodeSessions implements StoredSessions {

    private static final StringManager sm = StringManager.getManager(AnyNodeSessions.class);

    private final Application application;
    private final SessionRepository repository;
    private final StandardContext context;
    private final LiveSessions live;
    private final VersionCookie cookie;
    private final AccessCookie accessCookie;
    private final SessionEvents events;
    private final ApplicationValve applicationValve;
    private final PersistentValveOff persistentValve;
    private final RequestValve valve;

    /**
     * Takes the requests of an application over from its {@code PersistentValve}.
     *
     * @param application what the sessions belong to; its Context is a {@code StandardContext}
     * @param repository reads and writes them; closed with this
     */
    public AnyNodeSessions(Application application, SessionRepository repository) {
        this.application = application;
        this.repository = repository;
        this.context = (StandardContext) application.manager().getContext();
        this.live = new LiveSessions(repository, this::newObject, application.nanoTime());
        CompanionCookies cookies = new CompanionCookies(context);
        this.cookie = new VersionCookie(cookies);
        this.accessCookie = new AccessCookie(cookies, repository.keys().prefix());
        this.events = new SessionEvents(this, context);
        this.persistentValve = PersistentValveOff.of(context);
        this.valve = RequestValve.add(context, this, application.nanoTime());
        this.applicationValve = ApplicationValve.add(context, this);
        if (!valve.savesBeforeCommit()) {
            application.log().warn(sm.getString("anyNode.noCommitHook"));
        }
    }

    /** Returns whether the sessions of an application are to be saved with each request. */
    public static boolean isWanted(Context context) {
        return PersistentValveOff.isConfigured(context);
    }

    /** Returns whether sessions are saved before an answer leaves, and not only at its end. */
    public boolean savesBeforeCommit() {
        return valve.savesBeforeCommit();
    }

    /** The object that a session is restored into. */
    private Session newObject() {
        Session session = new RestoredSession(application.manager(), this::used);
        session.addSessionListener(events);
        return session;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Outside of a request there is none: an access log that names the session, for example,
     * must not cost a read. Only where several versions of an application are deployed, Tomcat asks
     * each of them before it passes the request on.
     */
    @Override
    public Optional<Session> load(String id) throws ClassNotFoundException, IOException {
        try {
            Optional<ApplicationScope> scope = scope(id);
            if (scope.isPresent()) {
                return scope.get().load(id);
            }
            return hasSeveralVersions() ? loadForMapping(id) : Optional.empty();
        } catch (RuntimeException e) {
            throw application.failures().loadFailed(e);
        }
    }

    private boolean hasSeveralVersions() {
        return Stream.of(context.getParent().findChildren())
                        .filter(Context.class::isInstance)
                        .filter(other -> ((Context) other).getPath().equals(context.getPath()))
                        .count()
                > 1;
    }

    private Optional<Session> loadForMapping(String id) throws ClassNotFoundException, IOException {
        String key = repository.keys().key(id);
        Optional<SessionRecord> found =
                repository.find(
                        id, repository.consistency().demand(key, 0, false), ClientAccess.UNASKED);
        return found.isPresent()
                ? Optional.of(
                        repository.restore(id, found.get(), ClientAccess.UNASKED, this::newObject))
                : Optional.empty();
    }

    /**
     * The part of a request in this application: of this thread's request, or of one with an id.
     */
    private Optional<ApplicationScope> scope(String id) {
        return scope().or(() -> live.scopes(id).stream().findAny());
    }

    /** The part of this thread's request in this application. */
    Optional<ApplicationScope> scope() {
        return request().map(request -> request.in(this));
    }

    /** The request that this thread serves. */
    Optional<RequestScope> request() {
        return valve.current();
    }

    /** Somebody has got a session, by a request or by a thread that an application has started. */
    void used(Session session) {
        String id = session.getIdInternal();
        if (id == null) {
            return;
        }
        Optional<ApplicationScope> scope = scope();
        if (scope.isPresent()) {
            scope.get().use(session);
        } else {
            live.scopes(id).forEach(request -> request.use(session));
        }
    }

    /** A session has been created. Until it is stored, only the Manager knows it. */
    void created(Session session) {
        session.addSessionListener(events);
        scope().ifPresent(
                        request -> {
                            request.use(session);
                            live.share(session.getIdInternal(), session);
                        });
    }

    /**
     * A session has got another id, of which no byte has told the browser yet: it is stored under
     * it at once.
     *
     * @throws RuntimeException if that failed; the session has its old id then
     */
    void changedId(Session session, String oldId) {
        String newId = session.getIdInternal();
        live.scopes(oldId).stream()
                .filter(request -> request.uses(session))
                .forEach(request -> request.idChanged(session, oldId));
        live.move(oldId, session);
        if (!repository.isStored(session)) {
            return;
        }
        forget(session);
        try {
            scope().ifPresent(request -> request.givesNewId(session));
            boolean keptByClient =
                    scope().filter(request -> request.isKeptByClient(session)).isPresent();
            SaveOutcome outcome = repository.saveUnderNewId(session, oldId, keptByClient);
            unshareIfOutdated(session, outcome);
            scope().ifPresent(request -> request.changed(session, outcome));
        } catch (IOException | RuntimeException e) {
            session.setId(oldId, false);
            live.move(newId, session);
            forget(session);
            live.scopes(newId).stream()
                    .filter(request -> request.uses(session))
                    .forEach(request -> request.idChanged(session, newId));
            application.failures().requestSaveFailed(e);
        }
    }

    /**
     * A session was logged out or has timed out.
     *
     * @throws RuntimeException if its record could not be ended; the session lives then
     */
    void ended(Session session) {
        String id = session.getIdInternal();
        long version = repository.end(session);
        live.unshare(session);
        scope().ifPresent(request -> request.ended(id, version));
    }

    /**
     * Saves a session at the end of a request, or before its answer is committed.
     *
     * @param knowsId whether the request has given the session its id, of which its client is told
     * @param keptByClient whether the client keeps the time of this request
     * @throws RuntimeException if that failed and the request shall fail, too
     */
    SaveOutcome saveForRequest(Session session, boolean knowsId, boolean keptByClient) {
        SaveOutcome outcome;
        try {
            outcome =
                    knowsId
                            ? repository.save(session, keptByClient)
                            : repository.saveShared(session, keptByClient);
        } catch (IOException | RuntimeException e) {
            live.unshare(session);
            application.failures().requestSaveFailed(e);
            return SaveOutcome.NOTHING;
        }
        unshareIfOutdated(session, outcome);
        forget(session);
        return outcome;
    }

    /** Requests that come later need another object, which holds what is stored. */
    private void unshareIfOutdated(Session session, SaveOutcome outcome) {
        if (!outcome.lives() || !repository.isCurrent(session)) {
            live.unshare(session);
        }
    }

    /**
     * Takes a session that is stored out of the Manager's memory, so that requests ask for it here.
     */
    private void forget(Session session) {
        if (repository.isStored(session)) {
            ((StoreManager) application.manager()).removeSuper(session);
        }
    }

    /** A session that could not be stored must not live on in the memory of this node alone. */
    void forgetUnlessStored(Session session) {
        if (session.getIdInternal() != null && !repository.isStored(session)) {
            ((StoreManager) application.manager()).removeSuper(session);
        }
    }

    @Override
    public void save(Session session) throws IOException {
        try {
            repository.save(session);
        } catch (IOException | RuntimeException e) {
            application.failures().backgroundSaveFailed(e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The Manager calls this for an object that gets another id or ends. What becomes of the
     * record is decided by the event that follows and says which: the record may hold more than the
     * object.
     */
    @Override
    public void remove(String id) throws IOException {
        if (live.scopes(id).stream().anyMatch(request -> request.holds(id))) {
            return;
        }
        try {
            repository.endUnknown(id);
        } catch (TableException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The Manager has those only that are not stored yet.
     */
    @Override
    public Stream<Session> inMemory() {
        return Stream.concat(
                live.sessions().stream(), Stream.of(application.manager().findSessions()));
    }

    @Override
    public void processBackground() {
        repository.endUnended();
    }

    /** Returns whether a session belongs to this application. */
    boolean isOurs(Session session) {
        return session.getManager() == application.manager();
    }

    /**
     * Returns whether something may change a session after the application's own valves: a listener
     * that is told of the end of a request.
     */
    boolean savesAfterApplication() {
        return events.hasRequestListeners();
    }

    SessionRepository repository() {
        return repository;
    }

    LiveSessions live() {
        return live;
    }

    VersionCookie cookie() {
        return cookie;
    }

    AccessCookie accessCookie() {
        return accessCookie;
    }

    /** Saves what requests still use, and gives the requests back. */
    @Override
    public void close() {
        valve.remove(context);
        applicationValve.remove();
        persistentValve.close();
        events.close();
        for (Session session : live.sessions()) {
            try {
                repository.save(session);
            } catch (IOException | RuntimeException e) {
                application
                        .failures()
                        .log()
                        .error(sm.getString("anyNode.notSavedAtStop", e.getMessage()), e);
            }
        }
        repository.close();
    }
}
