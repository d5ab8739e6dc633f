package io.github.tomcatdynamodb.fuzz;

import io.github.tomcatdynamodb.value.Catalogue;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.Forged;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.UnstorableValueException;
import io.github.tomcatdynamodb.value.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Damaged, mixed up and invented forms of one value. Jazzer calls it. */
public final class ValueFuzzer {

    /**
     * What Jazzer watches for is not admitted: it complains when it is loaded, by whatever way, and
     * leads the fuzzer towards its name.
     */
    private static final Pattern ADMITTED = Pattern.compile("(?!jaz\\.).*");

    private static final int HOSTILE_SIZE = 30_000;

    private static final ValueCodec CODEC = newCodec();

    private ValueFuzzer() {}

    static ValueCodec newCodec() {
        return new ValueCodec(ValueFuzzer.class.getClassLoader(), new ClassFilter(ADMITTED, null));
    }

    public static void fuzzerTestOneInput(byte[] input) {
        StoredValue form = Forms.value(input);
        Bounds.hold(input.length, () -> read(CODEC, form));
    }

    /** What can be read can be written, too, or is refused. */
    static void read(ValueCodec codec, StoredValue form) {
        try {
            codec.encode(codec.decode(form));
        } catch (UnreadableValueException e) {
            // As it should be.
        } catch (UnstorableValueException e) {
            // What was read may be too deep, or not Serializable.
        }
    }

    static List<byte[]> seeds() throws Exception {
        List<StoredValue> forms = new ArrayList<>(Forged.hostile(HOSTILE_SIZE));
        try (ValueCodec codec = newCodec()) {
            Catalogue.all().forEach(entry -> forms.add(codec.encode(entry.value())));
        }
        return forms.stream().map(Forms::bytes).toList();
    }
}
