package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Map;
import java.util.TreeMap;

/**
 * Maps: the name of a TreeMap's order, the number of entries, the entries in the order in which
 * they are to be inserted.
 */
final class MapSerializer extends Serializer<Object> {

    private final String name;
    private final MapTypes types;

    MapSerializer(String name, MapTypes types) {
        this.name = name;
        this.types = types;
    }

    @Override
    public void write(Kryo kryo, Output out, Object object) {
        Map<?, ?> map = (Map<?, ?>) object;
        if (name.equals(MapTypes.LINKED) && !LinkedMaps.isInsertionOrdered(map)) {
            throw new NeedsJavaSerializationException();
        }
        if (name.equals(MapTypes.TREE)) {
            String order = Comparators.name(((TreeMap<?, ?>) map).comparator());
            if (order == null) {
                throw new NeedsJavaSerializationException();
            }
            Streams.writeText(out, order);
        }
        Map<?, ?> asRead = name.equals(MapTypes.HASH) ? inHashOrder(map) : map;
        if (MapTypes.isProbed(map) && !EqualHashCodes.areFew(map.keySet())) {
            throw new NeedsJavaSerializationException();
        }
        int left = asRead.size();
        Streams.writeLength(out, left);
        GraphReferences references = (GraphReferences) kryo.getReferenceResolver();
        boolean cannotReferToItself = types.create(name, "", 0) == null;
        if (cannotReferToItself) {
            references.begin(map);
        }
        for (Map.Entry<?, ?> entry : asRead.entrySet()) {
            kryo.writeClassAndObject(out, entry.getKey());
            kryo.writeClassAndObject(out, entry.getValue());
            left--;
        }
        // Otherwise the number that was written before is wrong.
        Failures.requireUnmodified(left == 0);
        if (cannotReferToItself) {
            references.end(map);
        }
    }

    /**
     * In the order in which the map iterates after it was read back, so that what is read is
     * written the same.
     */
    private Map<?, ?> inHashOrder(Map<?, ?> map) {
        if (map.size() < 2) {
            return map;
        }
        Map<?, ?> once = reinserted(map);
        // Buckets that have become trees are the exception: each insertion changes their order.
        return hasSameOrder(once, map) || hasSameOrder(reinserted(once), once) ? once : map;
    }

    private Map<?, ?> reinserted(Map<?, ?> map) {
        Map<Object, Object> read = types.create(name, "", map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            read.put(entry.getKey(), entry.getValue());
        }
        return read;
    }

    private static boolean hasSameOrder(Map<?, ?> one, Map<?, ?> other) {
        return HashTables.isSame(one.keySet().toArray(), other.keySet().toArray());
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
        String order = name.equals(MapTypes.TREE) ? Streams.readText(in) : "";
        int length = Streams.readLength(in);
        Map<Object, Object> map = types.create(name, order, length);
        if (map instanceof TreeMap<Object, Object> sorted) {
            kryo.reference(sorted);
            Object[] keys = new Object[length];
            Object[] values = readEntries(kryo, in, keys, false);
            sorted.putAll(new SortedEntries(keys, values, sorted.comparator()));
            return sorted;
        }
        if (map != null) {
            kryo.reference(map);
            for (int i = 0; i < length; i++) {
                Object key = GraphKryo.readKey(kryo, in);
                map.put(key, kryo.readClassAndObject(in));
            }
            return map;
        }
        Object[] keys = new Object[length];
        // The only key of a map that cannot get another is compared with nothing.
        Object[] values = readEntries(kryo, in, keys, length > 1);
        return types.build(name, "", keys, values);
    }

    private static Object[] readEntries(Kryo kryo, Input in, Object[] keys, boolean hashed) {
        Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = hashed ? GraphKryo.readKey(kryo, in) : kryo.readClassAndObject(in);
            values[i] = kryo.readClassAndObject(in);
        }
        return values;
    }
}
