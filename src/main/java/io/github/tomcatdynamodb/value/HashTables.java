package io.github.tomcatdynamodb.value;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Hash tables of the capacity that Java deserialization gives them, because the capacity decides
 * the order in which they iterate.
 */
final class HashTables {

    private static final float LOAD_FACTOR = 0.75f;
    private static final int DEFAULT_CAPACITY = 16;

    /**
     * Whether this JVM gives a map of exactly twelve entries sixteen buckets; JDK 17 and older give
     * it 32.
     */
    private final boolean tight = readsTwelveIntoSixteen();

    /** An empty map with the capacity that a deserialized map of that size has. */
    <K, V> Map<K, V> mapOf(int size) {
        return size == 0 ? new HashMap<>() : new HashMap<>(capacity(size));
    }

    /** An empty linked map with the capacity that a deserialized map of that size has. */
    <K, V> Map<K, V> linkedMapOf(int size) {
        return size == 0 ? new LinkedHashMap<>() : new LinkedHashMap<>(capacity(size));
    }

    /** An empty set with the capacity that a deserialized set of that size has. */
    static <E> Set<E> setOf(int size) {
        return new HashSet<>(setCapacity(size));
    }

    /** An empty linked set with the capacity that a deserialized set of that size has. */
    static <E> Set<E> linkedSetOf(int size) {
        return new LinkedHashSet<>(setCapacity(size));
    }

    /** Whether two orders are of the same objects in the same places. */
    static boolean isSame(Object[] one, Object[] other) {
        if (one.length != other.length) {
            return false;
        }
        for (int i = 0; i < one.length; i++) {
            if (one[i] != other[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number of buckets of a deserialized map of that size. */
    int buckets(int size) {
        return tableSize(capacity(size));
    }

    /**
     * The number of buckets on which every JVM agrees: at most as many as any gives a map of that
     * size.
     */
    static int fewestBuckets(int size) {
        return tableSize(Math.max(DEFAULT_CAPACITY, (int) Math.ceil(size / (double) LOAD_FACTOR)));
    }

    private int capacity(int size) {
        return tight
                ? fewestBuckets(size)
                : Math.max(DEFAULT_CAPACITY, (int) (size / LOAD_FACTOR + 1.0f));
    }

    private static int setCapacity(int size) {
        return (int) Math.min(size * Math.min(1 / LOAD_FACTOR, 4.0f), 1 << 30);
    }

    private static int tableSize(int capacity) {
        return capacity <= 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
    }

    /**
     * Asks the JVM: 16 and 0 share a bucket of sixteen, in the order they went in, but not of
     * thirty-two.
     */
    private static boolean readsTwelveIntoSixteen() {
        Map<Integer, Integer> twelve = new HashMap<>();
        twelve.put(16, 0);
        for (int key = 0; key < 11; key++) {
            twelve.put(key, 0);
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(twelve);
            }
            try (ObjectInputStream in =
                    new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                Map<?, ?> read = (Map<?, ?>) in.readObject();
                return read.keySet().iterator().next().equals(16);
            }
        } catch (IOException | ClassNotFoundException e) {
            // A map of integers, in memory.
            throw new IllegalStateException(e);
        }
    }
}
