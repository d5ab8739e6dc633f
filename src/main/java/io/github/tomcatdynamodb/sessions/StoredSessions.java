package io.github.tomcatdynamodb.sessions;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.Session;

/** What Tomcat's Manager asks a store for: the sessions of an application, saved in one way. */
public interface StoredSessions extends AutoCloseable {

    /**
     * Returns a session.
     *
     * @param id its id, as the client sent it
     * @return the session, or empty when there is none
     * @throws IOException if it could not be loaded and the request shall go on without it
     * @throws RuntimeException if it could not be loaded and the request shall fail
     */
    Optional<Session> load(String id) throws ClassNotFoundException, IOException;

    /**
     * Stores what has changed in a session, because the Manager says so: in the background, or as
     * it stops.
     *
     * @throws IOException if that failed
     */
    void save(Session session) throws IOException;

    /**
     * Ends a session of which the Manager knows the id only. Of others it is told by events.
     *
     * @throws IOException if that failed
     */
    void remove(String id) throws IOException;

    /** Returns the session objects of this node, of which requests may use some. */
    Stream<Session> inMemory();

    /** Ends what could not be ended at the time. Called by Tomcat's background thread. */
    void processBackground();

    /** Saves what is still in use and lets go of everything. */
    @Override
    void close();
}
