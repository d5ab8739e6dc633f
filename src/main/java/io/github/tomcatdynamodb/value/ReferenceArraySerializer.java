package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;

/** Arrays of references, element by element. */
final class ReferenceArraySerializer extends Serializer<Object> {

    private final Class<?> componentType;

    ReferenceArraySerializer(Class<?> componentType) {
        this.componentType = componentType;
    }

    @Override
    public void write(Kryo kryo, Output out, Object array) {
        Object[] elements = (Object[]) array;
        Streams.writeLength(out, elements.length);
        for (Object element : elements) {
            kryo.writeClassAndObject(out, element);
        }
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
        Object[] elements = (Object[]) Array.newInstance(componentType, Streams.readLength(in));
        kryo.reference(elements);
        for (int i = 0; i < elements.length; i++) {
            elements[i] = kryo.readClassAndObject(in);
        }
        return elements;
    }
}
