package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.LargeContents;
import io.github.tomcatdynamodb.record.LargePlacement;
import io.github.tomcatdynamodb.record.LegacyFormat;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.RecordSettings;
import io.github.tomcatdynamodb.record.SpecialKeys;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.record.Tombstones;
import io.github.tomcatdynamodb.sessions.Burial;
import io.github.tomcatdynamodb.sessions.LargeItems;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableClock;
import io.github.tomcatdynamodb.table.TableSettings;
import io.github.tomcatdynamodb.table.WriteResult;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.ValueCodec;
import io.github.tomcatdynamodb.value.seal.Seal;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The records of a table, for one who has no Tomcat and no key of a seal: everything about a
 * session but the values that are sealed or of an application's classes.
 */
final class Records {

    private final SessionTable table;
    private final Clock clock;
    private final ItemReader reader;
    private final Tombstones tombstones;
    private final Burial burial;
    private final TableSettings settings;

    /**
     * Knows the records of a table.
     *
     * @param clock the table's time
     */
    Records(SessionTable table, TableSettings settings, TableClock clock) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
        RecordSettings records = settings(settings, Seal.off());
        this.reader = new ItemReader(records, codec());
        this.tombstones = new Tombstones(records);
        this.burial = new Burial(table, reader, tombstones, clock);
    }

    /** Returns how records are read and written with no more settings than the table's. */
    static RecordSettings settings(TableSettings table, Seal seal) {
        return new RecordSettings(
                table.hashKey(),
                table.ttlAttribute(),
                new Expiry(OptionalInt.empty()),
                LegacyFormat.UPGRADE,
                SpecialKeys.NONE,
                false,
                seal,
                LargePlacement.NONE);
    }

    /** Returns a codec that knows the classes of the JDK. */
    static ValueCodec codec() {
        return new ValueCodec(Records.class.getClassLoader(), ClassFilter.defaults());
    }

    /** Returns what stands under a key now, with its large attributes; empty when nothing does. */
    Optional<FoundRecord> read(String key) {
        return table.get(key, true)
                .map(item -> found(key, item, new LargeItems(table, settings.ttlAttribute(), 0)));
    }

    /** Returns what an item of this table is; its large attributes are not read. */
    FoundRecord found(Map<String, AttributeValue> item) {
        return found(item.get(settings.hashKey()).s(), item, LargeContents.NONE);
    }

    private FoundRecord found(
            String key, Map<String, AttributeValue> item, LargeContents contents) {
        long now = clock.millis();
        return new FoundRecord(key, item, reader.read(item, now, 0, contents), now);
    }

    /**
     * Ends a session for good, on every node, whatever key it gets meanwhile.
     *
     * @return whether there was one
     */
    boolean end(FoundRecord record) {
        if (record.reading() instanceof Reading.Live live) {
            burial.bury(StoredSession.of(record.key(), live.session(), value -> true));
            return true;
        }
        // What this release cannot read may be a session to another one.
        return (record.reading() instanceof Reading.Newer
                        || record.reading() instanceof Reading.Damaged)
                && table.put(tombstones.ofUnknown(record.key(), clock.millis(), 0))
                        instanceof WriteResult.Written;
    }
}
