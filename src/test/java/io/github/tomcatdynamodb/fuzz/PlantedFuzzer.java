package io.github.tomcatdynamodb.fuzz;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Has a mistake that chance alone would not find: what {@link FuzzIT} would not tell us of it. */
public final class PlantedFuzzer {

    private static final String PLANTED = "enum:Planted";

    private PlantedFuzzer() {}

    /** One form, with twelve characters to find: one of 256^12. */
    static List<byte[]> seeds() {
        AttributeValue type = AttributeValue.fromS("x".repeat(PLANTED.length()));
        return List.of(Forms.bytes(new StoredValue(AttributeValue.fromS("value"), type)));
    }

    public static void fuzzerTestOneInput(byte[] input) {
        StoredValue form = Forms.value(input);
        if (form.type() != null && PLANTED.equals(form.type().s())) {
            throw new IllegalStateException("planted");
        }
    }
}
