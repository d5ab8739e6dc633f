package io.github.tomcatdynamodb.session;

import java.io.IOException;
import org.apache.catalina.Session;
import org.apache.catalina.session.StandardSession;

/** Gives a session other times: Tomcat takes them from the system's clock. */
public final class SessionTimes {

    private SessionTimes() {}

    /** Makes a session one that was created at a time, and accessed then. */
    public static void created(Session session, long time) {
        set(session, time, time);
    }

    /** Makes a session one that was accessed last at a time. */
    public static void accessed(Session session, long time) {
        set(session, session.getCreationTimeInternal(), time);
    }

    private static void set(Session session, long created, long accessed) {
        try {
            SessionState state = new SessionStates(session.getManager(), false).take(session);
            ((StandardSession) session)
                    .readObjectData(
                            new ValueFeeder(
                                    new SessionState(
                                            state.id(),
                                            created,
                                            accessed,
                                            accessed,
                                            state.maxInactiveInterval(),
                                            state.isNew(),
                                            state.isValid(),
                                            state.authentication(),
                                            state.attributes())));
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
