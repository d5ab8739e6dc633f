package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.record.Tombstones;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tomcat.util.res.StringManager;

/** Ends the records of sessions that were logged out, have timed out, or have other keys now. */
final class SessionEnd {

    private static final StringManager sm = StringManager.getManager(SessionEnd.class);

    /** So many records that could not be ended are remembered at most. */
    private static final int MAX_UNENDED = 10_000;

    private final SessionTable table;
    private final SessionReader reader;
    private final Tombstones tombstones;
    private final Burial burial;
    private final KeyChange keyChange;
    private final SessionActivity activity;
    private final FailureLog failureLog;
    private final Clock clock;

    /** By key: records whose sessions have other keys now and which could not be ended then. */
    private final Map<String, Unended> unended = new ConcurrentHashMap<>();

    /**
     * A record whose session has another key now.
     *
     * @param stored what is remembered of it
     * @param now what is remembered of the record under the new key
     */
    private record Unended(StoredSession stored, StoredSession now) {}

    SessionEnd(
            SessionReader reader,
            Tombstones tombstones,
            KeyChange keyChange,
            FailureLog failureLog) {
        this.table = reader.table();
        this.clock = reader.clock();
        this.reader = reader;
        this.tombstones = tombstones;
        this.burial = new Burial(table, reader.items(), tombstones, clock);
        this.keyChange = keyChange;
        this.activity = reader.activity();
        this.failureLog = failureLog;
    }

    /**
     * Ends a session that was logged out: under this key, and whatever key it has got elsewhere.
     *
     * @return the version of what stands for it now, in epoch milliseconds: no read that is older
     *     may be believed
     * @throws TableException if DynamoDB did not answer
     */
    long loggedOut(StoredSession stored) {
        burial.bury(stored);
        activity.removed();
        return Math.max(clock.millis(), stored.basis().accessed() + 1);
    }

    /**
     * Ends a session that was logged out of which nothing is remembered here.
     *
     * @param key the value of its partition key
     * @throws TableException if DynamoDB did not answer
     */
    void unknownLoggedOut(String key, int defaultMaxInactive) {
        table.put(tombstones.ofUnknown(key, clock.millis(), defaultMaxInactive));
    }

    /**
     * Ends a session that has timed out. That is so for this node only: another one may have kept
     * it alive. If none has, DynamoDB deletes the record when it expires. Only when this node has
     * shortened the timeout since, the record does not know yet when that is.
     *
     * @param maxInactive the session's timeout now, in seconds
     * @throws TableException if DynamoDB did not answer
     */
    void timedOut(StoredSession stored, int maxInactive) {
        boolean isShorter =
                maxInactive < stored.basis().maxInactive() || stored.basis().maxInactive() <= 0;
        // A foreign record does not say when it was accessed.
        if (isShorter && stored.basis().format().storesTimes()) {
            table.put(tombstones.ifNotAccessed(stored, clock.millis()));
        }
    }

    /**
     * Ends the record under the old key of a session that is stored under another one now. Must not
     * fail a log-in: whether the user has a session would be uncertain then.
     *
     * @return whether the session lives; if not, it was logged out under the old key meanwhile
     */
    boolean moved(StoredSession stored, StoredSession now) {
        boolean lives = true;
        try {
            lives = keyChange.complete(stored, now);
            if (!lives) {
                loggedOut(now);
            }
            unended.remove(stored.key());
        } catch (TableException e) {
            failureLog.error(
                    sm.getString("end.unended", reader.keys().hashOf(stored.key()), e.getMessage()),
                    e);
            if (unended.size() < MAX_UNENDED) {
                unended.put(stored.key(), new Unended(stored, now));
            }
        }
        return lives;
    }

    /**
     * Returns whether the session has another key now, although a record under this one is there.
     */
    boolean isUnended(String key) {
        return unended.containsKey(key);
    }

    /** Ends the records of sessions that have other keys now, if that has failed at the time. */
    void endUnended() {
        for (Unended record : unended.values()) {
            moved(record.stored(), record.now());
            if (isUnended(record.stored().key())) {
                return;
            }
        }
    }
}
