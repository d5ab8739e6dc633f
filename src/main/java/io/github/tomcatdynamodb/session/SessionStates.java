package io.github.tomcatdynamodb.session;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.catalina.Manager;
import org.apache.catalina.Session;
import org.apache.catalina.authenticator.Constants;
import org.apache.catalina.session.PersistentManagerBase;
import org.apache.catalina.session.StandardSession;
import org.apache.catalina.session.StandardSessionFacade;

/**
 * Takes the state out of a {@link StandardSession} and gives it to one again, through the session's
 * own {@code writeObjectData} and {@code readObjectData}: Tomcat's rules apply (attribute filters,
 * values that are not serializable), no listener is fired, and no byte is serialized.
 */
public final class SessionStates {

    private final Manager manager;
    private final boolean keepsAuthentication;

    /**
     * @param manager the Manager of the sessions
     * @param keepsAuthentication whether what the container knows of the user is part of the state,
     *     even if the Manager does not say so
     */
    public SessionStates(Manager manager, boolean keepsAuthentication) {
        this.manager = manager;
        this.keepsAuthentication = keepsAuthentication;
    }

    /**
     * Returns the values that Tomcat would persist for this session.
     *
     * @param session a session of the Manager
     * @return its state at this moment
     * @throws IOException if Tomcat refuses to hand the values out
     */
    public SessionState take(Session session) throws IOException {
        ValueCollector values = new ValueCollector();
        ((StandardSession) session).writeObjectData(values);
        SessionState state = values.state();
        return keepsAuthentication ? state.withAuthentication(authentication(session)) : state;
    }

    private static Authentication authentication(Session session) {
        return new Authentication(
                session.getAuthType(),
                session.getPrincipal(),
                session.getNote(Constants.SESSION_ID_NOTE),
                session.getNote(Constants.FORM_REQUEST_NOTE));
    }

    /**
     * Gives a session its state.
     *
     * @param session a session without one, which is not in the Manager's list yet
     * @param state what it shall hold
     * @return the session
     * @throws IOException if Tomcat refuses the values
     * @throws ClassNotFoundException declared by Tomcat; no class is looked up here
     */
    public Session restore(Session session, SessionState state)
            throws IOException, ClassNotFoundException {
        session.setManager(manager);
        ((StandardSession) session).readObjectData(new ValueFeeder(state));
        return session;
    }

    /**
     * Returns whether the container knows something of the user of a session: who it is, or the
     * request that a log-in in progress returns to.
     */
    public static boolean isAuthenticated(Session session) {
        return !authentication(session).isEmpty();
    }

    /**
     * Returns the id of the session that an application sees.
     *
     * @param seen what a listener of sessions is told of; empty for what is none of Tomcat's
     */
    public static Optional<String> idOf(Object seen) {
        return seen instanceof StandardSessionFacade facade
                ? Optional.of(facade.getId())
                : Optional.empty();
    }

    /** Returns the names of the attributes that a session holds. */
    public static Set<String> attributeNames(Session session) {
        Set<String> names = new HashSet<>();
        ((StandardSession) session).getAttributeNames().asIterator().forEachRemaining(names::add);
        return names;
    }

    /**
     * Returns whether a session has idled for its timeout, so that Tomcat ends it for that reason.
     *
     * @param session a session that is still valid
     */
    public static boolean isTimedOut(Session session) {
        int timeout = session.getMaxInactiveInterval();
        return timeout > 0 && session.getIdleTimeInternal() / 1000L >= timeout;
    }

    /** Returns whether a Manager has a session in its memory, without a look into its store. */
    public static boolean isInMemory(Manager manager, Session session) {
        return manager instanceof PersistentManagerBase memory
                && memory.isLoaded(session.getIdInternal());
    }
}
