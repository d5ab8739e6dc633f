package io.github.tomcatdynamodb.value.types;

import io.github.tomcatdynamodb.value.types.MapType.Order;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The maps that are stored as their entries. */
public final class MapTypes {

    /** What an M without a type entry is. */
    public static final MapType HASH =
            growing(
                    null,
                    HashMap.class,
                    Order.NONE,
                    (size, argument) -> new HashMap<>(SequenceTypes.capacity(size)));

    private MapTypes() {}

    static List<MapType> all() {
        return List.of(
                HASH,
                new MapType(
                        "linked",
                        LinkedHashMap.class,
                        Order.INSERTION,
                        map -> isInsertionOrdered(map) ? "" : null,
                        (size, argument) -> new LinkedHashMap<>(SequenceTypes.capacity(size)),
                        null),
                new MapType(
                        "treemap",
                        TreeMap.class,
                        Order.SORTED,
                        map -> Comparators.name(((TreeMap<?, ?>) map).comparator()),
                        (size, order) -> new TreeMap<>(Comparators.named(order)),
                        null),
                fixed("map.of", Map.of(1, 1).getClass(), MapTypes::immutable),
                fixed("map.of", Map.of().getClass(), MapTypes::immutable),
                fixed(
                        "map.empty",
                        Collections.emptyMap().getClass(),
                        (keys, values) -> Collections.emptyMap()),
                fixed(
                        "map.single",
                        Collections.singletonMap(1, 1).getClass(),
                        (keys, values) -> Collections.singletonMap(keys[0], values[0])));
    }

    private static MapType growing(
            String name,
            Class<?> type,
            Order order,
            BiFunction<Integer, String, Map<Object, Object>> create) {
        return new MapType(
                name,
                type,
                order,
                map -> "",
                (size, argument) -> {
                    MapType.requireNone(argument);
                    return create.apply(size, argument);
                },
                null);
    }

    private static MapType fixed(
            String name, Class<?> type, BiFunction<Object[], Object[], Map<?, ?>> build) {
        return new MapType(name, type, Order.NONE, map -> "", null, build);
    }

    private static Map<?, ?> immutable(Object[] keys, Object[] values) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays.
        Map.Entry<Object, Object>[] entries = new Map.Entry[keys.length];
        for (int i = 0; i < keys.length; i++) {
            entries[i] = Map.entry(keys[i], values[i]);
        }
        return Map.ofEntries(entries);
    }

    /**
     * Whether entries stay where they were inserted; else each access moves one to the end. Seen on
     * a copy, by trying: the map does not say so itself.
     */
    private static boolean isInsertionOrdered(Map<?, ?> map) {
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
