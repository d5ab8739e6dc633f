package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.RecordSettings;
import io.github.tomcatdynamodb.table.SessionTable;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.apache.catalina.Manager;

/**
 * A web application whose sessions are kept, and how.
 *
 * @param manager its Manager
 * @param keys what its sessions are stored under
 * @param locks the locks of its sessions on this node
 * @param table where they are stored
 * @param records how they are written
 * @param sizes how large a session may become
 * @param readConsistency which reads are strongly consistent
 * @param keepsAuthentication whether what the container knows of the user is stored, even if the
 *     Manager does not say so
 * @param staysInMemory whether sessions stay in the Manager's memory between requests
 * @param clock the table's time
 * @param clockOffset the table's time minus this node's, in milliseconds
 * @param nanoTime as {@link System#nanoTime}
 * @param activity is told what becomes of sessions, and follows what is done with them
 * @param failures what becomes of failures
 * @param log takes what is said of it
 */
public record Application(
        Manager manager,
        SessionKeys keys,
        SessionLocks locks,
        SessionTable table,
        RecordSettings records,
        SessionSizes sizes,
        ReadConsistency readConsistency,
        boolean keepsAuthentication,
        boolean staysInMemory,
        Clock clock,
        LongSupplier clockOffset,
        LongSupplier nanoTime,
        ActivityLog activity,
        FailurePolicy failures,
        ApplicationLog log) {

    /** Returns the timeout of sessions that do not say, in seconds; zero or less means never. */
    int defaultMaxInactive() {
        return manager.getContext().getSessionTimeout() * 60;
    }
}
