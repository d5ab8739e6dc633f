package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.cli.Outcome.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** How many records became what. For one thread at a time. */
final class Totals {

    /** More different names are not told apart: they may come from the outside. */
    private static final int MAX_NAMES = 200;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<String, Map<String, Long>> classes = new TreeMap<>();

    void add(Outcome outcome) {
        add(outcome.kind(), 1);
        outcome.classes()
                .forEach(
                        (name, type) -> {
                            if (classes.containsKey(name) || classes.size() < MAX_NAMES) {
                                classes.computeIfAbsent(name, any -> new TreeMap<>())
                                        .merge(type, 1L, Long::sum);
                            }
                        });
    }

    void add(Kind kind, long count) {
        counts.merge(kind, count, Long::sum);
    }

    Map<Kind, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** For each attribute, how often it is of which class; only of what this run has seen. */
    Map<String, Map<String, Long>> classes() {
        return classes;
    }

    long records() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    long failures() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isFailure())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
