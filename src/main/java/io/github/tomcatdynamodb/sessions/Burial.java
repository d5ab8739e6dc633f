package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.LargeContents;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.record.Tombstones;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.table.WriteResult;
import java.time.Clock;
import java.util.Optional;

/**
 * Ends sessions for good: a tombstone in place of the record, on which no late write of any node
 * fits. Knows nothing of Tomcat.
 *
 * @param table where the records are
 * @param items tells what an item is
 * @param tombstones what is left behind
 * @param clock the table's time
 */
public record Burial(SessionTable table, ItemReader items, Tombstones tombstones, Clock clock) {

    /** So many keys a session may get one after the other meanwhile. */
    private static final int MAX_KEYS = 10;

    /**
     * Ends a session: under this key, and whatever key it has got elsewhere.
     *
     * @throws TableException if DynamoDB did not answer
     */
    public void bury(StoredSession stored) {
        Optional<StoredSession> next = Optional.of(stored);
        for (int keys = 0; next.isPresent() && keys < MAX_KEYS; keys++) {
            next = buryRecord(next.get());
        }
    }

    /** Ends a record; returns what the session goes on as, if it has got another key elsewhere. */
    private Optional<StoredSession> buryRecord(StoredSession stored) {
        return table.put(tombstones.of(stored, clock.millis()))
                                instanceof WriteResult.Refused refused
                        && items.read(refused.current(), clock.millis(), 0, LargeContents.NONE)
                                instanceof Reading.Moved moved
                        && stored.isOf(moved.created())
                ? Optional.of(stored.withKey(moved.key()))
                : Optional.empty();
    }
}
