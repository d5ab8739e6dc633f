package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.Held;
import io.github.tomcatdynamodb.record.ItemSize;
import io.github.tomcatdynamodb.record.LargePointer;
import io.github.tomcatdynamodb.record.StoredSession;
import io.github.tomcatdynamodb.value.StoredValue;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much room the attributes of a session take in the table, each with its name and its type.
 *
 * @param bytes the size of each, by name
 * @param inItem how much of it is in the session's own item
 */
record AttributeSizes(Map<String, Integer> bytes, int inItem) {

    AttributeSizes {
        bytes = Map.copyOf(bytes);
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
        return of(forms, stored.large());
    }

    /**
     * Returns the sizes of attributes.
     *
     * @param attributes in their stored form, by name
     * @param large where those stand that are not in the session's item
     */
    static AttributeSizes of(Map<String, StoredValue> attributes, Map<String, LargePointer> large) {
        Map<String, Integer> bytes = new HashMap<>();
        int inItem = 0;
        for (Map.Entry<String, StoredValue> attribute : attributes.entrySet()) {
            String name = attribute.getKey();
            LargePointer pointer = large.get(name);
            if (pointer == null) {
                int size = size(name, attribute.getValue().packed());
                bytes.put(name, size);
                inItem += size;
            } else {
                int size = size(name, pointer.stored());
                bytes.put(name, size + pointer.size());
                inItem += size;
            }
        }
        return new AttributeSizes(bytes, inItem);
    }

    private static int size(String name, StoredValue packed) {
        return ItemSize.of(name)
                + ItemSize.of(packed.value())
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
