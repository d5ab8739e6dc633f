package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.WriteResult;
import java.time.Clock;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Reads the records of an application's sessions.
 *
 * @param table where they are
 * @param keys what they are stored under
 * @param items tells what an item is
 * @param defaultMaxInactive the timeout in seconds of records that do not say
 * @param clock the time
 */
record RecordReader(
        SessionTable table,
        SessionKeys keys,
        ItemReader items,
        IntSupplier defaultMaxInactive,
        Clock clock) {

    /**
     * Reads a record from the table.
     *
     * @param id the session id
     * @param consistent whether the read sees every write that was acknowledged before it
     */
    Reading read(String id, boolean consistent) {
        return items.read(
                table.get(keys.key(id), consistent).orElse(Map.of()),
                clock.millis(),
                defaultMaxInactive.getAsInt());
    }

    /** Reads the record that has refused a write. */
    Reading read(WriteResult.Refused refused) {
        return items.read(refused.current(), clock.millis(), defaultMaxInactive.getAsInt());
    }
}
