package io.github.tomcatdynamodb.jmx;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts by name. Somebody may make names up without end: what comes after the first thousand is
 * counted together.
 */
final class Counters {

    private static final int MOST = 1000;

    /** Stands for all further names. */
    private static final String OTHERS = "others";

    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

    void count(String name) {
        LongAdder known = counters.get(name);
        if (known == null) {
            known =
                    counters.computeIfAbsent(
                            counters.size() < MOST ? name : OTHERS, unused -> new LongAdder());
        }
        known.increment();
    }

    /** Returns what was counted so far, by name. */
    Map<String, Long> sums() {
        Map<String, Long> sums = new TreeMap<>();
        counters.forEach((name, counter) -> sums.put(name, counter.sum()));
        return sums;
    }
}
