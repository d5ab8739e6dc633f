package io.github.tomcatdynamodb.session;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.catalina.Manager;
import org.apache.catalina.Session;
import org.apache.catalina.session.StandardSession;

/**
 * Takes the state out of a {@link StandardSession} and makes a session of it again, through the
 * session's own {@code writeObjectData} and {@code readObjectData}: Tomcat's rules apply (attribute
 * filters, values that are not serializable, {@code persistAuthentication}), no listener is fired,
 * and no byte is serialized.
 */
public final class SessionStates {

    private SessionStates() {}

    /**
     * Returns the values that Tomcat would persist for this session.
     *
     * @param session a session of a Manager
     * @return its state at this moment
     * @throws IOException if Tomcat refuses to hand the values out
     */
    public static SessionState take(Session session) throws IOException {
        ValueCollector values = new ValueCollector();
        ((StandardSession) session).writeObjectData(values);
        return values.state();
    }

    /**
     * Returns a new session of a Manager with the given state. It is not in the Manager's list yet.
     *
     * @param manager the Manager that creates it
     * @param state what it shall hold
     * @throws IOException if Tomcat refuses the values
     * @throws ClassNotFoundException declared by Tomcat; no class is looked up here
     */
    public static Session restore(Manager manager, SessionState state)
            throws IOException, ClassNotFoundException {
        StandardSession session = (StandardSession) manager.createEmptySession();
        session.setManager(manager);
        session.readObjectData(new ValueFeeder(state));
        return session;
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
}
