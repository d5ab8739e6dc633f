package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.types.HashedOrder;
import io.github.tomcatdynamodb.value.types.MapType;
import io.github.tomcatdynamodb.value.types.OtherFormException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Maps: the name of a sorted map's order, the number of entries, the entries in the order in which
 * they are to be inserted.
 */
final class MapSerializer extends Serializer<Object> {

    private final MapType type;
    private final boolean isSorted;

    MapSerializer(MapType type) {
        this.type = type;
        this.isSorted = type.order() == MapType.Order.SORTED;
    }

    @Override
    public void write(Kryo kryo, Output out, Object object) {
        Map<?, ?> map = (Map<?, ?>) object;
        String argument = type.argument().apply(map);
        if (argument == null) {
            throw new OtherFormException(map.getClass());
        }
        if (isSorted) {
            out.writeString(argument);
        }
        Map.Entry<?, ?>[] entries =
                type.order() == MapType.Order.NONE
                        ? HashedOrder.entries(map)
                        : map.entrySet().toArray(new Map.Entry<?, ?>[0]);
        out.writeVarInt(entries.length, true);
        GraphReferences references = (GraphReferences) kryo.getReferenceResolver();
        boolean cannotReferToItself = type.create() == null;
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
    public Object read(Kryo kryo, Input in, Class<? extends Object> ignored) {
        String argument = isSorted ? in.readString() : "";
        int length = ((BoundedInput) in).readElementCount();
        Object[] keys = new Object[length];
        Object[] values = new Object[length];
        if (type.create() == null) {
            readEntries(kryo, in, keys, values);
            return type.of(argument, keys, values);
        }
        Map<Object, Object> map = type.create().apply(length, argument);
        kryo.reference(map);
        readEntries(kryo, in, keys, values);
        if (map instanceof TreeMap<Object, Object> sorted) {
            // Without comparing keys: fields of theirs may still have to be read.
            sorted.putAll(new SortedEntries(keys, values, sorted.comparator()));
        } else {
            for (int i = 0; i < length; i++) {
                map.put(keys[i], values[i]);
            }
        }
        return map;
    }

    private static void readEntries(Kryo kryo, Input in, Object[] keys, Object[] values) {
        try {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = kryo.readClassAndObject(in);
                values[i] = kryo.readClassAndObject(in);
            }
        } catch (UnreadableValueException e) {
            // The key may be a secret.
            throw e.under("{}");
        }
    }
}
