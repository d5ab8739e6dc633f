package io.github.tomcatdynamodb.value;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a {@code LinkedHashMap} does not say about itself. */
final class LinkedMaps {

    private LinkedMaps() {}

    /**
     * Whether entries stay where they were inserted; else each access moves one to the end. Seen on
     * a copy, by trying.
     *
     * @param map a {@code LinkedHashMap}, of exactly this class
     */
    static boolean isInsertionOrdered(Map<?, ?> map) {
        @SuppressWarnings("unchecked") // A copy that nobody else sees takes any key.
        Map<Object, Object> copy = (Map<Object, Object>) ((LinkedHashMap<?, ?>) map).clone();
        copy.clear();
        Object first = new Object();
        copy.put(first, first);
        copy.put(new Object(), first);
        copy.get(first);
        return copy.keySet().iterator().next() == first;
    }
}
