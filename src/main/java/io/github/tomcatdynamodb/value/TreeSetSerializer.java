package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sorted sets: the name of the order or else the comparator, and the elements. */
final class TreeSetSerializer extends Serializer<Object> {

    /** Instead of the name of an order: the comparator follows. */
    private static final String COMPARATOR = "*";

    @Override
    public void write(Kryo kryo, Output out, Object object) {
        TreeSet<?> set = (TreeSet<?>) object;
        String order = Comparators.name(set.comparator());
        Streams.writeText(out, order == null ? COMPARATOR : order);
        if (order == null) {
            GraphReferences references = (GraphReferences) kryo.getReferenceResolver();
            references.begin(set);
            kryo.writeClassAndObject(out, set.comparator());
            references.end(set);
        }
        Object[] elements = set.toArray();
        Streams.writeLength(out, elements.length);
        for (Object element : elements) {
            kryo.writeClassAndObject(out, element);
        }
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
        String order = Streams.readText(in);
        TreeSet<Object> set = new TreeSet<>(comparator(kryo, in, order));
        kryo.reference(set);
        Object[] elements = new Object[Streams.readLength(in)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = kryo.readClassAndObject(in);
        }
        TreeMap<Object, Object> sorted = new TreeMap<>(set.comparator());
        sorted.putAll(new SortedEntries(elements, elements, set.comparator()));
        set.addAll(sorted.navigableKeySet());
        return set;
    }

    @SuppressWarnings("unchecked") // Elements that it does not compare make it throw.
    private static Comparator<Object> comparator(Kryo kryo, Input in, String order) {
        return order.equals(COMPARATOR)
                ? (Comparator<Object>) kryo.readClassAndObject(in)
                : Comparators.named(order);
    }
}
