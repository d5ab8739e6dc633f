package io.github.tomcatdynamodb.request;

import io.github.tomcatdynamodb.session.SessionStates;
import java.util.Arrays;
import java.util.EventObject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.Session;
import org.apache.catalina.SessionEvent;
import org.apache.catalina.SessionListener;
import org.apache.catalina.core.StandardContext;

/** Listens to what becomes of sessions: created, under another id, ended. */
final class SessionEvents implements SessionListener, AutoCloseable {

    private final AnyNodeSessions sessions;
    private final StandardContext context;

    /** The servlet API's listener of sessions: Tomcat's own are told of one session each. */
    private final Object creations;

    /** The number of the application's listeners of requests; -1 until a request asks. */
    private volatile int requestListeners = -1;

    SessionEvents(AnyNodeSessions sessions, StandardContext context) {
        this.sessions = sessions;
        this.context = context;
        this.creations =
                ServletListeners.listener(
                        ServletListeners.type("http.HttpSessionListener"),
                        Map.of("sessionCreated", this::created));
        context.addApplicationLifecycleListener(creations);
    }

    private void created(Object event) {
        SessionStates.idOf(((EventObject) event).getSource())
                .flatMap(this::inMemory)
                .ifPresent(sessions::created);
    }

    /** {@code findSession} would count as an access, and the session would not be new any more. */
    private Optional<Session> inMemory(String id) {
        return Stream.of(context.getManager().findSessions())
                .filter(session -> id.equals(session.getIdInternal()))
                .findFirst();
    }

    @Override
    public void sessionEvent(SessionEvent event) {
        Session session = event.getSession();
        if (Session.SESSION_DESTROYED_EVENT.equals(event.getType())) {
            sessions.ended(session);
        } else if (Session.SESSION_CHANGED_ID_EVENT.equals(event.getType())) {
            sessions.changedId(session, (String) event.getData());
        }
    }

    /** Returns whether the application has listeners of requests. It gets none once it serves. */
    boolean hasRequestListeners() {
        if (requestListeners < 0) {
            requestListeners =
                    (int)
                            Stream.of(context.getApplicationEventListeners())
                                    .filter(ServletListeners::listensToRequests)
                                    .count();
        }
        return requestListeners > 0;
    }

    @Override
    public void close() {
        Object[] others =
                Arrays.stream(context.getApplicationLifecycleListeners())
                        .filter(listener -> listener != creations)
                        .toArray();
        context.setApplicationLifecycleListeners(others);
    }
}
