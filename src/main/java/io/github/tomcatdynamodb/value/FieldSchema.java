package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields that an object was written with. The bytes name them once in each graph, so that a
 * class may have gained or lost fields since, in either direction.
 *
 * @param fields in the order of the values
 */
record FieldSchema(List<Stored> fields) {

    private static final int MOST_LEVELS = 200;

    /**
     * A field in the bytes.
     *
     * @param kind see {@link ClassLayout.Slot}
     * @param slot the field here, null when the class has none of that name
     */
    record Stored(char kind, ClassLayout.Slot slot) {}

    /** The fields of a class as it is here. */
    static FieldSchema of(List<ClassLayout.Level> levels) {
        List<Stored> fields = new ArrayList<>();
        for (ClassLayout.Level level : levels) {
            for (ClassLayout.Slot slot : level.slots()) {
                fields.add(new Stored(slot.kind(), slot));
            }
        }
        return new FieldSchema(List.copyOf(fields));
    }

    /**
     * What stands in the bytes for the fields of a class as it is here. The name of a superclass is
     * written without what it has in common with that of the class itself.
     */
    static byte[] bytes(String className, List<ClassLayout.Level> levels) {
        Output out = new Output(256, -1);
        Streams.writeLength(out, levels.size());
        for (ClassLayout.Level level : levels) {
            writeName(out, level.declaringClass(), className);
            Streams.writeLength(out, level.slots().size());
            for (ClassLayout.Slot slot : level.slots()) {
                out.writeByte(slot.kind());
                Streams.writeText(out, slot.name());
            }
        }
        return out.toBytes();
    }

    /**
     * Reads what {@link #bytes} gave, here or elsewhere.
     *
     * @param layout the class as it is here, null when it is not there
     */
    static FieldSchema read(Kryo kryo, Input in, ClassLayout layout) {
        boolean firstFormat = ((GraphKryo) kryo).isFirstFormat();
        if (layout != null && !firstFormat && startsWith(in, layout.schemaBytes())) {
            // Nothing has changed since it was written.
            in.setPosition(in.position() + layout.schemaBytes().length);
            return layout.schema();
        }
        List<Stored> fields = new ArrayList<>();
        int levels = Streams.readLength(in);
        if (levels > MOST_LEVELS) {
            throw new IllegalArgumentException();
        }
        for (int i = 0; i < levels; i++) {
            String name = Streams.readText(in);
            int shared = firstFormat || name.isEmpty() ? 0 : in.readVarInt(true);
            ClassLayout.Level level = level(layout, name, shared);
            int count = Streams.readLength(in);
            for (int j = 0; j < count; j++) {
                char kind = (char) in.readByte();
                fields.add(new Stored(kind, slot(level, Streams.readText(in), j)));
            }
        }
        return new FieldSchema(fields);
    }

    private static boolean startsWith(Input in, byte[] expected) {
        int position = in.position();
        int end = position + expected.length;
        return end <= in.limit()
                && Arrays.equals(in.getBuffer(), position, end, expected, 0, expected.length);
    }

    private static void writeName(Output out, String declaringClass, String className) {
        int shared = Streams.sharedLength(declaringClass, className);
        if (shared > 0 && shared == declaringClass.length()) {
            // An empty text would stand for the class itself.
            shared--;
        }
        Streams.writeText(out, declaringClass.substring(shared));
        if (!declaringClass.isEmpty()) {
            out.writeVarInt(shared, true);
        }
    }

    /** The level whose name ends so, and shares the beginning of the class's own name. */
    private static ClassLayout.Level level(ClassLayout layout, String end, int shared) {
        if (layout != null) {
            String declaringClass = layout.type().getName().substring(0, shared) + end;
            for (ClassLayout.Level level : layout.levels()) {
                if (level.declaringClass().equals(declaringClass)) {
                    return level;
                }
            }
        }
        return null;
    }

    private static ClassLayout.Slot slot(ClassLayout.Level level, String name, int likely) {
        if (level == null) {
            return null;
        }
        List<ClassLayout.Slot> slots = level.slots();
        if (likely < slots.size() && slots.get(likely).name().equals(name)) {
            return slots.get(likely);
        }
        for (ClassLayout.Slot slot : slots) {
            if (slot.name().equals(name)) {
                return slot;
            }
        }
        return null;
    }

    /** Reads the value of a field whose kind is primitive, as its wrapper. */
    static Object readPrimitive(Input in, char kind) {
        return switch (kind) {
            case 'Z' -> in.readBoolean();
            case 'B' -> in.readByte();
            case 'C' -> in.readChar();
            case 'S' -> in.readShort();
            case 'I' -> in.readVarInt(false);
            case 'J' -> in.readVarLong(false);
            case 'F' -> in.readFloat();
            case 'D' -> in.readDouble();
            case ClassLayout.DOUBLE -> Decimals.read(in);
            default -> throw new IllegalArgumentException();
        };
    }

    /** Reads past an object of a class, or of a field, that is no longer there. */
    static void drop(Kryo kryo, Input in, char kind) {
        if (kind != ClassLayout.REFERENCE) {
            readPrimitive(in, kind);
            return;
        }
        GraphReferences references = (GraphReferences) kryo.getReferenceResolver();
        references.beginDropping();
        kryo.readClassAndObject(in);
        references.endDropping();
    }
}
