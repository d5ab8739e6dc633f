package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.record.Origin;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.SavePlan;
import io.github.tomcatdynamodb.record.SavePlanner;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.record.Tombstones;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.table.WriteResult;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.time.Clock;
import java.util.Optional;
import org.apache.tomcat.util.res.StringManager;

/**
 * Ends the record of a session that is stored under another key now, as after a log-in. Other
 * requests may still be at work under the old key: what they have written meanwhile is taken along
 * first, and the tombstone tells where what they write later belongs.
 *
 * <p>Until that is done, the new record names its {@link Origin}. So if the request that has
 * changed the key cannot do it, because DynamoDB does not answer or the node is killed, the next
 * one that loads the session does.
 */
final class KeyChange {

    private static final StringManager sm = StringManager.getManager(KeyChange.class);

    /** So often the old record is looked at anew; each time another node has changed it. */
    private static final int MAX_ROUNDS = 50;

    private final SessionTable table;
    private final SessionReader reader;
    private final SavePlanner planner;
    private final Tombstones tombstones;
    private final ValueCodec values;
    private final Clock clock;

    KeyChange(SessionReader reader, SavePlanner planner, Tombstones tombstones, ValueCodec values) {
        this.table = reader.table();
        this.reader = reader;
        this.planner = planner;
        this.tombstones = tombstones;
        this.values = values;
        this.clock = reader.clock();
    }

    /**
     * Ends the record under the old key, once the one under the new key is written.
     *
     * @param old what is remembered of it
     * @param now what is remembered of the record under the new key
     * @return whether the session lives; if not, it was logged out under the old key meanwhile
     * @throws TableException if DynamoDB did not answer
     */
    boolean complete(StoredSession old, StoredSession now) {
        Optional<Reading> other = end(old, now.key());
        if (other.isEmpty()) {
            return settled(now);
        }
        if (other.get() instanceof Reading.Absent
                && !Expiry.isExpired(old.basis(), clock.millis())) {
            // Time to live does not delete it so early: somebody has.
            return false;
        }
        return settle(old.key(), other.get(), now);
    }

    /**
     * Does what the request has left undone that has changed the key.
     *
     * @param now a session whose origin is not settled
     * @return whether the session lives; if not, it was logged out under the old key meanwhile
     * @throws TableException if DynamoDB did not answer
     */
    boolean resume(StoredSession now, Origin origin) {
        return settle(origin.key(), reader.read(origin.key(), true), now);
    }

    private boolean settle(String oldKey, Reading found, StoredSession now) {
        String key = oldKey;
        Reading old = found;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            if (old instanceof Reading.LoggedOut loggedOut && now.isOf(loggedOut.created())) {
                return false;
            }
            if (old instanceof Reading.Moved moved && !moved.key().equals(now.key())) {
                // Two requests have changed the key at once, and this one is the later.
                key = moved.key();
                old = reader.read(key, true);
            } else if (old instanceof Reading.Live live && now.isSameAs(live.session())) {
                Reading current = reader.read(now.key(), true);
                if (!(current instanceof Reading.Live target)
                        || target.session().origin().isEmpty()) {
                    // Somebody else has settled it, or the session has ended since.
                    return !(current instanceof Reading.LoggedOut);
                }
                old = takeAlong(key, live.session(), target.session(), now.key());
            } else {
                return settled(now);
            }
        }
        throw new IllegalStateException(sm.getString("writer.contention", MAX_ROUNDS));
    }

    /** Returns how the old record is found then. */
    private Reading takeAlong(
            String oldKey, SessionRecord old, SessionRecord target, String newKey) {
        SavePlan.Update plan = planner.takeAlong(newKey, target, old, clock.millis());
        reader.large().write(plan.large());
        boolean taken = table.update(plan.update()) instanceof WriteResult.Written;
        if (!taken && old.basis().accessed() > target.origin().orElseThrow().accessed()) {
            return reader.read(oldKey, true);
        }
        StoredSession seen = StoredSession.of(oldKey, old, values::isNative);
        return end(seen, newKey).orElseGet(() -> new Reading.Moved(old.basis().created(), newKey));
    }

    /** Ends the record if it is what is remembered of it; returns what it is otherwise. */
    private Optional<Reading> end(StoredSession old, String newKey) {
        return table.put(tombstones.ofMoved(old, newKey, clock.millis()))
                        instanceof WriteResult.Refused refused
                ? Optional.of(reader.read(refused))
                : Optional.empty();
    }

    private boolean settled(StoredSession now) {
        table.update(planner.settled(now.key(), now.basis().format()));
        return true;
    }
}
