package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.ClientAccess;
import io.github.tomcatdynamodb.record.CookieTimes;
import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.WriteResult;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.tomcat.util.res.StringManager;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the records of an application's sessions.
 *
 * @param table where they are
 * @param keys what they are stored under
 * @param items tells what an item is
 * @param large reads what stands in items of its own
 * @param defaultMaxInactive the timeout in seconds of records that do not say
 * @param expiry tells when a session has come to its absolute end
 * @param clock the table's time
 * @param nanoTime as {@link System#nanoTime}
 * @param activity is told of reads
 * @param log takes what is damaged
 */
record SessionReader(
        SessionTable table,
        SessionKeys keys,
        ItemReader items,
        LargeItems large,
        IntSupplier defaultMaxInactive,
        Expiry expiry,
        Clock clock,
        LongSupplier nanoTime,
        SessionActivity activity,
        ApplicationLog log) {

    private static final StringManager sm = StringManager.getManager(SessionReader.class);

    /**
     * Reads a record from the table.
     *
     * @param key the value of the partition key
     * @param consistent whether the read sees every write that was acknowledged before it
     */
    Reading read(String key, boolean consistent) {
        return read(table.get(key, consistent).orElse(Map.of()));
    }

    /** Reads the record that has refused a write. */
    Reading read(WriteResult.Refused refused) {
        return read(refused.current());
    }

    private Reading read(Map<String, AttributeValue> item) {
        return items.read(item, clock.millis(), defaultMaxInactive.getAsInt(), large);
    }

    /**
     * Returns the record of a live session. What does not meet the demand is asked for once more,
     * strongly, and so is a session that was not found.
     *
     * @param client what it brings along of its last request
     * @throws IllegalStateException if a newer release of the store has written a record that this
     *     one cannot read
     */
    Optional<SessionRecord> find(String key, ReadDemand demand, ClientAccess client) {
        long start = nanoTime.getAsLong();
        try {
            return findUntimed(key, demand, client);
        } finally {
            activity.loadTook(nanoTime.getAsLong() - start);
        }
    }

    private Optional<SessionRecord> findUntimed(
            String key, ReadDemand demand, ClientAccess client) {
        Optional<SessionRecord> found = live(key, read(key, demand.strong()), client);
        if (demand.strong()
                || found.filter(record -> record.basis().accessed() >= demand.version())
                        .isPresent()) {
            return found;
        }
        activity.readAgain();
        return live(key, read(key, true), client);
    }

    private Optional<SessionRecord> live(String key, Reading reading, ClientAccess client) {
        if (reading instanceof Reading.Newer newer) {
            throw new IllegalStateException(
                    sm.getString("reader.newer", keys.hashOf(key), newer.format()));
        }
        if (reading instanceof Reading.Damaged damaged) {
            log.error(sm.getString("reader.damaged", keys.hashOf(key), damaged.reason()));
        }
        long now = clock.millis();
        return reading instanceof Reading.Live live
                        && !CookieTimes.hasEnded(live.session(), client, now)
                        && !expiry.isOverAge(live.session().basis().created(), now)
                ? Optional.of(live.session())
                : Optional.empty();
    }
}
