package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The parts of a record in format 1, written whole, of values that are sealed already. */
final class WholeRecord {

    private WholeRecord() {}

    /** Returns {@code sess}: the attributes natively, and what a Node store keeps beside them. */
    static AttributeValue sess(
            Map<String, StoredValue> attributes, Map<String, AttributeValue> reserved) {
        Map<String, AttributeValue> sess = new HashMap<>(reserved);
        attributes.forEach(
                (name, value) -> {
                    if (!LargePointer.is(value)) {
                        sess.put(name, value.value());
                    }
                });
        return AttributeValue.fromM(sess);
    }

    /**
     * Returns {@code tomcat}. Its {@code types} is there even when empty, so that updates can set a
     * path in it.
     *
     * @param uid see {@link RecordSeal#uid}
     */
    static AttributeValue tomcat(
            long created,
            long accessed,
            int maxInactive,
            AttributeValue uid,
            Map<String, StoredValue> attributes,
            Map<String, StoredValue> authentication) {
        Map<String, AttributeValue> tomcat = new HashMap<>();
        tomcat.put(Names.VERSION, number(Names.FORMAT_VERSION));
        tomcat.put(Names.UID, uid);
        tomcat.put(Names.CREATED, number(created));
        tomcat.put(Names.ACCESSED, number(accessed));
        tomcat.put(Names.MAX_INACTIVE, number(maxInactive));
        tomcat.put(Names.TYPES, types(attributes));
        if (!authentication.isEmpty()) {
            tomcat.put(Names.AUTH, authentication(authentication));
        }
        return AttributeValue.fromM(tomcat);
    }

    static AttributeValue types(Map<String, StoredValue> attributes) {
        Map<String, AttributeValue> types = new HashMap<>();
        attributes.forEach(
                (name, value) -> {
                    AttributeValue type = type(name, value);
                    if (type != null) {
                        types.put(name, type);
                    }
                });
        return AttributeValue.fromM(types);
    }

    /**
     * Returns the type entry of an attribute, or {@code null} when it needs none. One with the name
     * of something that a Node store keeps in {@code sess} always has one: by it the two are told
     * apart.
     */
    static AttributeValue type(String name, StoredValue value) {
        boolean isReservedName = name.equals(Names.COOKIE) || name.equals(Names.LAST_MODIFIED);
        return value.type() == null && isReservedName ? ItemReader.PLAIN : value.type();
    }

    static AttributeValue authentication(Map<String, StoredValue> authentication) {
        Map<String, AttributeValue> parts = new HashMap<>();
        authentication.forEach((name, part) -> parts.put(name, AuthenticationPart.write(part)));
        return AttributeValue.fromM(parts);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
