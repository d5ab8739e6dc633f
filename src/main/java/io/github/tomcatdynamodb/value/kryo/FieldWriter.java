package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * Writes the fields of an object, one after the other.
 *
 * <p>All of them are one method handle, which the JVM compiles for the class once it is used often.
 * Reflection on field after field was 40 % of the time that a large list of beans took.
 */
final class FieldWriter {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodType TYPE = typeFor(Object.class);

    private final MethodHandle writeAll;

    /**
     * A writer for objects of the class that has these fields.
     *
     * @param slots accessible fields, in the order of the bytes
     */
    FieldWriter(List<ClassLayout.Slot> slots) {
        this.writeAll = writeAll(slots);
    }

    /** Halves the list: the JVM does not compile a long chain into one piece. */
    private static MethodHandle writeAll(List<ClassLayout.Slot> slots) {
        int size = slots.size();
        if (size <= 1) {
            return size == 0 ? MethodHandles.empty(TYPE) : write(slots.get(0));
        }
        MethodHandle first = writeAll(slots.subList(0, size / 2));
        return MethodHandles.foldArguments(writeAll(slots.subList(size / 2, size)), first);
    }

    private static MethodHandle write(ClassLayout.Slot slot) {
        Class<?> declared = slot.field().getType();
        boolean isText = slot.kind() == ClassLayout.TEXT;
        Class<?> type = declared.isPrimitive() || isText ? declared : Object.class;
        try {
            MethodHandle get =
                    LOOKUP.unreflectGetter(slot.field())
                            .asType(MethodType.methodType(type, Object.class));
            MethodHandle put = LOOKUP.findStatic(FieldWriter.class, "put", typeFor(type));
            return MethodHandles.filterArguments(put, 2, get);
        } catch (ReflectiveOperationException e) {
            // The field was made accessible, and the methods are below.
            throw new IllegalStateException(e);
        }
    }

    private static MethodType typeFor(Class<?> value) {
        return MethodType.methodType(void.class, Kryo.class, Output.class, value);
    }

    void write(Kryo kryo, Output out, Object object) {
        try {
            writeAll.invokeExact(kryo, out, object);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // None of the methods below has a checked exception.
            throw new IllegalStateException(e);
        }
    }

    // ---- Looked up by the type of the field; FieldSchema#readPrimitive reads what they write

    static void put(Kryo kryo, Output out, boolean value) {
        out.writeBoolean(value);
    }

    static void put(Kryo kryo, Output out, byte value) {
        out.writeByte(value);
    }

    static void put(Kryo kryo, Output out, char value) {
        out.writeChar(value);
    }

    static void put(Kryo kryo, Output out, short value) {
        out.writeShort(value);
    }

    static void put(Kryo kryo, Output out, int value) {
        out.writeVarInt(value, false);
    }

    static void put(Kryo kryo, Output out, long value) {
        out.writeVarLong(value, false);
    }

    static void put(Kryo kryo, Output out, float value) {
        out.writeFloat(value);
    }

    static void put(Kryo kryo, Output out, double value) {
        out.writeDouble(value);
    }

    static void put(Kryo kryo, Output out, String value) {
        out.writeString(value);
    }

    static void put(Kryo kryo, Output out, Object value) {
        kryo.writeClassAndObject(out, value);
    }
}
