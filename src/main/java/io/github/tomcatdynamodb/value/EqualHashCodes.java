package io.github.tomcatdynamodb.value;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The hash codes of one hash table's keys. A key is compared with all before it that have the same,
 * so tens of thousands of such keys, which fit in an item, take longer than there is time for.
 */
final class EqualHashCodes {

    /** Half a second. */
    private static final long MOST_COMPARISONS = 50_000_000;

    /** Compared with each other, so many keys stay below that. */
    private static final int MOST_KEYS = 10_000;

    private final boolean hasTrees;
    private final Map<Integer, Long> visitsByHashCode = new HashMap<>();
    private long comparisons;

    private EqualHashCodes(boolean hasTrees) {
        this.hasTrees = hasTrees;
    }

    /** Of a {@code HashMap}, which finds comparable keys by comparing them with few. */
    static EqualHashCodes inTrees() {
        return new EqualHashCodes(true);
    }

    /** Of {@code Set.of} and {@code Map.of}. */
    static EqualHashCodes inSequence() {
        return new EqualHashCodes(false);
    }

    /** Whether keys that have no parts, and are about to be written, will be read back. */
    boolean admit(Collection<?> keys) {
        if (keys.size() <= MOST_KEYS) {
            return true;
        }
        try {
            add(keys);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Notes keys that have no parts, before they are hashed.
     *
     * @throws IllegalArgumentException when too many have the same hash code
     */
    void add(Iterable<?> keys) {
        for (Object key : keys) {
            add(key, 1);
        }
    }

    /**
     * Notes a key, before it is hashed.
     *
     * @param visits how many objects its hash code visits, and a comparison, too
     * @throws IllegalArgumentException when too many have the same hash code
     */
    void add(Object key, long visits) {
        if (key == null || (hasTrees && isComparable(key))) {
            return;
        }
        int hashCode = key.hashCode();
        long before = visitsByHashCode.getOrDefault(hashCode, 0L);
        comparisons += before * visits;
        if (comparisons > MOST_COMPARISONS) {
            throw new IllegalArgumentException();
        }
        visitsByHashCode.put(hashCode, before + visits);
    }

    /** What keys mostly are. */
    private static boolean isComparable(Object key) {
        return key instanceof String
                || key instanceof Integer
                || key instanceof Long
                || key instanceof Enum
                || key instanceof UUID;
    }
}
