package io.github.tomcatdynamodb.value;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The maps that are stored as their entries; natively, as an M, when their keys are text. */
final class MapTypes {

    static final String HASH = "hash";
    static final String LINKED = "linked";
    static final String TREE = "treemap";
    private static final String FIXED = "map.of";
    private static final String EMPTY = "map.empty";
    private static final String SINGLE = "map.single";

    private static final Class<?> MAP_ONE = Map.of(1, 1).getClass();
    private static final Class<?> MAP_N = Map.of().getClass();
    private static final Class<?> MAP_EMPTY = Collections.emptyMap().getClass();
    private static final Class<?> MAP_SINGLE = Collections.singletonMap(1, 1).getClass();

    static List<Class<?>> all() {
        return List.of(
                HashMap.class,
                LinkedHashMap.class,
                TreeMap.class,
                MAP_ONE,
                MAP_N,
                MAP_EMPTY,
                MAP_SINGLE);
    }

    /**
     * The name of the maps of exactly this class, null when they are not stored as their entries.
     */
    static String name(Class<?> type) {
        if (type == HashMap.class) {
            return HASH;
        }
        if (type == LinkedHashMap.class) {
            return LINKED;
        }
        if (type == TreeMap.class) {
            return TREE;
        }
        if (type == MAP_ONE || type == MAP_N) {
            return FIXED;
        }
        if (type == MAP_EMPTY) {
            return EMPTY;
        }
        return type == MAP_SINGLE ? SINGLE : null;
    }

    /** Whether the order in which maps of that name iterate means nothing. */
    static boolean isUnordered(String name) {
        return name.equals(HASH) || name.equals(FIXED);
    }

    /** Java's empty immutable maps exist once, so nothing is lost when they occur twice. */
    static boolean isSharedConstant(Object value) {
        return value == Map.of() || value == Collections.EMPTY_MAP;
    }

    /**
     * What the type entry says beside the name.
     *
     * @param keys the map's keys in the order in which it iterates
     * @return empty for nothing, null when the map has no native form
     */
    String argument(Map<?, ?> map, String name, String[] keys) {
        return switch (name) {
            case LINKED -> LinkedMaps.isInsertionOrdered(map) ? Permutation.encode(keys) : null;
            case TREE -> Comparators.name(((TreeMap<?, ?>) map).comparator());
            default -> "";
        };
    }

    /**
     * Brings the keys of an M into the order in which they are to be inserted.
     *
     * @throws IllegalArgumentException when the argument does not belong to these keys
     */
    void order(String[] keys, String name, String argument) {
        switch (name) {
            case LINKED -> Permutation.decode(keys, argument);
            case TREE -> Comparators.named(argument);
            default -> requireNone(argument);
        }
    }

    private static void requireNone(String argument) {
        if (!argument.isEmpty()) {
            throw new IllegalArgumentException();
        }
    }

    /**
     * An empty map for that many entries.
     *
     * @param order the name of the order of a TreeMap
     * @return null when a map of that name has its entries from the start
     */
    Map<Object, Object> create(String name, String order, int size) {
        return switch (name) {
            case HASH -> new HashMap<>(SequenceTypes.capacity(size));
            case LINKED -> new LinkedHashMap<>(SequenceTypes.capacity(size));
            case TREE -> new TreeMap<>(Comparators.named(order));
            default -> null;
        };
    }

    /**
     * The map of that name with these entries.
     *
     * @throws IllegalArgumentException when they do not make such a map, or there is no such name
     */
    Map<?, ?> build(String name, String argument, Object[] keys, Object[] values) {
        Map<Object, Object> map = create(name, argument, keys.length);
        if (map != null) {
            for (int i = 0; i < keys.length; i++) {
                map.put(keys[i], values[i]);
            }
            return requireSize(keys.length, map);
        }
        return switch (name) {
            case FIXED -> fixed(keys, values);
            case EMPTY -> requireSize(keys.length, Collections.emptyMap());
            case SINGLE -> requireSize(keys.length, Collections.singletonMap(keys[0], values[0]));
            default -> throw new IllegalArgumentException();
        };
    }

    private static Map<Object, Object> fixed(Object[] keys, Object[] values) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays.
        Map.Entry<Object, Object>[] entries = new Map.Entry[keys.length];
        for (int i = 0; i < keys.length; i++) {
            entries[i] = Map.entry(keys[i], values[i]);
        }
        return Map.ofEntries(entries);
    }

    private static Map<?, ?> requireSize(int size, Map<?, ?> map) {
        if (map.size() != size) {
            throw new IllegalArgumentException();
        }
        return map;
    }
}
