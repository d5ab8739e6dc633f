package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.FormatVectors.Vector;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a release has written, each later one reads. */
class FormatTest {

    private static final ValueCodec CODEC =
            new ValueCodec(FormatTest.class.getClassLoader(), ClassFilter.defaults());

    @AfterAll
    static void close() {
        CODEC.close();
    }

    static Stream<Vector> vectors() throws IOException {
        return FormatVectors.all().stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void decode_ofAVector_givesWhatItSays(Vector vector) {
        assertEquals(vector.decoded(), FormatVectors.describe(CODEC.decode(vector.stored())));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void encode_ofAVector_givesItsContentAgain(Vector vector) {
        StoredValue again = CODEC.encode(CODEC.decode(vector.stored()));

        assertTrue(CODEC.unchanged(vector.stored(), again), () -> vector + ": " + again);
    }

    @Test
    void vectors_areThere_forEachForm() throws IOException {
        List<String> forms =
                vectors().map(vector -> vector.name().split(" ")[0]).distinct().toList();

        assertEquals(List.of("java.json", "kryo.json", "native.json"), forms);
        assertTrue(vectors().count() > 250);
    }
}
