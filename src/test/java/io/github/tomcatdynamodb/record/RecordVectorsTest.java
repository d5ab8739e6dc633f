package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.table.ItemPut;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.FormatVectors;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import io.github.tomcatdynamodb.value.seal.Seal;
import io.github.tomcatdynamodb.value.seal.SealKeys;
import io.github.tomcatdynamodb.value.seal.SealMode;
import io.github.tomcatdynamodb.value.seal.SealSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.Vector;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as a release has written them, which each later one must read. {@code main} writes those of
 * a new format; those of one that has been released stay as they are.
 */
class RecordVectorsTest {

    private static final Path FILE =
            Path.of(
                    System.getProperty("basedir", "."),
                    "src/test/resources/format/records-v1.json");

    private static final long NOW = 1_800_000_000_123L;

    private static final ValueCodec CODEC =
            new ValueCodec(RecordVectorsTest.class.getClassLoader(), ClassFilter.defaults());

    @AfterAll
    static void close() {
        CODEC.close();
    }

    private static RecordSettings settings(SealMode mode) {
        String key =
                Base64.getEncoder()
                        .encodeToString("k".repeat(32).getBytes(StandardCharsets.US_ASCII));
        Seal seal =
                new Seal(
                        new SealSettings(mode, false, RecordSeal.paths("plain")),
                        SealKeys.parse("k:" + key));
        RecordSettings plain = Stored.SETTINGS;
        return new RecordSettings(
                plain.hashKey(),
                plain.ttlAttribute(),
                plain.expiry(),
                plain.legacyFormat(),
                plain.specialKeys(),
                false,
                mode == SealMode.OFF ? Seal.off() : seal,
                plain.large());
    }

    /**
     * An item with what is read of it.
     *
     * @param mode the setting {@code seal}
     * @param large what stands in items of its own, in base64, by the key of the item
     */
    record Item(String name, SealMode mode, JsonObject item, JsonObject large, String reads) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Item> items() throws IOException {
        List<Item> items = new ArrayList<>();
        new Gson()
                .fromJson(Files.readString(FILE), JsonArray.class)
                .forEach(
                        element -> {
                            JsonObject json = element.getAsJsonObject();
                            items.add(
                                    new Item(
                                            json.get("name").getAsString(),
                                            SealMode.valueOf(json.get("seal").getAsString()),
                                            json.getAsJsonObject("item"),
                                            json.has("large")
                                                    ? json.getAsJsonObject("large")
                                                    : new JsonObject(),
                                            json.get("reads").getAsString()));
                        });
        return items.stream();
    }

    @ParameterizedTest
    @MethodSource("items")
    void read_ofAnItem_givesWhatItSays(Item item) {
        assertEquals(
                item.reads(), describe(RecordFixture.item(item.item()), item.large(), item.mode()));
    }

    private static String describe(
            Map<String, AttributeValue> item, JsonObject large, SealMode mode) {
        Reading reading =
                new ItemReader(settings(mode), CODEC)
                        .read(item, NOW, 1800, pointer -> content(pointer, large));
        if (!(reading instanceof Reading.Live live)) {
            return reading.toString();
        }
        SessionRecord record = live.session();
        Basis basis = record.basis();
        return "created %d, accessed %d, maxInactive %d, expires %s, attributes %s, log-in %s, from %s, beside %s"
                .formatted(
                        basis.created(),
                        basis.accessed(),
                        basis.maxInactive(),
                        basis.expires(),
                        describe(record.attributes()),
                        describe(record.authentication()),
                        record.origin().map(Origin::key),
                        record.foreign().keySet());
    }

    private static Optional<LargeItem> content(LargePointer pointer, JsonObject large) {
        return pointer.item(
                IntStream.range(0, pointer.parts())
                        .mapToObj(part -> large.get(pointer.key(part)).getAsString())
                        .map(Base64.getDecoder()::decode)
                        .map(SdkBytes::fromByteArray)
                        .map(AttributeValue::fromB)
                        .toList());
    }

    private static Map<String, String> describe(Map<String, StoredValue> values) {
        Map<String, String> described = new TreeMap<>();
        values.forEach(
                (name, value) -> described.put(name, FormatVectors.describe(CODEC.decode(value))));
        return described;
    }

    // ---- How they were written

    public static void main(String[] arguments) throws IOException {
        JsonArray all = new JsonArray();
        for (SealMode mode : SealMode.values()) {
            RecordSettings settings = settings(mode);
            SavePlanner planner = new SavePlanner(settings, CODEC);
            EncodedSession session = session("shop#1");
            SavePlan.Put created = (SavePlan.Put) planner.plan(session, Optional.empty(), NOW);
            add(all, mode, "a session", item(created.put()));
            SavePlan.Put moved =
                    (SavePlan.Put)
                            planner.plan(
                                    session.withKey("shop#2"), Optional.of(created.after()), NOW);
            add(all, mode, "a session that had another key", item(moved.put()));
            Tombstones tombstones = new Tombstones(settings);
            add(
                    all,
                    mode,
                    "what it has left there",
                    item(tombstones.ofMoved(created.after(), "shop#2", NOW)));
            add(all, mode, "a log-out", item(tombstones.of(created.after(), NOW)));
            SavePlan.Put large =
                    (SavePlan.Put)
                            new SavePlanner(
                                            settings.withLarge(
                                                    new LargePlacement("shop#", 30, false)),
                                            CODEC)
                                    .plan(session, Optional.empty(), NOW);
            add(
                    all,
                    mode,
                    "a session with large attributes",
                    item(large.put()),
                    contents(large.large()));
        }
        Map<String, AttributeValue> item =
                item(
                        ((SavePlan.Put)
                                        new SavePlanner(settings(SealMode.OFF), CODEC)
                                                .plan(session("shop#1"), Optional.empty(), NOW))
                                .put());
        add(all, SealMode.OFF, "a later format that this one may read", later(item, "1"));
        add(all, SealMode.OFF, "a later format that this one must not read", later(item, "2"));
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        Files.writeString(FILE, gson.toJson(all) + "\n");
    }

    private static JsonObject contents(List<LargeItem> items) {
        JsonObject contents = new JsonObject();
        for (LargeItem item : items) {
            for (int part = 0; part < item.parts().size(); part++) {
                contents.addProperty(
                        item.pointer().key(part),
                        Base64.getEncoder()
                                .encodeToString(item.parts().get(part).b().asByteArray()));
            }
        }
        return contents;
    }

    private static EncodedSession session(String key) {
        Map<String, StoredValue> attributes = new HashMap<>();
        Map.of(
                        "name",
                        "Ann",
                        "plain",
                        "legible",
                        "number",
                        5L,
                        "order",
                        new ArrayList<>(List.of("b", "a")),
                        "kryo",
                        new HashMap<>(Map.of(1, "one")),
                        "java",
                        new Vector<>(List.of("x".repeat(2_000))))
                .forEach((name, value) -> attributes.put(name, CODEC.encode(value)));
        return new EncodedSession(
                key,
                NOW - 5_000,
                NOW,
                1800,
                attributes,
                Map.of(
                        "authType",
                        CODEC.encode("FORM"),
                        "principal",
                        CODEC.encode(new Vector<>(Set.of("ann")))));
    }

    private static Map<String, AttributeValue> item(ItemPut put) {
        Map<String, AttributeValue> item = new HashMap<>(put.item());
        item.put("id", AttributeValue.fromS(put.key()));
        return item;
    }

    private static Map<String, AttributeValue> later(Map<String, AttributeValue> item, String min) {
        Map<String, AttributeValue> tomcat = new HashMap<>(item.get("tomcat").m());
        tomcat.put("v", AttributeValue.fromN("2"));
        tomcat.put("min", AttributeValue.fromN(min));
        tomcat.put("unknown", AttributeValue.fromS("of the later format"));
        Map<String, AttributeValue> later = new HashMap<>(item);
        later.put("tomcat", AttributeValue.fromM(tomcat));
        return later;
    }

    private static void add(
            JsonArray all, SealMode mode, String name, Map<String, AttributeValue> item) {
        add(all, mode, name, item, new JsonObject());
    }

    private static void add(
            JsonArray all,
            SealMode mode,
            String name,
            Map<String, AttributeValue> item,
            JsonObject large) {
        JsonObject vector = new JsonObject();
        vector.addProperty("name", name + (mode == SealMode.OFF ? "" : ", " + mode));
        vector.addProperty("seal", mode.name());
        vector.add(
                "item", FormatVectors.json(AttributeValue.fromM(item)).getAsJsonObject().get("M"));
        if (large.size() > 0) {
            vector.add("large", large);
        }
        vector.addProperty("reads", describe(item, large, mode));
        all.add(vector);
    }
}
