package io.github.tomcatdynamodb.value.kryo;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Entries that are in their order already: a {@code TreeMap} takes them as they are, as it does in
 * Java deserialization, and does not compare keys whose fields may still have to be read; and a
 * {@code TreeSet} takes the keys of such a map. Both ask for the comparator and for all entries,
 * and nobody else sees it, so there are no parts of it.
 */
@SuppressWarnings("JdkObsolete") // It is a SortedMap that a TreeMap looks for.
final class SortedEntries extends AbstractMap<Object, Object> implements SortedMap<Object, Object> {

    private final Object[] keys;
    private final Object[] values;
    private final Comparator<? super Object> comparator;

    SortedEntries(Object[] keys, Object[] values, Comparator<? super Object> comparator) {
        this.keys = keys;
        this.values = values;
        this.comparator = comparator;
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<Object, Object>> iterator() {
                return IntStream.range(0, keys.length)
                        .<Map.Entry<Object, Object>>mapToObj(
                                i -> new SimpleImmutableEntry<>(keys[i], values[i]))
                        .iterator();
            }

            @Override
            public int size() {
                return keys.length;
            }
        };
    }

    @Override
    public Comparator<? super Object> comparator() {
        return comparator;
    }

    @Override
    public SortedMap<Object, Object> subMap(Object from, Object to) {
        throw new UnsupportedOperationException("no part of it");
    }

    @Override
    public SortedMap<Object, Object> headMap(Object to) {
        throw new UnsupportedOperationException("no part of it");
    }

    @Override
    public SortedMap<Object, Object> tailMap(Object from) {
        throw new UnsupportedOperationException("no part of it");
    }

    @Override
    public Object firstKey() {
        return keys[0];
    }

    @Override
    public Object lastKey() {
        return keys[keys.length - 1];
    }
}
