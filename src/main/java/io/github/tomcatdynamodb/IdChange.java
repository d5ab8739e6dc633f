package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.record.Merge;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.record.Tombstones;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.WriteResult;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.time.Clock;
import java.util.Optional;
import org.apache.tomcat.util.res.StringManager;

/**
 * Ends the record of a session that is stored under another id now, as after a log-in. Other
 * requests may still be at work under the old id on other nodes: what they have written since is
 * taken along first, and the tombstone tells where what they write later belongs.
 */
final class IdChange {

    private static final StringManager sm = StringManager.getManager(IdChange.class);

    /** So often the old record is looked at anew; each time another node has changed it. */
    private static final int MAX_ROUNDS = 50;

    private final SessionTable table;
    private final SessionKeys keys;
    private final RecordReader reader;
    private final SessionWriter writer;
    private final Tombstones tombstones;
    private final Merge merge;
    private final ValueCodec values;
    private final Clock clock;

    IdChange(
            SessionTable table,
            RecordReader reader,
            SessionWriter writer,
            Tombstones tombstones,
            ValueCodec values,
            Clock clock) {
        this.table = table;
        this.keys = reader.keys();
        this.reader = reader;
        this.writer = writer;
        this.tombstones = tombstones;
        this.merge = new Merge(values);
        this.values = values;
        this.clock = clock;
    }

    /**
     * Ends the old record.
     *
     * @param left what is remembered of it, and what the new record was made from
     * @param newId the session's id now
     * @return whether the session lives; if not, it was logged out under the old id meanwhile
     * @throws io.github.tomcatdynamodb.table.TableException if DynamoDB did not answer
     */
    boolean complete(StoredSession left, String newId) {
        StoredSession base = left;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            String key = keys.key(base.id());
            if (!(table.put(tombstones.ofMoved(key, base, newId, clock.millis()))
                    instanceof WriteResult.Refused refused)) {
                return true;
            }
            String oldId = base.id();
            Reading current = reader.read(refused);
            if (current instanceof Reading.Moved moved && left.isOf(moved.created())) {
                if (moved.id().equals(newId)) {
                    return true;
                }
                // Another request has changed the id as well: this one was later.
                oldId = moved.id();
                current = reader.read(oldId, true);
            }
            if (current instanceof Reading.LoggedOut loggedOut) {
                return !left.isOf(loggedOut.created());
            }
            if (current instanceof Reading.Absent) {
                return Expiry.isExpired(base.basis(), clock.millis());
            }
            Optional<SessionRecord> old = sameSession(left, current);
            if (old.isEmpty()) {
                return true;
            }
            takeAlong(base, old.get(), newId);
            base =
                    StoredSession.loaded(
                            oldId, old.get(), old.get().attributes().keySet(), values::isNative);
        }
        throw new IllegalStateException(sm.getString("writer.contention", MAX_ROUNDS));
    }

    private static Optional<SessionRecord> sameSession(StoredSession left, Reading reading) {
        return reading instanceof Reading.Live live && left.isSameAs(live.session())
                ? Optional.of(live.session())
                : Optional.empty();
    }

    private void takeAlong(StoredSession base, SessionRecord old, String newId) {
        Optional<SessionRecord> current = sameSession(base, reader.read(newId, true));
        current.ifPresent(
                record ->
                        writer.write(
                                merge.merge(newId, base, old, record),
                                Optional.of(
                                        StoredSession.loaded(
                                                newId,
                                                record,
                                                record.attributes().keySet(),
                                                values::isNative))));
    }
}
