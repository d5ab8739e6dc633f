package io.github.tomcatdynamodb.sessions;

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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.tomcat.util.res.StringManager;

/** Carries out what a save shall write, also when another node has changed the record meanwhile. */
final class SessionWriter {

    private static final StringManager sm = StringManager.getManager(SessionWriter.class);

    /** So often a write is planned anew; each time another node was quicker. */
    private static final int MAX_PLANS = 50;

    /** So many keys a session may have had one after the other. */
    private static final int MAX_KEYS = 10;

    private final SessionTable table;
    private final SessionKeys keys;
    private final SavePlanner planner;
    private final SessionReader reader;
    private final Clock clock;
    private final SessionActivity activity;
    private final LargeItems large;
    private final SizeGuard sizeGuard;
    private final boolean upgradesJson;
    private final FailureLog failureLog;

    /**
     * @param reader reads what has refused a write
     * @param planner decides what is written
     * @param upgradesJson whether a record that is a JSON string shall become a map
     * @param maxSessionSize the most bytes that the attributes of a session may take
     * @param failureLog takes what an administrator should see to
     */
    SessionWriter(
            SessionReader reader,
            SavePlanner planner,
            boolean upgradesJson,
            int maxSessionSize,
            FailureLog failureLog) {
        this.table = reader.table();
        this.keys = reader.keys();
        this.planner = planner;
        this.reader = reader;
        this.clock = reader.clock();
        this.activity = reader.activity();
        this.large = reader.large();
        this.sizeGuard = new SizeGuard(maxSessionSize, failureLog);
        this.upgradesJson = upgradesJson;
        this.failureLog = failureLog;
    }

    /**
     * Writes what is due.
     *
     * @param session the session as it shall be stored
     * @param stored what is remembered of its record; empty when it was never stored
     * @return what to remember now, under another key if the session has got one elsewhere; empty
     *     when it was logged out elsewhere
     */
    Optional<WrittenSession> write(EncodedSession session, Optional<StoredSession> stored) {
        SavePlan plan = planner.plan(session, stored, clock.millis());
        if (plan instanceof SavePlan.Nothing) {
            return withoutCall(plan, display(session), false);
        }
        LongSupplier nanoTime = reader.nanoTime();
        long start = nanoTime.getAsLong();
        try {
            return carryOut(plan, session, stored);
        } finally {
            activity.saveTook(nanoTime.getAsLong() - start);
        }
    }

    private Optional<WrittenSession> carryOut(
            SavePlan first, EncodedSession session, Optional<StoredSession> stored) {
        SavePlan plan = first;
        EncodedSession writing = session;
        Optional<StoredSession> remembered = stored;
        boolean overtaken = false;
        for (int plans = 1; plans <= MAX_PLANS; plans++) {
            Reading current;
            if (plan instanceof SavePlan.Moved moved) {
                writing = writing.withKey(moved.key());
                remembered = remembered.map(record -> record.withKey(moved.key()));
                current = reader.read(moved.key(), true);
            } else if (!(plan instanceof SavePlan.Write write)) {
                return withoutCall(plan, display(writing), overtaken);
            } else {
                AttributeSizes sizes =
                        AttributeSizes.of(writing.attributes(), write.after().large());
                WriteResult result = execute(write, sizes);
                if (result instanceof WriteResult.Written) {
                    written(write, writing, sizes);
                    return Optional.of(
                            new WrittenSession(
                                    write.after(),
                                    write.reason() != SavePlan.Reason.TOUCHED,
                                    overtaken));
                }
                current = reader.read((WriteResult.Refused) result);
            }
            overtaken |= planner.isOvertaken(writing, remembered, current);
            plan = planAgain(writing, remembered, current);
        }
        throw new IllegalStateException(sm.getString("writer.contention", MAX_PLANS));
    }

    private void written(SavePlan.Write write, EncodedSession session, AttributeSizes sizes) {
        Supplier<String> display = display(session);
        activity.written(display, write.reason(), write.changed());
        activity.stored(sizes.bytes());
        sizeGuard.written(sizes, display);
        if (upgradesJson && write.after().basis().format() == Format.JSON_STRING) {
            failureLog.warn(SessionWriter.class, sm.getString("writer.staysJson", display.get()));
        }
    }

    private SavePlan planAgain(
            EncodedSession session, Optional<StoredSession> stored, Reading current) {
        long now = clock.millis();
        return current instanceof Reading.Moved tombstone
                        && stored.isPresent()
                        && leadsTo(stored.get(), session.key(), tombstone)
                ? planner.planReturn(session, stored.get(), tombstone, now)
                : planner.planAgain(session, stored, current, now);
    }

    /**
     * Returns whether the session comes back to a key that it had before, as by a fail-back: then
     * the tombstone there is its own, and it is no log-out.
     */
    private boolean leadsTo(StoredSession stored, String key, Reading.Moved tombstone) {
        if (stored.key().equals(key) || !stored.isOf(tombstone.created())) {
            return false;
        }
        String next = tombstone.key();
        for (int keys = 0; keys < MAX_KEYS; keys++) {
            if (next.equals(stored.key())) {
                return true;
            }
            if (!(reader.read(next, true) instanceof Reading.Moved moved)) {
                return false;
            }
            next = moved.key();
        }
        return false;
    }

    private WriteResult execute(SavePlan.Write write, AttributeSizes sizes) {
        if (!write.changed().isEmpty()) {
            sizeGuard.check(sizes);
        }
        try {
            large.write(write.large());
            return write instanceof SavePlan.Put put
                    ? table.put(put.put())
                    : table.update(((SavePlan.Update) write).update());
        } catch (TableException e) {
            throw e.kind() == TableException.Kind.TOO_LARGE ? sizeGuard.refused(sizes, e) : e;
        }
    }

    /** What stands for a session, if somebody wants to know: the hash is not for every request. */
    private Supplier<String> display(EncodedSession session) {
        String key = session.key();
        return () -> keys.hashOf(key);
    }

    private Optional<WrittenSession> withoutCall(
            SavePlan plan, Supplier<String> display, boolean overtaken) {
        if (plan instanceof SavePlan.Stored done) {
            activity.written(display, done.reason(), List.of());
            return Optional.of(new WrittenSession(done.after(), true, overtaken));
        }
        if (plan instanceof SavePlan.Nothing nothing) {
            activity.unwritten(display);
            return Optional.of(new WrittenSession(nothing.stored(), false, overtaken));
        }
        activity.dropped(display);
        return Optional.empty();
    }
}
