package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.jmx.StoreStatistics;
import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.SavePlan;
import io.github.tomcatdynamodb.record.SavePlanner;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.WriteResult;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.tomcat.util.res.StringManager;

/** Carries out what a save shall write, also when another node has changed the record meanwhile. */
final class SessionWriter {

    private static final StringManager sm = StringManager.getManager(SessionWriter.class);

    /** So often a write is planned anew; each time another node was quicker. */
    private static final int MAX_PLANS = 10;

    private final SessionTable table;
    private final SessionKeys keys;
    private final SavePlanner planner;
    private final ItemReader reader;
    private final Clock clock;
    private final StoreStatistics statistics;

    SessionWriter(
            SessionTable table,
            SessionKeys keys,
            SavePlanner planner,
            ItemReader reader,
            Clock clock,
            StoreStatistics statistics) {
        this.table = table;
        this.keys = keys;
        this.planner = planner;
        this.reader = reader;
        this.clock = clock;
        this.statistics = statistics;
    }

    /**
     * Writes what is due.
     *
     * @param session the session as it shall be stored
     * @param stored what is remembered of its record; empty when it was never stored
     * @param defaultMaxInactive the timeout in seconds of records that do not say
     * @return what to remember now; empty when the session was logged out elsewhere
     */
    Optional<StoredSession> write(
            EncodedSession session, Optional<StoredSession> stored, int defaultMaxInactive) {
        String key = keys.key(session.id());
        String display = keys.display(session.id());
        SavePlan plan = planner.plan(session, key, stored, clock.millis());
        for (int plans = 1; plans <= MAX_PLANS; plans++) {
            WriteResult result;
            StoredSession after;
            if (plan instanceof SavePlan.Update update) {
                result = table.update(update.update());
                after = update.after();
                if (result instanceof WriteResult.Written) {
                    statistics.written(display, update.reason(), update.changed());
                }
            } else if (plan instanceof SavePlan.Put put) {
                result = table.put(put.put());
                after = put.after();
                if (result instanceof WriteResult.Written) {
                    statistics.written(display, put.reason(), session.attributes().keySet());
                }
            } else {
                return withoutCall(plan, display, stored);
            }
            if (!(result instanceof WriteResult.Refused refused)) {
                return Optional.of(after);
            }
            long now = clock.millis();
            plan =
                    planner.planAgain(
                            session,
                            key,
                            stored,
                            reader.read(refused.current(), now, defaultMaxInactive),
                            now);
        }
        throw new IllegalStateException(sm.getString("writer.contention", MAX_PLANS));
    }

    private Optional<StoredSession> withoutCall(
            SavePlan plan, String display, Optional<StoredSession> stored) {
        if (plan instanceof SavePlan.Stored done) {
            statistics.written(display, done.reason(), List.of());
            return Optional.of(done.after());
        }
        if (plan instanceof SavePlan.Gone) {
            statistics.dropped(display);
            return Optional.empty();
        }
        statistics.unwritten(display);
        return stored;
    }
}
