package io.github.tomcatdynamodb.request;

import io.github.tomcatdynamodb.record.ClientAccess;
import io.github.tomcatdynamodb.sessions.ClientAccesses;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.catalina.Session;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/**
 * What the client of one request keeps of the time of its last request to one application: what it
 * brings along, whether it can be told this one's, and the telling. A client that cannot be told is
 * one that keeps nothing.
 */
final class KeptAccess {

    private final RequestScope request;
    private final AnyNodeSessions sessions;
    private final ClientAccesses accesses;
    private final boolean isOwn;
    private final ClientAccess client;

    /** Used first when the answer had begun to leave. */
    private final Set<Session> usedTooLate = new HashSet<>();

    private boolean isTold;

    /**
     * @param isOwn whether the request was sent to this application
     */
    KeptAccess(RequestScope request, AnyNodeSessions sessions, boolean isOwn) {
        this.request = request;
        this.sessions = sessions;
        this.accesses = sessions.repository().clientAccesses();
        this.isOwn = isOwn;
        this.client =
                accesses.areKept()
                        ? sessions.accessCookie().read(request.request())
                        : ClientAccess.UNASKED;
    }

    /** Returns what the client brings along. */
    ClientAccess client() {
        return client;
    }

    /** Somebody has got a session. */
    void used(Session session) {
        if (accesses.areKept() && !request.canTell()) {
            usedTooLate.add(session);
        }
    }

    /** Returns whether the client keeps the time at which it uses a session now. */
    boolean keeps(Session session) {
        return accesses.areKept()
                && !usedTooLate.contains(session)
                && (accesses.isProven(session, client) || isGiven());
    }

    /** It gets a session cookie with this answer, and the other one with it. */
    private boolean isGiven() {
        return isOwn && sessions.cookie().isGivenSession(request.response());
    }

    /** Tells the client that it uses sessions now, before the response is committed. */
    void tell(Collection<Session> used, Response response) {
        if (!accesses.areKept() || isTold) {
            return;
        }
        used.stream()
                .filter(this::isClients)
                .flatMap(session -> accesses.due(session, client).stream())
                .findFirst()
                .ifPresent(
                        proof -> {
                            sessions.accessCookie().tell(request.request(), response, proof);
                            isTold = true;
                        });
    }

    private boolean isClients(Session session) {
        Request asking = request.request();
        String id = session.getIdInternal();
        return id != null
                && (accesses.isProven(session, client)
                        || isGiven()
                        || (isOwn
                                && asking.isRequestedSessionIdFromCookie()
                                && id.equals(asking.getRequestedSessionId())));
    }

    /** What the response held is taken back, the cookie with it. */
    void takenBack() {
        isTold = false;
    }
}
