package io.github.tomcatdynamodb.jmx;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** How large the sessions were that were written, and which attributes make them so. */
final class Sizes {

    private static final int NAMED_ATTRIBUTES = 10;

    private final LongAdder sessions = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAccumulator largest = new LongAccumulator(Math::max, 0);

    /** The largest of each name, of those with the largest only. */
    private final Map<String, Integer> attributes = new ConcurrentHashMap<>();

    /**
     * Takes a session that was written.
     *
     * @param attributeBytes the size of each attribute, by name
     */
    void stored(Map<String, Integer> attributeBytes) {
        long total = attributeBytes.values().stream().mapToLong(Integer::longValue).sum();
        sessions.increment();
        bytes.add(total);
        largest.accumulate(total);
        attributeBytes.forEach(
                (name, size) -> {
                    if (isAmongTheLargest(name, size)) {
                        keep(name, size);
                    }
                });
    }

    private boolean isAmongTheLargest(String name, int size) {
        Integer known = attributes.get(name);
        return known != null
                ? known < size
                : attributes.size() < NAMED_ATTRIBUTES
                        || attributes.values().stream().anyMatch(other -> other < size);
    }

    private synchronized void keep(String name, int size) {
        attributes.merge(name, size, Math::max);
        if (attributes.size() > NAMED_ATTRIBUTES) {
            attributes.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .ifPresent(attributes::remove);
        }
    }

    /** Returns the average in bytes; 0 when none was written. */
    long average() {
        long count = sessions.sum();
        return count == 0 ? 0 : bytes.sum() / count;
    }

    /** Returns the largest session in bytes. */
    long largest() {
        return largest.get();
    }

    /** Returns the attributes with the largest values, in bytes by name, largest first. */
    Map<String, Integer> largestAttributes() {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        attributes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(attribute -> sorted.put(attribute.getKey(), attribute.getValue()));
        return sorted;
    }
}
