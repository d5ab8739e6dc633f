package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.Held;
import io.github.tomcatdynamodb.record.ItemSize;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.value.StoredValue;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much room the attributes of a session take in its record, each with its name and its type.
 *
 * @param bytes the size of each, by name
 */
record AttributeSizes(Map<String, Integer> bytes) {

    AttributeSizes {
        bytes = Map.copyOf(bytes);
    }

    /** Returns the sizes of what is written. */
    static AttributeSizes of(EncodedSession session) {
        return of(session.attributes());
    }

    /**
     * Returns the sizes of what is stored of a session that has not changed. As far as the stored
     * form is at hand nothing is deflated for it, because every request asks.
     */
    static AttributeSizes of(EncodedSession session, StoredSession stored) {
        Map<String, StoredValue> forms = new HashMap<>(session.attributes());
        stored.held()
                .forEach(
                        (name, held) -> {
                            if (held instanceof Held.Form read) {
                                forms.put(name, read.form());
                            }
                        });
        return of(forms);
    }

    /** Returns the sizes of attributes in their stored form, by name. */
    static AttributeSizes of(Map<String, StoredValue> attributes) {
        Map<String, Integer> bytes = new HashMap<>();
        attributes.forEach((name, stored) -> bytes.put(name, size(name, stored.packed())));
        return new AttributeSizes(bytes);
    }

    private static int size(String name, StoredValue packed) {
        return ItemSize.of(Map.of(name, packed.value()))
                + (packed.type() == null ? 0 : ItemSize.of(packed.type()));
    }

    /** Returns the size of all attributes together. */
    int total() {
        return bytes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Returns the largest attributes with their sizes, for a message.
     *
     * @param most how many
     */
    String largest(int most) {
        return bytes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(most)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
