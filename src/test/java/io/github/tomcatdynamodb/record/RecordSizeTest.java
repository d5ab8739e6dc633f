package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.table.ItemPut;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.SampleSession;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.Manager;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.session.StandardSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a session that JSON can express takes in our record, compared with the record that
 * {@code @pwrdrvr/dynamodb-session-store} wrote for the same content. Ours has {@code tomcat} and
 * no cookie; theirs has a cookie and {@code lastModified}.
 */
class RecordSizeTest {

    private static final Path FIXTURES =
            Path.of(System.getProperty("basedir", "."), "src/test/resources/fixtures");

    /** The target of the second issue. */
    private static final double AT_MOST = 1.10;

    /** Of an application that is called shop. */
    private static final String DEFAULT_PREFIX = "localhost/shop#";

    private static final long CREATED = 1_795_000_000_000L;

    private final ValueCodec codec =
            new ValueCodec(RecordSizeTest.class.getClassLoader(), new ClassFilter(null, null));

    static Stream<Path> sessions() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            List<Path> found =
                    files.filter(file -> file.getFileName().toString().startsWith("pwrdrvr--"))
                            .filter(file -> isSession(json(file)))
                            .sorted()
                            .toList();
            return found.stream();
        }
    }

    /** Fixtures without an item are writes that failed; those made by hand say nothing of sizes. */
    private static boolean isSession(JsonObject fixture) {
        return !fixture.get("handmade").getAsBoolean()
                && fixture.has("item")
                && fixture.get("item").isJsonObject()
                && fixture.getAsJsonObject("item").has("sess");
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void aRecordIsHardlyLargerThanThatOfTheNodeStore(Path file) {
        JsonObject fixture = json(file);
        Map<String, AttributeValue> theirs = RecordFixture.item(fixture.getAsJsonObject("item"));
        Map<String, AttributeValue> ours = ours(fixture, theirs);

        int theirSize = ItemSize.of(theirs);
        int ourSize = ItemSize.of(ours);
        assertTrue(
                ourSize <= theirSize * AT_MOST,
                () -> ourSize + " bytes, theirs " + theirSize + ": " + ours);
    }

    private Map<String, AttributeValue> ours(
            JsonObject fixture, Map<String, AttributeValue> theirs) {
        String sid = fixture.get("sid").getAsString();
        Map<String, StoredValue> attributes = new HashMap<>();
        sess(theirs)
                .forEach(
                        (name, value) -> {
                            Object java = codec.decode(StoredValue.untyped(value));
                            if (java != null) {
                                attributes.put(name, codec.encode(java));
                            }
                        });
        return record(sid, attributes);
    }

    private Map<String, AttributeValue> record(String sid, Map<String, StoredValue> attributes) {
        EncodedSession session =
                new EncodedSession(sid, CREATED, CREATED + 60_000, 1800, attributes, Map.of());
        SavePlan plan =
                new SavePlanner(Stored.SETTINGS, codec)
                        .plan(session, Optional.empty(), CREATED + 60_000);
        ItemPut put = ((SavePlan.Put) plan).put();
        Map<String, AttributeValue> item = new HashMap<>(put.item());
        item.put("id", AttributeValue.fromS(put.key()));
        return item;
    }

    private static Map<String, AttributeValue> sess(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> sess = new HashMap<>(item.get("sess").m());
        sess.remove("cookie");
        sess.remove("lastModified");
        return sess;
    }

    private static JsonObject json(Path file) {
        try {
            return new Gson().fromJson(Files.readString(file), JsonObject.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- Against FileStore

    /** The target of the second issue. */
    private static final double OF_FILE_STORE = 0.60;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSON")
    void aRecordOfObjects_isMuchSmallerThanTheFileOfFileStore(SampleSession sample)
            throws IOException {
        Map<String, StoredValue> attributes = new HashMap<>();
        sample.attributes().forEach((name, value) -> attributes.put(name, codec.encode(value)));

        int record = ItemSize.of(record("0123456789ABCDEF0123456789ABCDEF", attributes));
        int file = fileOfFileStore("0123456789ABCDEF0123456789ABCDEF", sample.attributes());

        System.out.printf(
                "size: %s: record %d bytes, file %d (%.2f)%n",
                sample, record, file, (double) record / file);
        assertTrue(record <= file * OF_FILE_STORE, () -> record + " bytes, in a file " + file);
    }

    /** What FileStore writes: nothing but this. */
    private static int fileOfFileStore(String id, Map<String, Object> attributes)
            throws IOException {
        Manager manager = new StandardManager();
        manager.setContext(new StandardContext());
        StandardSession session = new StandardSession(manager);
        session.setValid(true);
        session.setCreationTime(CREATED);
        session.setMaxInactiveInterval(1800);
        session.setId(id, false);
        attributes.forEach((name, value) -> session.setAttribute(name, value, false));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            session.writeObjectData(out);
        }
        return bytes.size();
    }
}
