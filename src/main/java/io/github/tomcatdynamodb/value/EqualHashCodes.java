package io.github.tomcatdynamodb.value;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The hash codes of the keys of {@code Set.of} and {@code Map.of}, which compare a key with all
 * before it that have the same: tens of thousands of such keys, which fit in an item, take longer
 * than there is time for. (A {@code HashMap} finds comparable keys by comparing them with few.)
 */
final class EqualHashCodes {

    private static final long MOST_COMPARISONS = 50_000_000;

    /** Compared with each other, so many keys stay below that. */
    private static final int ALWAYS_FEW = 10_000;

    private EqualHashCodes() {}

    /** Whether there is time to compare those that are equal. */
    static boolean areFew(Collection<?> keys) {
        if (keys.size() <= ALWAYS_FEW) {
            return true;
        }
        Map<Integer, Long> counts = new HashMap<>();
        long comparisons = 0;
        for (Object key : keys) {
            if (key != null) {
                comparisons += counts.merge(key.hashCode(), 1L, Long::sum) - 1;
            }
        }
        return comparisons <= MOST_COMPARISONS;
    }

    /**
     * For keys that are to be read.
     *
     * @throws IllegalArgumentException when there is no time
     */
    static void requireFew(Collection<?> keys) {
        if (!areFew(keys)) {
            throw new IllegalArgumentException();
        }
    }
}
