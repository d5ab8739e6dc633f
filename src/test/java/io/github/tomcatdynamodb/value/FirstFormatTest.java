package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.tomcatdynamodb.value.Catalogue.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was written before objects took one number instead of two is read as it was. The file has
 * what the values of the catalogue were then stored as.
 */
class FirstFormatTest {

    private static final Path FILE =
            Path.of(
                    System.getProperty("basedir", "."),
                    "src/test/resources/fixtures/kryo-first-format.tsv");

    private final ValueCodec codec =
            new ValueCodec(FirstFormatTest.class.getClassLoader(), ClassFilter.defaults());

    private static Map<String, StoredValue> stored() throws IOException {
        Map<String, StoredValue> stored = new HashMap<>();
        for (String line : Files.readAllLines(FILE)) {
            String[] parts = line.split("\t", -1);
            stored.put(parts[0], Forged.opaque(parts[1], Base64.getDecoder().decode(parts[2])));
        }
        return stored;
    }

    static Stream<Entry> entries() throws Exception {
        Map<String, StoredValue> stored = stored();
        return Catalogue.all().stream().filter(entry -> stored.containsKey(entry.toString()));
    }

    @Test
    void file_hasOnlyEntriesOfTheCatalogue() throws Exception {
        assertEquals(stored().size(), entries().count());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void decode_bringsBackWhatFileStoreBringsBack(Entry entry) throws Exception {
        StoredValue old = stored().get(entry.toString());
        assertEquals(1, old.value().b().asByteArray()[0]);
        Object expected = GraphForm.throughFileStore(entry.value());
        Object actual = codec.decode(old);

        assertEquals(expected.getClass(), actual.getClass());
        if (entry.ordered()) {
            assertArrayEquals(GraphForm.of(expected), GraphForm.of(actual));
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void unchanged_seesThroughTheFormat(Entry entry) throws Exception {
        StoredValue old = stored().get(entry.toString());
        StoredValue now = codec.encode(codec.decode(old));

        assertNotEquals(old.fingerprint(), now.fingerprint());
        assertEquals(true, codec.unchanged(old, now));
    }
}
