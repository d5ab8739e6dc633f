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
        Map.Entry<?, ?>[] entries =
                MapTypes.isUnordered(name)
                        ? HashedOrder.entries(map)
                        : map.entrySet().toArray(new Map.Entry<?, ?>[0]);
        Streams.writeLength(out, entries.length);
        GraphReferences references = (GraphReferences) kryo.getReferenceResolver();
        boolean cannotReferToItself = types.create(name, "", 0) == null;
        if (cannotReferToItself) {
            references.begin(map);
        }
        for (Map.Entry<?, ?> entry : entries) {
            kryo.writeClassAndObject(out, entry.getKey());
            kryo.writeClassAndObject(out, entry.getValue());
        }
        if (cannotReferToItself) {
            references.end(map);
        }
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
        String order = name.equals(MapTypes.TREE) ? Streams.readText(in) : "";
        int length = Streams.readLength(in);
        Map<Object, Object> map = types.create(name, order, length);
        if (map instanceof TreeMap<Object, Object> sorted) {
            kryo.reference(sorted);
            Object[] keys = new Object[length];
            Object[] values = readEntries(kryo, in, keys);
            sorted.putAll(new SortedEntries(keys, values, sorted.comparator()));
            return sorted;
        }
        if (map != null) {
            kryo.reference(map);
            for (int i = 0; i < length; i++) {
                Object key = kryo.readClassAndObject(in);
                map.put(key, kryo.readClassAndObject(in));
            }
            return map;
        }
        Object[] keys = new Object[length];
        Object[] values = readEntries(kryo, in, keys);
        return types.build(name, "", keys, values);
    }

    private static Object[] readEntries(Kryo kryo, Input in, Object[] keys) {
        Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = kryo.readClassAndObject(in);
            values[i] = kryo.readClassAndObject(in);
        }
        return values;
    }
}
