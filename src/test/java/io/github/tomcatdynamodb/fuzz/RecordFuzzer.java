package io.github.tomcatdynamodb.fuzz;

import io.github.tomcatdynamodb.record.ItemReader;
import io.github.tomcatdynamodb.record.LargeContents;
import io.github.tomcatdynamodb.record.Reading;
import io.github.tomcatdynamodb.record.RecordFixture;
import io.github.tomcatdynamodb.record.SessionRecord;
import io.github.tomcatdynamodb.record.Stored;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.value.Catalogue;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Damaged and invented records, ours and those of the Node stores. Jazzer calls it. */
public final class RecordFuzzer {

    private static final long NOW = 1_700_000_000_000L;
    private static final int HALF_AN_HOUR = 1_800;

    private static final ValueCodec CODEC = ValueFuzzer.newCodec();
    private static final ItemReader READER = new ItemReader(Stored.SETTINGS, CODEC);

    private RecordFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Map<String, AttributeValue> item = Forms.item(input);
        Bounds.hold(input.length, () -> read(item));
        Bounds.hold(input.length, () -> readLarge(input));
    }

    /** What stands in items of its own. */
    private static void readLarge(byte[] content) {
        try {
            ValueFuzzer.read(CODEC, StoredValue.ofContent(content));
        } catch (IllegalArgumentException e) {
            // The one way in which it is refused.
        }
    }

    private static void read(Map<String, AttributeValue> item) {
        if (READER.read(item, NOW, HALF_AN_HOUR, LargeContents.NONE) instanceof Reading.Live live) {
            SessionRecord session = live.session();
            session.attributes().values().forEach(value -> ValueFuzzer.read(CODEC, value));
            session.authentication().values().forEach(part -> ValueFuzzer.read(CODEC, part));
            StoredSession.loaded("id", session, session.attributes().keySet(), CODEC::isNative);
        }
    }

    static List<byte[]> seeds() throws Exception {
        List<byte[]> seeds = new ArrayList<>(ours());
        for (Catalogue.Entry entry : Catalogue.all()) {
            seeds.add(CODEC.encode(entry.value()).content());
        }
        RecordFixture.all().map(RecordFixture::item).map(Forms::bytes).forEach(seeds::add);
        return seeds;
    }

    /** A record for each value of the catalogue, of a session that somebody has logged in to. */
    private static List<byte[]> ours() throws Exception {
        AttributeValue auth =
                AttributeValue.fromM(
                        Map.of(
                                "type",
                                AttributeValue.fromM(
                                        Map.of("value", AttributeValue.fromS("FORM")))));
        List<byte[]> records = new ArrayList<>();
        for (Catalogue.Entry entry : Catalogue.all()) {
            StoredValue stored = CODEC.encode(entry.value());
            Map<String, AttributeValue> metadata = new LinkedHashMap<>();
            for (String number : List.of("v", "created", "accessed", "maxInactive")) {
                metadata.put(number, AttributeValue.fromN("1"));
            }
            metadata.put("auth", auth);
            metadata.put(
                    "types",
                    AttributeValue.fromM(
                            stored.type() == null ? Map.of() : Map.of("a", stored.type())));
            Map<String, AttributeValue> item = new LinkedHashMap<>();
            item.put("expires", AttributeValue.fromN("1"));
            item.put("tomcat", AttributeValue.fromM(metadata));
            item.put("sess", AttributeValue.fromM(Map.of("a", stored.value())));
            records.add(Forms.bytes(item));
        }
        return records;
    }
}
