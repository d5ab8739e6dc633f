package io.github.tomcatdynamodb.value.types;

import java.util.Collections;
import java.util.Comparator;

/**
 * The orders of sorted collections that have a name; any other comparator is an object that only
 * serialization can keep.
 */
final class Comparators {

    private static final String NATURAL = "natural";
    private static final String REVERSE = "reverse";
    private static final String IGNORE_CASE = "nocase";

    private Comparators() {}

    /**
     * The name of an order: empty for none (natural order), null for a comparator that has no name.
     */
    static String name(Comparator<?> comparator) {
        if (comparator == null) {
            return "";
        }
        if (comparator == Comparator.naturalOrder()) {
            return NATURAL;
        }
        if (comparator == Collections.reverseOrder()) {
            return REVERSE;
        }
        return comparator == String.CASE_INSENSITIVE_ORDER ? IGNORE_CASE : null;
    }

    /**
     * The comparator of that name; null for the empty name.
     *
     * @throws IllegalArgumentException when there is no such order
     */
    @SuppressWarnings(
            "unchecked") // Elements that the comparator does not compare make it throw, which is
    // what is wanted.
    static Comparator<Object> named(String name) {
        Comparator<?> comparator =
                switch (name) {
                    case "" -> null;
                    case NATURAL -> Comparator.naturalOrder();
                    case REVERSE -> Collections.reverseOrder();
                    case IGNORE_CASE -> String.CASE_INSENSITIVE_ORDER;
                    default -> throw new IllegalArgumentException("no such order");
                };
        return (Comparator<Object>) comparator;
    }
}
