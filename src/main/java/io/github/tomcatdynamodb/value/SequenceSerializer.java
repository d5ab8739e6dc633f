package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Lists and sets: the argument, the number of elements, the elements in the order in which they are
 * to be inserted.
 */
final class SequenceSerializer extends Serializer<Object> {

    private final SequenceType type;
    private final boolean fillsAtOnce;

    SequenceSerializer(SequenceType type) {
        this.type = type;
        // Each addition copies it.
        this.fillsAtOnce = type.create() == null || type.javaType() == CopyOnWriteArrayList.class;
    }

    @Override
    public void write(Kryo kryo, Output out, Object collection) {
        String argument = type.argument().apply(collection);
        if (argument == null) {
            throw new NeedsJavaSerializationException();
        }
        if (type.hasArgument()) {
            Streams.writeText(out, argument);
        }
        Object[] elements = type.elements().apply(collection);
        if (type.rule() == SequenceType.Rule.UNORDERED) {
            HashedOrder.sort(elements);
        }
        Streams.writeLength(out, elements.length);
        GraphReferences references = (GraphReferences) kryo.getReferenceResolver();
        boolean cannotReferToItself = type.create() == null;
        if (cannotReferToItself) {
            references.begin(collection);
        }
        for (Object element : elements) {
            kryo.writeClassAndObject(out, element);
        }
        if (cannotReferToItself) {
            references.end(collection);
        }
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> ignored) {
        String argument = type.hasArgument() ? Streams.readText(in) : "";
        int length = Streams.readLength(in);
        if (type.create() == null) {
            return type.build().apply(readElements(kryo, in, length), argument);
        }
        Collection<Object> collection = type.create().apply(length, argument);
        kryo.reference(collection);
        if (fillsAtOnce) {
            collection.addAll(Arrays.asList(readElements(kryo, in, length)));
            return collection;
        }
        for (int i = 0; i < length; i++) {
            collection.add(kryo.readClassAndObject(in));
        }
        return collection;
    }

    private static Object[] readElements(Kryo kryo, Input in, int length) {
        Object[] elements = new Object[length];
        for (int i = 0; i < length; i++) {
            elements[i] = kryo.readClassAndObject(in);
        }
        return elements;
    }
}
