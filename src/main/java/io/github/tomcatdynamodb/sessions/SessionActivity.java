package io.github.tomcatdynamodb.sessions;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Is told what becomes of sessions, for statistics. Must be thread-safe and quick, and must not
 * throw.
 */
public interface SessionActivity {

    /** A session was read. */
    void loaded();

    /** A session was not found. */
    void missed();

    /** A read was repeated, strongly: the first one found nothing, or too old a version. */
    void readAgain();

    /**
     * A save wrote nothing.
     *
     * @param session gives what stands for the session
     */
    void unwritten(Supplier<String> session);

    /**
     * A save wrote.
     *
     * @param session gives what stands for the session
     * @param reason why
     * @param attributes the names of the attributes that were set or removed
     */
    void written(Supplier<String> session, Enum<?> reason, Collection<String> attributes);

    /**
     * A save was dropped, because the session had been logged out elsewhere.
     *
     * @param session gives what stands for the session
     */
    void dropped(Supplier<String> session);

    /** A session was logged out. */
    void removed();

    /**
     * The table was asked for a session.
     *
     * @param nanos how long that took, with a read that was repeated
     */
    void loadTook(long nanos);

    /**
     * A save has called DynamoDB.
     *
     * @param nanos how long that took, with writes that were planned anew
     */
    void saveTook(long nanos);

    /**
     * The attributes of a session that was written.
     *
     * @param bytes the size of each, by name
     */
    void stored(Map<String, Integer> bytes);

    /**
     * An access to a session was not written, because no touch was due.
     *
     * @param bytes the size of its attributes
     */
    void touchSkipped(int bytes);

    /**
     * An attribute of a session that was read was left out, because it could not be read.
     *
     * @param className the class at fault, or that it is unknown
     */
    void unreadable(String className);
}
