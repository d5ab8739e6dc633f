package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.record.Origin;
import io.github.tomcatdynamodb.record.Reading;
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
 * Ends the record of a session that is stored under another id now, as after a log-in. Other
 * requests may still be at work under the old id: what they have written meanwhile is taken along
 * first, and the tombstone tells where what they write later belongs.
 *
 * <p>Until that is done, the new record names its {@link Origin}. So if the request that has
 * changed the id cannot do it, because DynamoDB does not answer or the node is killed, the next one
 * that loads the session does.
 */
final class IdChange {

    private static final StringManager sm = StringManager.getManager(IdChange.class);

    /** So often the old record is looked at anew; each time another node has changed it. */
    private static final int MAX_ROUNDS = 50;

    private final SessionTable table;
    private final SessionKeys keys;
    private final RecordReader reader;
    private final SavePlanner planner;
    private final Tombstones tombstones;
    private final ValueCodec values;
    private final Clock clock;

    IdChange(
            SessionTable table,
            RecordReader reader,
            SavePlanner planner,
            Tombstones tombstones,
            ValueCodec values,
            Clock clock) {
        this.table = table;
        this.keys = reader.keys();
        this.reader = reader;
        this.planner = planner;
        this.tombstones = tombstones;
        this.values = values;
        this.clock = clock;
    }

    /**
     * Ends the record under the old id, once the one under the new id is written.
     *
     * @param old what is remembered of it
     * @param now what is remembered of the record under the new id
     * @return whether the session lives; if not, it was logged out under the old id meanwhile
     * @throws TableException if DynamoDB did not answer
     */
    boolean complete(StoredSession old, StoredSession now) {
        Optional<Reading> other = end(old, now.id());
        if (other.isEmpty()) {
            return settled(now);
        }
        if (other.get() instanceof Reading.Absent
                && !Expiry.isExpired(old.basis(), clock.millis())) {
            // Time to live does not delete it so early: somebody has.
            return false;
        }
        return settle(old.id(), other.get(), now);
    }

    /**
     * Does what the request has left undone that has changed the id.
     *
     * @param now a session whose origin is not settled
     * @return whether the session lives; if not, it was logged out under the old id meanwhile
     * @throws TableException if DynamoDB did not answer
     */
    boolean resume(StoredSession now, Origin origin) {
        return settle(origin.id(), reader.read(origin.id(), true), now);
    }

    private boolean settle(String oldId, Reading found, StoredSession now) {
        String id = oldId;
        Reading old = found;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            if (old instanceof Reading.LoggedOut loggedOut && now.isOf(loggedOut.created())) {
                return false;
            }
            if (old instanceof Reading.Moved moved && !moved.id().equals(now.id())) {
                // Two requests have changed the id at once, and this one is the later.
                id = moved.id();
                old = reader.read(id, true);
            } else if (old instanceof Reading.Live live && now.isSameAs(live.session())) {
                Reading current = reader.read(now.id(), true);
                if (!(current instanceof Reading.Live target)
                        || target.session().origin().isEmpty()) {
                    // Somebody else has settled it, or the session has ended since.
                    return !(current instanceof Reading.LoggedOut);
                }
                old = takeAlong(id, live.session(), target.session(), now.id());
            } else {
                return settled(now);
            }
        }
        throw new IllegalStateException(sm.getString("writer.contention", MAX_ROUNDS));
    }

    /** Returns how the old record is found then. */
    private Reading takeAlong(String oldId, SessionRecord old, SessionRecord target, String newId) {
        boolean taken =
                table.update(planner.takeAlong(keys.key(newId), target, old))
                        instanceof WriteResult.Written;
        if (!taken && old.basis().accessed() > target.origin().orElseThrow().accessed()) {
            return reader.read(oldId, true);
        }
        StoredSession seen = StoredSession.of(oldId, old, values::isNative);
        return end(seen, newId).orElseGet(() -> new Reading.Moved(old.basis().created(), newId));
    }

    /** Ends the record if it is what is remembered of it; returns what it is otherwise. */
    private Optional<Reading> end(StoredSession old, String newId) {
        return table.put(tombstones.ofMoved(keys.key(old.id()), old, newId, clock.millis()))
                        instanceof WriteResult.Refused refused
                ? Optional.of(reader.read(refused))
                : Optional.empty();
    }

    private boolean settled(StoredSession now) {
        table.update(planner.settled(keys.key(now.id()), now.basis().format()));
        return true;
    }
}
