package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.jmx.StoreStatistics;
import io.github.tomcatdynamodb.record.Format;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.record.Tombstones;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.table.WriteResult;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.tomcat.util.res.StringManager;

/** Ends the records of sessions that were logged out, have timed out, or have other ids now. */
final class SessionEnd {

    private static final StringManager sm = StringManager.getManager(SessionEnd.class);

    /** So many records that could not be ended are remembered at most. */
    private static final int MAX_LEFT = 10_000;

    /** So many ids a session may have got one after the other while a request was under way. */
    private static final int MAX_IDS = 10;

    private final SessionTable table;
    private final SessionKeys keys;
    private final RecordReader reader;
    private final Tombstones tombstones;
    private final IdChange idChange;
    private final RecentAnswers answers;
    private final StoreStatistics statistics;
    private final FailureLog failureLog;
    private final Clock clock;

    /** Records whose sessions have other ids now and which could not be ended at the time. */
    private final Map<String, Left> left = new ConcurrentHashMap<>();

    /**
     * A record whose session has another id now.
     *
     * @param stored what is remembered of it
     * @param now what is remembered of the record under the new id; empty when there is none yet
     */
    private record Left(StoredSession stored, Optional<StoredSession> now) {}

    SessionEnd(
            SessionTable table,
            RecordReader reader,
            Tombstones tombstones,
            IdChange idChange,
            RecentAnswers answers,
            StoreStatistics statistics,
            FailureLog failureLog,
            Clock clock) {
        this.table = table;
        this.keys = reader.keys();
        this.reader = reader;
        this.tombstones = tombstones;
        this.idChange = idChange;
        this.answers = answers;
        this.statistics = statistics;
        this.failureLog = failureLog;
        this.clock = clock;
    }

    /**
     * A session was logged out: under this id, and whatever id it has got elsewhere.
     *
     * @throws TableException if DynamoDB did not answer
     */
    void loggedOut(StoredSession stored) {
        Optional<StoredSession> next = Optional.of(stored);
        for (int ids = 0; next.isPresent() && ids < MAX_IDS; ids++) {
            next = bury(next.get());
        }
        statistics.removed();
    }

    /** Ends a record; returns what the session goes on as, if it has got another id elsewhere. */
    private Optional<StoredSession> bury(StoredSession stored) {
        WriteResult result;
        try {
            result = table.put(tombstones.of(keys.key(stored.id()), stored, clock.millis()));
        } catch (TableException e) {
            // Tomcat looks for the session once more before the request has failed.
            answers.failed(stored.id(), e);
            throw e;
        }
        Optional<Reading> other =
                result instanceof WriteResult.Refused refused
                        ? Optional.of(reader.read(refused))
                        : Optional.empty();
        if (!(other.orElse(null) instanceof Reading.Live)) {
            // Otherwise there is a later session under the same id.
            answers.missed(stored.id());
        }
        return other.orElse(null) instanceof Reading.Moved moved && stored.isOf(moved.created())
                ? Optional.of(stored.withId(moved.id()))
                : Optional.empty();
    }

    /**
     * A session was logged out of which nothing is remembered here.
     *
     * @throws IOException if DynamoDB did not answer
     */
    void unknownLoggedOut(String id, int defaultMaxInactive) throws IOException {
        try {
            table.put(tombstones.ofUnknown(keys.key(id), clock.millis(), defaultMaxInactive));
        } catch (TableException e) {
            throw new IOException(e.getMessage(), e);
        }
        answers.missed(id);
    }

    /**
     * A session has timed out. That is so for this node only: another one may have kept it alive.
     * If none has, DynamoDB deletes the record when it expires. Only when this node has shortened
     * the timeout since, the record does not know yet when that is.
     *
     * @param maxInactive the session's timeout now, in seconds
     * @throws TableException if DynamoDB did not answer
     */
    void timedOut(StoredSession stored, int maxInactive) {
        boolean isShorter =
                maxInactive < stored.basis().maxInactive() || stored.basis().maxInactive() <= 0;
        // A foreign record does not say when it was accessed.
        if (isShorter && stored.basis().format() == Format.TOMCAT) {
            table.put(tombstones.ifNotAccessed(keys.key(stored.id()), stored, clock.millis()));
        }
    }

    /**
     * A session that stays in memory has got another id: its record ends at once, although it is
     * saved under the new id later.
     */
    void moves(StoredSession stored) {
        leave(new Left(stored, Optional.empty()));
    }

    /**
     * A session has got another id and is stored under it.
     *
     * @return whether the session lives; if not, it was logged out under the old id meanwhile
     */
    boolean moved(StoredSession stored, StoredSession now) {
        return leave(new Left(stored, Optional.of(now)));
    }

    /** Must not fail a log-in: whether the user has a session would be uncertain then. */
    private boolean leave(Left leaving) {
        String oldId = leaving.stored().id();
        boolean lives = true;
        try {
            if (leaving.now().isEmpty()) {
                loggedOut(leaving.stored());
            } else if (idChange.complete(leaving.stored(), leaving.now().get())) {
                answers.missed(oldId);
            } else {
                lives = false;
                loggedOut(leaving.now().get());
            }
            left.remove(oldId);
        } catch (TableException e) {
            failureLog.error(
                    sm.getString("repository.left", keys.display(oldId), e.getMessage()), e);
            if (left.size() < MAX_LEFT) {
                left.put(oldId, leaving);
            }
        }
        return lives;
    }

    /** Whether the session has another id now, although the record under this one is there. */
    boolean isLeft(String id) {
        return left.containsKey(id);
    }

    /** Ends the records of sessions that have other ids now, if that has failed at the time. */
    void endLeft() {
        for (Left leaving : left.values()) {
            leave(leaving);
            if (left.containsKey(leaving.stored().id())) {
                return;
            }
        }
    }
}
