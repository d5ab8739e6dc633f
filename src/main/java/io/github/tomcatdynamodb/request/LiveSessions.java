package io.github.tomcatdynamodb.request;

import io.github.tomcatdynamodb.record.ClientAccess;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.session.RestoredSession;
import io.github.tomcatdynamodb.sessions.ReadDemand;
import io.github.tomcatdynamodb.sessions.SessionRepository;
import io.github.tomcatdynamodb.table.TableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.catalina.Session;

/**
 * The session objects that requests of an application use on this node: one for each session, as
 * long as a request with its id is under way. They are not in the Manager's memory meanwhile, so
 * that every request asks here.
 *
 * <p>Whoever holds the lock of this takes no other; session objects and the table are asked
 * outside.
 */
final class LiveSessions {

    /** After so long a request looks into the table whether somebody else has changed a session. */
    private static final long BELIEVED = Duration.ofSeconds(2).toNanos();

    private final SessionRepository repository;
    private final Supplier<? extends Session> objects;
    private final LongSupplier nanoTime;
    private final Map<String, Live> byId = new HashMap<>();

    /** What requests under way know of a session id. */
    private static final class Live {
        final Set<ApplicationScope> scopes = new HashSet<>();

        /** The latest version that a client has been told; no older one may be shown to any. */
        long told;

        /** What requests share; {@code null} when there is none. */
        Session session;

        /** When the table was asked for the session, or the object made. */
        long askedAt;

        /** What the table was asked for in vain, and when; {@code null} when it was not. */
        Unfound unfound;
    }

    /**
     * A read that found no session.
     *
     * @param askedAt when, of {@link System#nanoTime}
     * @param client what the client could show for whom the session had ended; another may show
     *     more
     * @param failure why; empty when there is none
     */
    private record Unfound(long askedAt, ClientAccess client, Optional<TableException> failure) {

        boolean holdsFor(ClientAccess other) {
            return failure.isPresent() || client.equals(other);
        }
    }

    /**
     * @param repository reads and restores sessions
     * @param objects makes session objects without values
     * @param nanoTime as {@link System#nanoTime}
     */
    LiveSessions(
            SessionRepository repository,
            Supplier<? extends Session> objects,
            LongSupplier nanoTime) {
        this.repository = repository;
        this.objects = objects;
        this.nanoTime = nanoTime;
    }

    /**
     * Counts a request among those with a session id.
     *
     * @param told the version that its client has been told, in epoch milliseconds; 0 for none
     */
    synchronized void enter(String id, ApplicationScope scope, long told) {
        Live live = byId.computeIfAbsent(id, first -> new Live());
        live.scopes.add(scope);
        live.told = Math.max(live.told, told);
    }

    /** Counts a request no longer. */
    synchronized void leave(ApplicationScope scope, Collection<String> ids) {
        for (String id : ids) {
            Live live = byId.get(id);
            if (live != null && live.scopes.remove(scope) && live.scopes.isEmpty()) {
                byId.remove(id);
            }
        }
    }

    /** Returns the requests with a session id. */
    synchronized Set<ApplicationScope> scopes(String id) {
        Live live = byId.get(id);
        return live == null ? Set.of() : Set.copyOf(live.scopes);
    }

    /** Returns all session objects in use. */
    synchronized Set<Session> sessions() {
        Set<Session> sessions = new LinkedHashSet<>();
        byId.values().stream()
                .map(live -> live.session)
                .filter(session -> session != null)
                .forEach(sessions::add);
        return sessions;
    }

    /** Shares an object that a request has made, under an id that it is counted for. */
    synchronized void share(String id, Session session) {
        Live live = byId.get(id);
        if (live != null) {
            live.session = session;
            live.askedAt = nanoTime.getAsLong();
        }
    }

    /** Shares an object no longer: it has ended, or what it holds is out of date. */
    synchronized void unshare(Session session) {
        byId.values().stream()
                .filter(live -> live.session == session)
                .forEach(live -> live.session = null);
    }

    /**
     * Returns the session of an id: the object that other requests use, if it is as new as the
     * client may expect, or else a new one.
     *
     * @param id an id that the request is counted for
     * @param demand what the request must see
     * @param client what its client brings along of its last request
     * @param isTold whether the client has been told a version of this very session
     * @param askedSince when the request began, of {@link System#nanoTime}: what has been read
     *     since is read for it, too
     */
    Optional<Session> load(
            String id, ReadDemand demand, ClientAccess client, boolean isTold, long askedSince)
            throws ClassNotFoundException, IOException {
        Optional<Session> shared =
                isTold && !demand.strong() ? shared(id, demand, client) : Optional.empty();
        if (shared.isPresent()) {
            return shared;
        }
        long askedAt;
        ReadDemand whole;
        synchronized (this) {
            Live live = byId.get(id);
            if (live.unfound != null
                    && live.unfound.askedAt() - askedSince >= 0
                    && live.unfound.holdsFor(client)) {
                if (live.unfound.failure().isPresent()) {
                    throw live.unfound.failure().get();
                }
                return Optional.empty();
            }
            askedAt = nanoTime.getAsLong();
            whole = new ReadDemand(Math.max(demand.version(), live.told), demand.strong());
        }
        Found found = repository.whileNotSaved(id, () -> find(id, whole, client, askedAt));
        if (found.session().isPresent() || found.record().isEmpty()) {
            return found.session();
        }
        Session restored = repository.restore(id, found.record().get(), client, objects);
        synchronized (this) {
            Live live = byId.get(id);
            live.session = restored;
            live.askedAt = askedAt;
        }
        return Optional.of(restored);
    }

    /** An object has got another id: who asks for the one before must not get it. */
    synchronized void move(String oldId, Session session) {
        Live live = byId.get(oldId);
        if (live != null && live.session == session) {
            live.session = null;
        }
        share(session.getIdInternal(), session);
    }

    private Optional<Session> shared(String id, ReadDemand demand, ClientAccess client) {
        Session session;
        synchronized (this) {
            Live live = byId.get(id);
            session = nanoTime.getAsLong() - live.askedAt < BELIEVED ? live.session : null;
        }
        return Optional.ofNullable(session)
                .filter(object -> repository.version(object) >= demand.version())
                .filter(object -> isShareable(id, object))
                // That others use it shows nothing for this client.
                .filter(
                        object ->
                                !client.isJudged()
                                        || repository.clientAccesses().isProven(object, client));
    }

    /** What the application has created, Tomcat would take for new again. */
    private boolean isShareable(String id, Session session) {
        return session instanceof RestoredSession
                && id.equals(session.getIdInternal())
                && repository.isCurrent(session);
    }

    /**
     * What a read has come to.
     *
     * @param session the object that other requests use, if it is as new as the record
     * @param record the record otherwise; empty when there is none
     */
    private record Found(Optional<Session> session, Optional<SessionRecord> record) {}

    private Found find(String id, ReadDemand demand, ClientAccess client, long askedAt) {
        Optional<SessionRecord> record;
        try {
            record = repository.find(id, demand, client);
        } catch (TableException e) {
            unfound(id, new Unfound(askedAt, client, Optional.of(e)));
            throw e;
        }
        if (record.isEmpty()) {
            unfound(id, new Unfound(askedAt, client, Optional.empty()));
            return new Found(Optional.empty(), record);
        }
        long version = record.get().basis().accessed();
        Session session;
        synchronized (this) {
            session = byId.get(id).session;
        }
        // No save of it is under way here: what is newer in the table is another node's.
        if (session != null && isShareable(id, session) && repository.version(session) >= version) {
            synchronized (this) {
                byId.get(id).askedAt = askedAt;
            }
            return new Found(Optional.of(session), record);
        }
        return new Found(Optional.empty(), record);
    }

    private synchronized void unfound(String id, Unfound unfound) {
        Optional<TableException> failure = unfound.failure();
        Live live = byId.get(id);
        // What was throttled may succeed at once.
        boolean lasts = failure.filter(e -> e.kind() == TableException.Kind.THROTTLED).isEmpty();
        live.unfound = lasts ? unfound : null;
        boolean mayHaveEndedForOne =
                unfound.client().isJudged() && unfound.client().proofs().isEmpty();
        if (failure.isEmpty() && !mayHaveEndedForOne) {
            live.session = null;
        }
    }
}
