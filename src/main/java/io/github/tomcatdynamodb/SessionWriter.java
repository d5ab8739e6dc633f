package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.jmx.StoreStatistics;
import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.Format;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.SavePlan;
import io.github.tomcatdynamodb.record.SavePlanner;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.table.WriteResult;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.tomcat.util.res.StringManager;

/** Carries out what a save shall write, also when another node has changed the record meanwhile. */
final class SessionWriter {

    private static final StringManager sm = StringManager.getManager(SessionWriter.class);

    /** So often a write is planned anew; each time another node was quicker. */
    private static final int MAX_PLANS = 50;

    private final SessionTable table;
    private final SessionKeys keys;
    private final SavePlanner planner;
    private final RecordReader reader;
    private final Clock clock;
    private final StoreStatistics statistics;
    private final SizeGuard sizeGuard;
    private final boolean upgradesJson;
    private final FailureLog failureLog;

    /**
     * @param upgradesJson whether a record that is a JSON string shall become a map
     */
    SessionWriter(
            SessionTable table,
            RecordReader reader,
            SavePlanner planner,
            Clock clock,
            StoreStatistics statistics,
            boolean upgradesJson,
            FailureLog failureLog) {
        this.table = table;
        this.keys = reader.keys();
        this.planner = planner;
        this.reader = reader;
        this.clock = clock;
        this.statistics = statistics;
        this.sizeGuard = new SizeGuard(failureLog);
        this.upgradesJson = upgradesJson;
        this.failureLog = failureLog;
    }

    /**
     * Writes what is due.
     *
     * @param session the session as it shall be stored
     * @param stored what is remembered of its record; empty when it was never stored
     * @return what to remember now, under another id if the session has got one elsewhere; empty
     *     when it was logged out elsewhere
     */
    Optional<StoredSession> write(EncodedSession session, Optional<StoredSession> stored) {
        EncodedSession writing = session;
        Optional<StoredSession> remembered = stored;
        SavePlan plan = planner.plan(session, keys.key(session.id()), stored, clock.millis());
        for (int plans = 1; plans <= MAX_PLANS; plans++) {
            Reading current;
            if (plan instanceof SavePlan.Moved moved) {
                writing = writing.withId(moved.id());
                remembered = remembered.map(record -> record.withId(moved.id()));
                current = reader.read(moved.id(), true);
            } else if (!(plan instanceof SavePlan.Write write)) {
                return withoutCall(plan, display(writing));
            } else if (execute(write, writing) instanceof WriteResult.Refused refused) {
                current = reader.read(refused);
            } else {
                Supplier<String> display = display(writing);
                statistics.written(display, write.reason(), write.changed());
                sizeGuard.written(writing, display);
                if (upgradesJson && write.after().basis().format() == Format.JSON_STRING) {
                    failureLog.warn(
                            SessionWriter.class, sm.getString("writer.staysJson", display.get()));
                }
                return Optional.of(write.after());
            }
            plan =
                    planner.planAgain(
                            writing, keys.key(writing.id()), remembered, current, clock.millis());
        }
        throw new IllegalStateException(sm.getString("writer.contention", MAX_PLANS));
    }

    private WriteResult execute(SavePlan.Write write, EncodedSession session) {
        try {
            return write instanceof SavePlan.Put put
                    ? table.put(put.put())
                    : table.update(((SavePlan.Update) write).update());
        } catch (TableException e) {
            throw e.kind() == TableException.Kind.TOO_LARGE ? sizeGuard.refused(session, e) : e;
        }
    }

    /** What stands for a session, if somebody wants to know: the hash is not for every request. */
    private Supplier<String> display(EncodedSession session) {
        String id = session.id();
        return () -> keys.display(id);
    }

    private Optional<StoredSession> withoutCall(SavePlan plan, Supplier<String> display) {
        if (plan instanceof SavePlan.Stored done) {
            statistics.written(display, done.reason(), List.of());
            return Optional.of(done.after());
        }
        if (plan instanceof SavePlan.Nothing nothing) {
            statistics.unwritten(display);
            return Optional.of(nothing.stored());
        }
        statistics.dropped(display);
        return Optional.empty();
    }
}
