package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.Samples.Colour;
import io.github.tomcatdynamodb.value.Samples.Money;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.WeakHashMap;

/** Maps, and what else has keys. */
final class MapEntries extends CatalogueEntries {
    @Override
    void fill() {
        add("HashMap", "empty", new HashMap<>());
        add(
                "HashMap",
                "json",
                new HashMap<>(
                        Map.of("id", 7, "name", "Ann", "tags", new ArrayList<>(List.of("x")))));
        add("HashMap", "null value", hashMap("a", null, "b", 1L));
        add(
                "HashMap",
                "colliding, one order",
                hashMap("Aa", 1, "BB", 2, "AaAa", 3, "BBBB", 4, "AaBB", 5));
        add(
                "HashMap",
                "colliding, other order",
                hashMap("AaBB", 5, "BBBB", 4, "AaAa", 3, "BB", 2, "Aa", 1));
        for (int size : new int[] {5, 11, 12, 13, 24, 25, 47, 48, 49, 96, 100, 500}) {
            add("HashMap", size + " keys", numbered(size, new HashMap<>()));
            add("HashMap", size + " keys, large table", numbered(size, new HashMap<>(4_096)));
        }
        add("HashMap", "exactly 12 in 16 buckets", numbered(12, new HashMap<>(16)));
        add(
                "HashMap",
                "dotted keys",
                hashMap("a.b", 1, "#c", 2, " ", 3, "=", 4, "*", 5L, ".", 6L, "-", 7L));
        add("HashMap", "typed values", hashMap("a", 1L, "b", 2L, "c", 3L, "d", "text"));
        add("HashMap", "trees", trees());
        add("HashMap (other keys)", "null key", hashMap(null, 1, "a", 2));
        add("HashMap (other keys)", "empty key", hashMap("", 1));
        add("HashMap (other keys)", "surrogate key", hashMap("\uD800", 1));
        add(
                "HashMap (other keys)",
                "integer keys",
                new HashMap<>(Map.of(1, "a", 17, "b", 33, "c")));
        add(
                "HashMap (other keys)",
                "object keys",
                new HashMap<>(Map.of(new Money("1", "EUR"), "a")));
        add("LinkedHashMap", "sorted", linkedMap("a", 1, "b", 2));
        add("LinkedHashMap", "unsorted", linkedMap("z", 1, "a", 2, "m", 3));
        add("LinkedHashMap", "empty", new LinkedHashMap<>());
        add("LinkedHashMap", "40 keys", numbered(40, new LinkedHashMap<>()));
        add("LinkedHashMap", "1,500 keys", numbered(1_500, new LinkedHashMap<>()));
        LinkedHashMap<String, Object> access = new LinkedHashMap<>(16, 0.75f, true);
        access.put("a", 1);
        access.put("b", 2);
        access.get("a");
        add("LinkedHashMap (access order)", "two", access);
        add("LinkedHashMap (access order)", "one", accessOrdered("a"));
        add("LinkedHashMap (access order)", "empty", accessOrdered());
        add("TreeMap", "natural", new TreeMap<>(Map.of("b", 1L, "a", 2)));
        TreeMap<String, Object> descending = new TreeMap<>(Comparator.reverseOrder());
        descending.putAll(Map.of("a", 1, "b", 2));
        add("TreeMap", "reversed", descending);
        add("TreeMap (other keys)", "integers", new TreeMap<>(Map.of(2, "b", 1, "a")));
        TreeMap<String, String> byLength =
                new TreeMap<>(
                        (Comparator<String> & Serializable) (a, b) -> a.length() - b.length());
        byLength.put("aa", "x");
        add("TreeSet, TreeMap (other comparators)", "map", byLength);
        addUnordered("Map.of", "empty", Map.of());
        addUnordered("Map.of", "one", Map.of("a", 1L));
        addUnordered("Map.of", "five", Map.of("a", 1, "b", 2, "c", 3, "d", 4, "e", "f"));
        addUnordered("Map.of (other keys)", "numbers", Map.of(1, "a", 2, "b", 3, "c"));
        add(
                "Other maps of the JDK's",
                "EnumMap",
                new EnumMap<>(Map.of(Colour.RED, 1, Colour.GREEN, "x")));
        add("Other maps of the JDK's", "Hashtable", new Hashtable<>(Map.of("a", 1, "b", 2)));
        Properties properties = new Properties();
        properties.setProperty("k", "v");
        add("Other maps of the JDK's", "Properties", properties);
        WeakHashMap<String, String> weak = new WeakHashMap<>();
        IdentityHashMap<String, String> identity = new IdentityHashMap<>();
        identity.put("a", "b");
        add("Other maps of the JDK's", "IdentityHashMap", identity);
        add("Other maps of the JDK's", "SimpleEntry", new AbstractMap.SimpleEntry<>("k", "v"));
        add("Other maps of the JDK's", "BitSet", BitSet.valueOf(new long[] {5, 7}));
        add("Classes that extend the JDK's", "LRU cache", lru());
        add("Classes that extend the JDK's", "ArrayList", subclass());
        if (!weak.isEmpty()) {
            throw new IllegalStateException();
        }
    }

    private static Map<String, Object> accessOrdered(String... keys) {
        Map<String, Object> map = new LinkedHashMap<>(16, 0.75f, true);
        for (String key : keys) {
            map.put(key, 1);
        }
        return map;
    }

    private static Object lru() {
        Samples.Lru lru = new Samples.Lru(2);
        lru.put("a", "1");
        lru.put("b", "2");
        lru.get("a");
        return lru;
    }

    private static Object subclass() {
        Samples.ListSubclass list = new Samples.ListSubclass();
        list.add("x");
        return list;
    }

    private static Map<String, Object> filled(Map<String, Object> map, Object... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static Map<String, Object> hashMap(Object... keysAndValues) {
        return filled(new HashMap<>(), keysAndValues);
    }

    private static Map<String, Object> linkedMap(Object... keysAndValues) {
        return filled(new LinkedHashMap<>(), keysAndValues);
    }

    /** Inserted in an order that has nothing to do with the keys' own. */
    private static Map<String, Object> numbered(int size, Map<String, Object> map) {
        for (int i = 0; i < size; i++) {
            int scattered = (int) ((i * 7919L) % size);
            map.put("key-" + (size % 7919 == 0 ? i : scattered), i);
        }
        return map;
    }

    /** Many keys of the same hash code: a bucket that Java turns into a tree. */
    private static Map<String, Object> trees() {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < 64; i++) {
            StringBuilder key = new StringBuilder();
            for (int bit = 5; bit >= 0; bit--) {
                key.append((i * 29 % 64 >> bit & 1) == 0 ? "Aa" : "BB");
            }
            map.put(key.toString(), i);
        }
        return map;
    }
}
