package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.Catalogue.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a session holds comes back as FileStore would bring it back. */
class FidelityCatalogueTest {

    private static ValueCodec codec;

    static Stream<Entry> catalogue() throws Exception {
        return Catalogue.all().stream();
    }

    @BeforeAll
    static void open() {
        codec =
                new ValueCodec(
                        FidelityCatalogueTest.class.getClassLoader(), ClassFilter.defaults());
    }

    @AfterAll
    static void close() {
        codec.close();
    }

    @Test
    void catalogue_hasAtLeast150Values() throws Exception {
        assertTrue(catalogue().count() >= 150, () -> "too few");
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void decode_bringsBackWhatFileStoreBringsBack(Entry entry) throws Exception {
        Object expected = GraphForm.throughFileStore(entry.value());
        Object actual = codec.decode(DynamoDb.store(codec.encode(entry.value())));

        assertEquals(expected.getClass(), actual.getClass(), entry + " class");
        if (hasEquality(expected, entry.value())) {
            assertEquals(expected, actual, entry + " equality");
        }
        if (entry.ordered()) {
            assertArrayEquals(
                    GraphForm.of(expected),
                    GraphForm.of(actual),
                    entry + " order, identity, fields");
        }
    }

    /**
     * Whether objects of its kind are equal when they are alike; one that contains itself cannot
     * even be asked.
     */
    private static boolean hasEquality(Object expected, Object value) throws Exception {
        try {
            return expected.equals(GraphForm.throughFileStore(value));
        } catch (StackOverflowError e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void encode_whenNothingChanged_isFoundUnchanged(Entry entry) {
        StoredValue stored = codec.encode(entry.value());
        Object loaded = codec.decode(DynamoDb.store(stored));
        StoredValue again = codec.encode(loaded);

        if (codec.isNative(stored)) {
            assertEquals(
                    stored.fingerprint(),
                    again.fingerprint(),
                    () -> entry + " " + stored + "\n" + again);
        }
        assertTrue(
                codec.unchanged(DynamoDb.store(stored), again),
                () -> entry + " " + stored + "\n" + again);
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void encode_whenNative_isAcceptedByDynamoDb(Entry entry) {
        StoredValue stored = codec.encode(entry.value());
        DynamoDb.requireAccepted(stored.value(), 2);
        if (stored.type() != null) {
            DynamoDb.requireAccepted(stored.type(), 3);
        }
    }

    /** The table of the guide to values. */
    @Test
    void table_ofTypes() throws Exception {
        Map<String, Set<String>> storedAs = new LinkedHashMap<>();
        Map<String, Set<String>> back = new LinkedHashMap<>();
        for (Entry entry : Catalogue.all()) {
            StoredValue stored = codec.encode(entry.value());
            Object decoded = codec.decode(stored);
            storedAs.computeIfAbsent(entry.type(), t -> new LinkedHashSet<>())
                    .add(describe(stored));
            boolean same =
                    decoded.getClass() == entry.value().getClass() || decoded.getClass().isHidden();
            back.computeIfAbsent(entry.type(), t -> new LinkedHashSet<>())
                    .add(
                            same
                                    ? "the same class"
                                    : "`" + decoded.getClass().getName() + "`, as with FileStore");
        }
        List<String> lines = new ArrayList<>();
        lines.add("| Java type | stored as | comes back as |");
        lines.add("| --- | --- | --- |");
        storedAs.forEach(
                (type, forms) ->
                        lines.add(
                                "| "
                                        + type
                                        + " | "
                                        + String.join("; ", forms)
                                        + " | "
                                        + String.join("; ", back.get(type))
                                        + " |"));
        Path target = Path.of(System.getProperty("basedir", "."), "target", "value-types.md");
        Files.write(target, lines);
        String guide =
                Files.readString(
                        Path.of(System.getProperty("basedir", "."), "conf-examples/values.md"));
        assertTrue(
                guide.contains(String.join("\n", lines)),
                "the guide's table of values is not " + target);
    }

    private static String describe(StoredValue stored) {
        String kind = stored.value().type().toString();
        if (stored.type() == null) {
            return kind;
        }
        String simple = stored.type().s();
        if (simple == null) {
            simple = stored.type().m().containsKey("=") ? stored.type().m().get("=").s() : null;
        }
        if (simple == null) {
            return kind;
        }
        if (simple.startsWith("kryo:")) {
            return "B, Kryo";
        }
        if (simple.startsWith("java:")) {
            return "B, Java serialization";
        }
        return kind + " `" + simple.replaceFirst(":.*", ":…") + "`";
    }
}
