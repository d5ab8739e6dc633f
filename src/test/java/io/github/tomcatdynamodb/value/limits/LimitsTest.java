package io.github.tomcatdynamodb.value.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.UnreadableValueException.Reason;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.io.ObjectInputFilter;
import java.util.List;
import java.util.Vector;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static StoredValue encode(Object value) {
        try (ValueCodec codec = codec(Limits.defaults())) {
            return codec.encode(value);
        }
    }

    private static ValueCodec codec(Limits limits) {
        return new ValueCodec(
                LimitsTest.class.getClassLoader(), ClassFilter.defaults(), limits, name -> {});
    }

    private static void assertRefused(Limits limits, StoredValue stored) {
        try (ValueCodec codec = codec(limits)) {
            UnreadableValueException failure =
                    assertThrows(UnreadableValueException.class, () -> codec.decode(stored));
            assertEquals(Reason.DAMAGED, failure.reason());
        }
    }

    /** Java serialization writes it. */
    private static Object nested(int depth) {
        Vector<Object> vector = new Vector<>();
        if (depth > 1) {
            vector.add(nested(depth - 1));
        }
        return vector;
    }

    @Test
    void toString_isWhatParseReads() {
        Limits limits = new Limits(1, 2, 3, 4);

        assertEquals(limits, Limits.parse(limits.toString()));
    }

    @Test
    void decode_withinTheLimits_reads() {
        try (ValueCodec codec = codec(new Limits(50, 200, 50, 10_000))) {
            assertEquals(nested(10), codec.decode(encode(nested(10))));
        }
    }

    @Test
    void decode_beyondALimit_isRefused() {
        StoredValue deep = encode(nested(20));
        assertRefused(new Limits(5, 1_000, 1_000, 10_000), deep);
        assertRefused(new Limits(1_000, 5, 1_000, 10_000), deep);
        assertRefused(new Limits(1_000, 1_000, 1_000, 50), deep);
        StoredValue wide = encode(new Vector<>(IntStream.range(0, 100).boxed().toList()));
        assertRefused(new Limits(1_000, 1_000, 50, 10_000), wide);
    }

    @Test
    void decode_ofMoreThanItsBytesAfterInflating_isRefusedInEitherForm() {
        StoredValue java = encode(new Vector<>(IntStream.range(0, 1_000).boxed().toList()));
        StoredValue kryo = encode(IntStream.range(0, 5_000).toArray());
        for (StoredValue stored : new StoredValue[] {java.packed(), kryo.packed()}) {
            assertTrue(Packing.isPacked(stored.value().b().asByteArray()));
            assertRefused(new Limits(1_000, 100_000, 100_000, 2_000), stored);
        }
    }

    @Test
    void limits_thatReadNothing_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Limits(0, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Limits(1, 1, -1, 1));
    }

    @Test
    void parse_takesWhatJdkSerialFilterNames_andTheDefaultsForTheRest() {
        assertEquals(
                new Limits(5, 6, 7, 8),
                Limits.parse("maxdepth=5; maxrefs=6; maxarray=7; maxbytes=8"));
        assertEquals(
                new Limits(
                        Limits.defaults().depth(),
                        Limits.defaults().references(),
                        Limits.defaults().arrayLength(),
                        8),
                Limits.parse("maxbytes=8"));
        for (String wrong : List.of("", "maxbytes", "maxbytes=-1", "maxbytes=1;", "!*")) {
            assertThrows(IllegalArgumentException.class, () -> Limits.parse(wrong), wrong);
        }
    }

    @Test
    void jvmFilter_refusesItsClasses_andNothingWithoutOne() {
        JvmFilter filter =
                new JvmFilter(ObjectInputFilter.Config.createFilter("!java.util.Vector"));

        assertTrue(filter.refuses(Vector.class));
        assertFalse(filter.refuses(String.class));
        assertFalse(new JvmFilter(null).refuses(Vector.class));
    }
}
