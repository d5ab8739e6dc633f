package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A part of the stored authentication: its value and, where needed, its type, side by side. */
final class AuthenticationPart {

    private static final String VALUE = "value";
    private static final String TYPE = "type";

    private AuthenticationPart() {}

    static StoredValue read(AttributeValue part) {
        AttributeValue value = part.m().get(VALUE);
        return new StoredValue(
                value == null ? AttributeValue.fromNul(true) : value, part.m().get(TYPE));
    }

    static AttributeValue write(StoredValue part) {
        Map<String, AttributeValue> map = new HashMap<>();
        map.put(VALUE, part.value());
        if (part.type() != null) {
            map.put(TYPE, part.type());
        }
        return AttributeValue.fromM(map);
    }
}
