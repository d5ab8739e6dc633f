package io.github.tomcatdynamodb.fuzz;

import io.github.tomcatdynamodb.value.StoredValue;

/**
 * Has a mistake that chance alone would not find: what {@link FuzzTest} would not tell us of it.
 */
public final class PlantedFuzzer {

    private PlantedFuzzer() {}

    public static void fuzzerTestOneInput(byte[] input) {
        StoredValue form = Forms.value(input);
        if (form.type() != null && "enum:Planted".equals(form.type().s())) {
            throw new IllegalStateException("planted");
        }
    }
}
