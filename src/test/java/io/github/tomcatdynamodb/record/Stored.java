package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.table.ItemPut;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.WriteResult;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import io.github.tomcatdynamodb.value.seal.Seal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records in a real table, written by plans and read back. */
public final class Stored implements AutoCloseable {

    /** A moment, in epoch milliseconds; not at the beginning of a second. */
    static final long NOW = 1_800_000_000_123L;

    static final int HALF_AN_HOUR = 1800;

    /** The defaults, of a table of key {@code id}. */
    public static final RecordSettings SETTINGS = settings(new Expiry(OptionalInt.empty()));

    final ValueCodec codec = new ValueCodec(Stored.class.getClassLoader(), ClassFilter.defaults());
    final SessionTable table;
    private final String name;
    private final ItemReader reader;
    final RecordSettings settings;

    Stored() {
        this(LocalDynamoDb.newTable("id", "expires"), SETTINGS);
    }

    private Stored(String name, RecordSettings settings) {
        this.name = name;
        this.settings = settings;
        table = LocalDynamoDb.open(name);
        reader = new ItemReader(settings, codec);
    }

    static RecordSettings settings(Expiry expiry) {
        return settings(expiry, LegacyFormat.UPGRADE);
    }

    /** The defaults, but for what becomes of records that are JSON strings. */
    static RecordSettings settings(LegacyFormat format) {
        return settings(new Expiry(OptionalInt.empty()), format);
    }

    private static RecordSettings settings(Expiry expiry, LegacyFormat format) {
        return new RecordSettings(
                "id",
                "expires",
                expiry,
                format,
                SpecialKeys.NONE,
                false,
                Seal.off(),
                LargePlacement.NONE);
    }

    /** What a sealed record is written against that holds its types. */
    public static Basis basis(
            Format format, long created, long accessed, int maxInactive, OptionalLong expires) {
        return new Basis(
                format,
                created,
                accessed,
                maxInactive,
                expires,
                Optional.empty(),
                true,
                new RecordSeal(Seal.off().session("key")),
                true);
    }

    SavePlanner planner() {
        return new SavePlanner(settings, codec);
    }

    /** The same table, as a node with such a seal sees it. */
    Stored sealedBy(Seal seal) {
        return new Stored(
                name,
                new RecordSettings(
                        "id",
                        "expires",
                        settings.expiry(),
                        settings.legacyFormat(),
                        new SpecialKeys(Map.of("email", AttributeValue.Type.S), false),
                        false,
                        seal,
                        settings.large()));
    }

    /** A session as it shall be stored, with attributes in their native form. */
    EncodedSession session(
            String id, long created, long accessed, int maxInactive, Map<String, ?> attributes) {
        return new EncodedSession(
                id, created, accessed, maxInactive, encoded(attributes), Map.of());
    }

    EncodedSession session(String id, long accessed, Map<String, ?> attributes) {
        return session(id, NOW, accessed, HALF_AN_HOUR, attributes);
    }

    Map<String, StoredValue> encoded(Map<String, ?> attributes) {
        Map<String, StoredValue> encoded = new HashMap<>();
        attributes.forEach(
                (name, value) ->
                        encoded.put(
                                name,
                                value instanceof StoredValue stored
                                        ? stored
                                        : codec.encode(value)));
        return encoded;
    }

    /** Stores a new session, and returns what is remembered of it. */
    StoredSession create(EncodedSession session) {
        return write(planner().plan(session, Optional.empty(), NOW));
    }

    /** Carries out a plan that must succeed, and returns what is remembered then. */
    StoredSession write(SavePlan plan) {
        assertInstanceOf(WriteResult.Written.class, execute(plan), plan::toString);
        return ((SavePlan.Write) plan).after();
    }

    /** Carries out a plan that must be refused, and returns what the table holds instead. */
    Reading refused(SavePlan plan, long now) {
        WriteResult.Refused refused =
                assertInstanceOf(WriteResult.Refused.class, execute(plan), plan::toString);
        return read(refused.current(), now);
    }

    WriteResult execute(SavePlan plan) {
        return plan instanceof SavePlan.Put put
                ? table.put(put.put())
                : table.update(assertInstanceOf(SavePlan.Update.class, plan).update());
    }

    /** Puts an item as another program would. */
    void put(String key, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> whole = new HashMap<>(item);
        whole.put("id", s(key));
        LocalDynamoDb.dynamo().put(name, whole);
    }

    void delete(String key) {
        LocalDynamoDb.dynamo()
                .client()
                .deleteItem(delete -> delete.tableName(name).key(Map.of("id", s(key))));
    }

    void put(ItemPut put) {
        assertInstanceOf(WriteResult.Written.class, table.put(put));
    }

    Map<String, AttributeValue> item(String key) {
        return LocalDynamoDb.dynamo().item(name, key);
    }

    Reading read(Map<String, AttributeValue> item, long now) {
        return reader.read(item, now, HALF_AN_HOUR, LargeContents.NONE);
    }

    Reading reading(String key) {
        return read(item(key), NOW);
    }

    SessionRecord live(String key) {
        return live(key, NOW);
    }

    SessionRecord live(String key, long now) {
        return assertInstanceOf(Reading.Live.class, read(item(key), now)).session();
    }

    /** What a node remembers that has just loaded a session and could decode all of it. */
    StoredSession load(String key) {
        SessionRecord record = live(key);
        return StoredSession.loaded(key, record, record.attributes().keySet(), codec::isNative);
    }

    /** The attributes as Java values. */
    Map<String, Object> values(String key) {
        Map<String, Object> values = new HashMap<>();
        live(key).attributes().forEach((name, stored) -> values.put(name, codec.decode(stored)));
        return values;
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue m(Map<String, AttributeValue> map) {
        return AttributeValue.fromM(map);
    }

    @Override
    public void close() {
        table.close();
        codec.close();
    }
}
