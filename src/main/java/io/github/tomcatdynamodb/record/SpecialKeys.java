package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.text.Messages;
import io.github.tomcatdynamodb.value.StoredValue;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Session attributes that are copied beside the session, so that a secondary index can find it, as
 * connect-dynamodb's {@code specialKeys} are.
 *
 * @param types the attributes' names, and the type of their copies
 * @param required whether a session must have them all to be stored
 */
public record SpecialKeys(Map<String, AttributeValue.Type> types, boolean required) {

    private static final Messages sm = Messages.of(SpecialKeys.class);

    /** No attribute is copied. */
    public static final SpecialKeys NONE = new SpecialKeys(Map.of(), false);

    public SpecialKeys {
        types = Map.copyOf(types);
    }

    /**
     * Returns the copies of those attributes that are there.
     *
     * @throws IllegalStateException if one has another type than its copy must have
     */
    Map<String, AttributeValue> copies(Map<String, StoredValue> attributes) {
        Map<String, AttributeValue> copies = new HashMap<>();
        types.forEach(
                (name, type) -> {
                    StoredValue attribute = attributes.get(name);
                    if (attribute != null) {
                        copies.put(name, copy(name, type, attribute.value()));
                    }
                });
        return copies;
    }

    private static AttributeValue copy(
            String name, AttributeValue.Type type, AttributeValue value) {
        if (value.type() != type) {
            throw new IllegalStateException(
                    sm.getString("specialKeys.type", name, type, value.type()));
        }
        return value;
    }

    /**
     * Checks that a session may be stored.
     *
     * @throws IllegalStateException if an attribute is missing and required
     */
    void check(EncodedSession session) {
        if (required) {
            types.keySet().stream()
                    .filter(name -> !session.attributes().containsKey(name))
                    .findFirst()
                    .ifPresent(
                            name -> {
                                throw new IllegalStateException(
                                        sm.getString("specialKeys.missing", name));
                            });
        }
    }
}
