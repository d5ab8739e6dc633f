package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.cli.Outcome.Kind;
import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.record.Format;
import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.ItemSize;
import io.github.tomcatdynamodb.record.LargeContents;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.RecordSettings;
import io.github.tomcatdynamodb.record.SavePlanner;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.table.ItemUpdate;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.table.WriteResult;
import io.github.tomcatdynamodb.text.Messages;
import io.github.tomcatdynamodb.value.Sha256;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Upgrades one record after the other, or says what it would do. For use by many threads. */
final class RecordMigration {

    private static final Messages MESSAGES = Messages.of(RecordMigration.class);

    /** So often a record that changes at the same moment is looked at again. */
    private static final int MAX_TRIES = 10;

    private static final int MAX_ITEM_SIZE = 400 * 1024;

    private static final int HASHED_BYTES = 8;

    private final MigrateSettings settings;
    private final Writer table;
    private final Clock clock;
    private final ValueCodec codec;
    private final ItemReader reader;
    private final SavePlanner planner;

    /** Where upgrades are written. */
    interface Writer {
        WriteResult update(ItemUpdate update) throws InterruptedException;
    }

    RecordMigration(MigrateSettings settings, Writer table, Clock clock) {
        this.settings = settings;
        this.table = table;
        this.clock = clock;
        this.codec = Records.codec();
        RecordSettings records = Records.settings(settings.table(), settings.seal());
        this.reader = new ItemReader(records, codec);
        this.planner = new SavePlanner(records, codec);
    }

    /** Upgrades an item that was read, if it is one to be upgraded. */
    Outcome migrate(Map<String, AttributeValue> item) throws InterruptedException {
        String key = item.get(settings.table().hashKey()).s();
        if (!key.startsWith(settings.prefix())) {
            return new Outcome(hashed(key), Kind.OTHER_PREFIX, Map.of(), "");
        }
        Map<String, AttributeValue> current = item;
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            long now = clock.millis();
            Reading reading =
                    reader.read(current, now, settings.sessionTimeout(), LargeContents.NONE);
            if (!(reading instanceof Reading.Live live)) {
                return withoutSession(key, reading);
            }
            Optional<Kind> kind = leftAlone(live.session(), now);
            if (kind.isPresent()) {
                return new Outcome(hashed(key), kind.get(), Map.of(), "");
            }
            Map<String, String> classes = classes(live.session());
            Optional<ItemUpdate> update = planner.upgrade(key, live.session());
            if (update.isEmpty()) {
                return failure(key, Kind.NOT_REPRESENTABLE, classes);
            }
            if (size(current, update.get()) > MAX_ITEM_SIZE) {
                return failure(key, Kind.TOO_LARGE, classes);
            }
            if (!settings.apply()) {
                return new Outcome(hashed(key), Kind.UPGRADABLE, classes, "");
            }
            try {
                WriteResult result = table.update(update.get());
                if (!(result instanceof WriteResult.Refused refused)) {
                    return new Outcome(hashed(key), Kind.UPGRADED, classes, "");
                }
                current = refused.current();
            } catch (TableException e) {
                if (e.kind() == TableException.Kind.TOO_LARGE) {
                    return failure(key, Kind.TOO_LARGE, classes);
                }
                throw e;
            }
        }
        return failure(key, Kind.CONTENDED, Map.of());
    }

    private static Outcome withoutSession(String key, Reading reading) {
        if (reading instanceof Reading.Damaged damaged) {
            return new Outcome(hashed(key), Kind.DAMAGED, Map.of(), damaged.reason());
        }
        Kind kind = reading instanceof Reading.LoggedOut ? Kind.LOGGED_OUT : Kind.NO_SESSION;
        return new Outcome(hashed(key), kind, Map.of(), "");
    }

    private static Optional<Kind> leftAlone(SessionRecord session, long now) {
        if (session.basis().format() == Format.TOMCAT) {
            return Optional.of(Kind.FORMAT_1);
        }
        if (session.basis().format() == Format.EXPRESS_MAP) {
            return Optional.of(Kind.EXPRESS_MAP);
        }
        return Expiry.isExpired(session.basis(), now)
                ? Optional.of(Kind.EXPIRED)
                : Optional.empty();
    }

    private static Outcome failure(String key, Kind kind, Map<String, String> classes) {
        return new Outcome(
                hashed(key), kind, classes, MESSAGES.getString("reason." + kind.inFiles()));
    }

    private Map<String, String> classes(SessionRecord session) {
        Map<String, String> classes = new TreeMap<>();
        session.attributes().forEach((name, value) -> classes.put(name, className(value)));
        return classes;
    }

    private String className(StoredValue value) {
        try {
            Object decoded = codec.decode(value);
            return decoded == null ? "null" : decoded.getClass().getName();
        } catch (UnreadableValueException e) {
            return "?";
        }
    }

    /** The size of the upgraded item: its text is replaced by what the update sets. */
    private static int size(Map<String, AttributeValue> item, ItemUpdate update) {
        int text = ItemSize.of(item.get("sess"));
        int set = update.values().values().stream().mapToInt(ItemSize::of).sum();
        return ItemSize.of(item) - text + set - text;
    }

    /** What stands for a key: begins as in Tomcat's log, and is long enough for large tables. */
    static String hashed(String key) {
        return HexFormat.of().formatHex(Sha256.of(key), 0, HASHED_BYTES);
    }
}
