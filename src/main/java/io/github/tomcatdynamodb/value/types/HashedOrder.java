package io.github.tomcatdynamodb.value.types;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/**
 * An order for what a hash table holds that does not depend on the table, so that equal tables are
 * written the same: by hash code, then by value where values can be compared.
 *
 * <p>Where hash codes say nothing of the content (a class that does not override {@code hashCode}),
 * the order is another one each time that they are read.
 */
public final class HashedOrder {

    private static final Comparator<Object> ORDER = HashedOrder::compare;

    private HashedOrder() {}

    /** Sorts elements in place. */
    public static Object[] sort(Object[] elements) {
        if (elements.length > 1) {
            Arrays.sort(elements, ORDER);
        }
        return elements;
    }

    /** The entries of a map, by their keys. */
    public static Map.Entry<?, ?>[] entries(Map<?, ?> map) {
        Map.Entry<?, ?>[] entries = map.entrySet().toArray(new Map.Entry<?, ?>[0]);
        if (entries.length > 1) {
            Arrays.sort(entries, (one, other) -> compare(one.getKey(), other.getKey()));
        }
        return entries;
    }

    private static int compare(Object one, Object other) {
        int order = Integer.compare(hash(one), hash(other));
        return order != 0 || one == other ? order : compareValues(one, other);
    }

    /** The hash code of an enum's constant is another one in each JVM. */
    private static int hash(Object key) {
        if (key == null) {
            return 0;
        }
        return key instanceof Enum<?> constant ? constant.name().hashCode() : key.hashCode();
    }

    @SuppressWarnings("unchecked") // Of one class, which says that its objects can be compared.
    private static int compareValues(Object one, Object other) {
        if (one == null || other == null) {
            return one == null ? -1 : 1;
        }
        return one instanceof Comparable<?> && one.getClass() == other.getClass()
                ? ((Comparable<Object>) one).compareTo(other)
                : one.getClass().getName().compareTo(other.getClass().getName());
    }
}
