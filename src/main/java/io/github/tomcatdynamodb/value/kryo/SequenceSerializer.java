package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.github.tomcatdynamodb.value.types.HashedOrder;
import io.github.tomcatdynamodb.value.types.OtherFormException;
import io.github.tomcatdynamodb.value.types.SequenceType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lists and sets: the argument, and the elements in the order in which they are to be inserted. A
 * sorted set whose comparator has no name has it instead of the argument.
 */
final class SequenceSerializer extends Serializer<Object> {

    /** Instead of the name of an order: the comparator follows. */
    private static final String COMPARATOR = "*";

    private final SequenceType type;

    SequenceSerializer(SequenceType type) {
        this.type = type;
    }

    @Override
    public void write(Kryo kryo, Output out, Object collection) {
        String argument = type.argument().apply(collection);
        if (argument == null && !(collection instanceof TreeSet)) {
            throw new OtherFormException(collection.getClass());
        }
        GraphReferences references = (GraphReferences) kryo.getReferenceResolver();
        if (type.hasArgument()) {
            out.writeString(argument == null ? COMPARATOR : argument);
        }
        if (argument == null) {
            references.begin(collection);
            kryo.writeClassAndObject(out, ((TreeSet<?>) collection).comparator());
            references.end(collection);
        }
        Object[] elements = type.elements().apply(collection);
        if (type.rule() == SequenceType.Rule.UNORDERED) {
            HashedOrder.sort(elements);
        }
        boolean cannotReferToItself = type.create() == null;
        if (cannotReferToItself) {
            references.begin(collection);
        }
        Elements.write(kryo, out, elements);
        if (cannotReferToItself) {
            references.end(collection);
        }
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> ignored) {
        String argument = type.hasArgument() ? in.readString() : "";
        Comparator<Object> comparator =
                argument.equals(COMPARATOR) ? readComparator(kryo, in) : null;
        Object[] elements = new Object[Elements.readCount(in)];
        if (type.create() == null) {
            Elements.read(kryo, in, elements);
            return type.build().apply(elements, argument);
        }
        Collection<Object> collection =
                comparator == null
                        ? type.create().apply(elements.length, argument)
                        : new TreeSet<>(comparator);
        kryo.reference(collection);
        Elements.read(kryo, in, elements);
        if (collection instanceof TreeSet<Object> sorted) {
            // Without comparing them: fields of theirs may still have to be read.
            TreeMap<Object, Object> map = new TreeMap<>(sorted.comparator());
            map.putAll(new SortedEntries(elements, elements, sorted.comparator()));
            sorted.addAll(map.navigableKeySet());
        } else {
            collection.addAll(Arrays.asList(elements));
        }
        return collection;
    }

    @SuppressWarnings("unchecked") // Elements that it does not compare make it throw.
    private static Comparator<Object> readComparator(Kryo kryo, Input in) {
        return (Comparator<Object>) kryo.readClassAndObject(in);
    }
}
