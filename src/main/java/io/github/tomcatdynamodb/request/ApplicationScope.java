package io.github.tomcatdynamodb.request;

import io.github.tomcatdynamodb.request.VersionCookie.Told;
import io.github.tomcatdynamodb.session.SessionStates;
import io.github.tomcatdynamodb.sessions.Consistency;
import io.github.tomcatdynamodb.sessions.ReadDemand;
import io.github.tomcatdynamodb.sessions.SaveOutcome;
import io.github.tomcatdynamodb.sessions.SessionRepository;
import io.github.tomcatdynamodb.table.TableException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.Session;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/**
 * What one request does with the sessions of one application: usually its own, but a dispatch may
 * lead into another. It remembers what it has found, and what it must tell its client.
 */
final class ApplicationScope {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final RequestScope request;
    private final AnyNodeSessions sessions;
    private final SessionRepository repository;
    private final boolean isOwn;

    /** What the client has been told; empty for another application than the request's. */
    private final Optional<Told> told;

    /** What the client keeps of the time of its last request. */
    private final KeptAccess access;

    private final Map<String, String> hashes = new HashMap<>();
    private final Set<String> entered = new HashSet<>();
    private final Map<String, Session> found = new HashMap<>();
    private final Set<String> missed = new HashSet<>();
    private final Map<String, TableException> failed = new HashMap<>();
    private final Set<Session> used = new LinkedHashSet<>();
    private final Set<Session> givenNewId = new HashSet<>();

    /** How many more times the authenticator asks for the session of a request by itself. */
    private int authenticatorAsks;

    /** A change that the client has not been told of yet; {@code null} when there is none. */
    private Change untold;

    /** The version that this request has told its client, in epoch milliseconds; 0 for none. */
    private long lastTold;

    /**
     * A change that was written.
     *
     * @param id the session id that the client has
     * @param hash tells what is stored
     * @param version the version since, in epoch milliseconds
     * @param authenticated whether the session holds what the container knows of the user
     */
    private record Change(String id, String hash, long version, boolean authenticated) {}

    /**
     * @param isOwn whether the request was sent to this application
     */
    ApplicationScope(RequestScope request, AnyNodeSessions sessions, boolean isOwn) {
        this.request = request;
        this.sessions = sessions;
        this.repository = sessions.repository();
        this.isOwn = isOwn;
        this.told =
                isOwn && repository.consistency().tellsVersions()
                        ? sessions.cookie().read(request.request())
                        : Optional.empty();
        this.access = new KeptAccess(request, sessions, isOwn);
    }

    /** Counts the request among those with a session id, before anybody asks for the session. */
    synchronized void enter(String id) {
        if (entered.add(id)) {
            sessions.live().enter(id, this, toldOf(id).map(Told::version).orElse(0L));
        }
    }

    private Optional<Told> toldOf(String id) {
        return told.filter(client -> client.isOf(hash(id)));
    }

    /** Asked for more than once in most requests. */
    private String hash(String id) {
        return hashes.computeIfAbsent(
                id, of -> repository.keys().hashOf(repository.keys().key(of)));
    }

    /** The authenticator's turn comes: how often it will ask for the session by itself. */
    synchronized void authenticatorBegins(int asks) {
        authenticatorAsks = asks;
    }

    /** It is the application's turn, or the next valve's. */
    synchronized void authenticatorEnds() {
        authenticatorAsks = 0;
    }

    /**
     * Returns the session of an id; for the authenticator none, if the client has been told that
     * there is nothing in it for an authenticator.
     */
    synchronized Optional<Session> load(String id) throws ClassNotFoundException, IOException {
        Session known = found.get(id);
        if (known != null && repository.isStored(known) && id.equals(known.getIdInternal())) {
            return Optional.of(known);
        }
        if (missed.contains(id)) {
            return Optional.empty();
        }
        if (failed.containsKey(id)) {
            throw failed.get(id);
        }
        Optional<Told> client = toldOf(id);
        if (authenticatorAsks > 0 && id.equals(request.request().getRequestedSessionId())) {
            authenticatorAsks--;
            if (holdsNothingForAuthenticator(client)) {
                return Optional.empty();
            }
        }
        enter(id);
        try {
            Optional<Session> session =
                    sessions.live()
                            .load(
                                    id,
                                    demand(id, client),
                                    access.client(),
                                    client.isPresent(),
                                    request.beganAt());
            session.ifPresentOrElse(object -> found.put(id, object), () -> missed.add(id));
            return session;
        } catch (TableException e) {
            // What was throttled may succeed at once.
            if (e.kind() != TableException.Kind.THROTTLED) {
                failed.put(id, e);
            }
            throw e;
        }
    }

    private ReadDemand demand(String id, Optional<Told> client) {
        Consistency consistency = repository.consistency();
        // A client that takes part in a change of another session may have been told of this, too.
        boolean isYoung = told.filter(any -> consistency.isYoung(any.at())).isPresent();
        return consistency.demand(
                repository.keys().key(id),
                client.map(Told::version).orElse(0L),
                !isOwn || isYoung || !isSafe());
    }

    private boolean isSafe() {
        return SAFE_METHODS.contains(request.request().getMethod());
    }

    /** A young version may be older than what the client has been told since. */
    private boolean holdsNothingForAuthenticator(Optional<Told> client) {
        return isSafe()
                && client.filter(told -> !told.authenticated())
                        .filter(told -> !repository.consistency().isYoung(told.at()))
                        .isPresent();
    }

    /** Somebody has got a session. */
    synchronized void use(Session session) {
        String id = session.getIdInternal();
        if (id != null && used.add(session)) {
            enter(id);
            found.put(id, session);
            access.used(session);
            request.watchCommit();
        }
    }

    /** Returns whether this request uses a session. */
    synchronized boolean uses(Session session) {
        return used.contains(session);
    }

    /** Returns whether this request has an object of a session, shared or not. */
    synchronized boolean holds(String id) {
        return found.containsKey(id);
    }

    /** This request gives a session another id, of which its client will be told. */
    synchronized void givesNewId(Session session) {
        givenNewId.add(session);
    }

    /** Returns the number of sessions that are used. */
    synchronized int usedSessions() {
        return used.size();
    }

    /**
     * Saves what has changed in the sessions that were used.
     *
     * @throws RuntimeException if that failed and the request shall fail, too
     */
    void save() {
        List<Session> saving;
        synchronized (this) {
            saving = List.copyOf(used);
        }
        saving.forEach(session -> changed(session, save(session)));
    }

    private SaveOutcome save(Session session) {
        boolean knowsId;
        boolean keptByClient;
        synchronized (this) {
            knowsId = givenNewId.contains(session);
            keptByClient = access.keeps(session);
        }
        return sessions.saveForRequest(session, knowsId, keptByClient);
    }

    /** Returns whether the client keeps the time at which it uses a session now. */
    synchronized boolean isKeptByClient(Session session) {
        return access.keeps(session);
    }

    /**
     * Notes what a save has come to, for the client: also when another request has written the
     * change, because both use the same session object.
     */
    synchronized void changed(Session session, SaveOutcome outcome) {
        if (outcome.changed() > 0) {
            String hash = repository.keys().hashOf(outcome.key());
            boolean isKnown =
                    told.filter(client -> client.isOf(hash))
                            .filter(client -> client.version() >= outcome.changed())
                            .isPresent();
            if (!isKnown && outcome.changed() > lastTold) {
                untold =
                        new Change(
                                session.getIdInternal(),
                                hash,
                                outcome.changed(),
                                SessionStates.isAuthenticated(session));
            }
        }
    }

    /** Notes that a session has ended, for the client. */
    synchronized void ended(String id, long version) {
        found.remove(id);
        missed.add(id);
        if (version > 0) {
            untold = new Change(id, hash(id), version, false);
        }
    }

    /** A session that is used has got another id. */
    synchronized void idChanged(Session session, String oldId) {
        String id = session.getIdInternal();
        if (found.remove(oldId, session)) {
            missed.add(oldId);
        }
        missed.remove(id);
        enter(id);
        found.put(id, session);
    }

    /**
     * Returns whether a session is used that could not be stored, so that its id is worth nothing.
     */
    synchronized boolean hasUnstoredSession() {
        return used.stream()
                .filter(session -> session.getIdInternal() != null)
                .anyMatch(session -> !repository.isStored(session));
    }

    /** Forgets what the application has answered, but for the cookie of a stored session. */
    synchronized void takeBack(Response response) {
        sessions.cookie().takeBack(response, !hasUnstoredSession());
        access.takenBack();
    }

    /**
     * Tells the client what was written, before the response is committed: if it has the session's
     * id, or gets it with this response.
     */
    synchronized void tell(Response response) {
        access.tell(used, response);
        tellVersion(response);
    }

    private void tellVersion(Response response) {
        if (untold == null || !isOwn || !repository.consistency().tellsVersions()) {
            return;
        }
        Request asking = request();
        boolean hasId =
                asking.isRequestedSessionIdFromCookie()
                        && untold.id().equals(asking.getRequestedSessionId());
        if (hasId || sessions.cookie().isGivenSession(response)) {
            sessions.cookie()
                    .tell(
                            asking,
                            response,
                            new Told(
                                    untold.version(),
                                    repository.consistency().now(),
                                    untold.authenticated(),
                                    VersionCookie.tag(untold.hash())));
            lastTold = untold.version();
            untold = null;
        }
    }

    /** Lets go of every session. */
    synchronized void leave() {
        used.forEach(sessions::forgetUnlessStored);
        sessions.live().leave(this, entered);
    }

    /** Returns the request. */
    Request request() {
        return request.request();
    }

    /** Returns the sessions of the application. */
    AnyNodeSessions sessions() {
        return sessions;
    }
}
