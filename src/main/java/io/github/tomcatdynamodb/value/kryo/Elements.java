package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.github.tomcatdynamodb.value.UnreadableValueException;

/**
 * The elements of a list, a set or an array: their number; if there are any, the class that all of
 * them have, or that they have no such class; and each, with its own class in the latter case.
 */
final class Elements {

    private Elements() {}

    static void write(Kryo kryo, Output out, Object[] elements) {
        out.writeVarInt(elements.length, true);
        if (elements.length == 0) {
            return;
        }
        Class<?> type = commonClass(elements);
        Registration registration = kryo.writeClass(out, type);
        for (Object element : elements) {
            if (registration == null) {
                kryo.writeClassAndObject(out, element);
            } else {
                kryo.writeObject(out, element, registration.getSerializer());
            }
        }
    }

    /** Null when there is none, or an element is null. */
    private static Class<?> commonClass(Object[] elements) {
        Class<?> common = elements[0] == null ? null : elements[0].getClass();
        for (int i = 1; i < elements.length && common != null; i++) {
            if (elements[i] == null || elements[i].getClass() != common) {
                common = null;
            }
        }
        return common;
    }

    /** Begins with the number of elements; {@link #read} continues. */
    static int readCount(Input in) {
        return ((BoundedInput) in).readElementCount();
    }

    /** Reads as many elements as there is room for. */
    static void read(Kryo kryo, Input in, Object[] elements) {
        int i = 0;
        try {
            Registration registration = elements.length == 0 ? null : kryo.readClass(in);
            while (i < elements.length) {
                elements[i] = readOne(kryo, in, registration);
                i++;
            }
        } catch (UnreadableValueException e) {
            throw e.under("[" + i + "]");
        }
    }

    @SuppressWarnings("unchecked") // What Kryo registers a class with is a serializer for it.
    private static Object readOne(Kryo kryo, Input in, Registration registration) {
        return registration == null
                ? kryo.readClassAndObject(in)
                : kryo.readObject(
                        in,
                        (Class<Object>) registration.getType(),
                        (Serializer<Object>) registration.getSerializer());
    }
}
