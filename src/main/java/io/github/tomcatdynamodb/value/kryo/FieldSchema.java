package io.github.tomcatdynamodb.value.kryo;

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
     * What stands in the bytes for the fields of a class as it is here: the number of levels plus
     * one, and for each the name of the superclass that declares the fields (empty for the class
     * itself), their number, and of each the name and the kind.
     */
    static byte[] bytes(List<ClassLayout.Level> levels) {
        Output out = new Output(256, -1);
        out.writeVarInt(levels.size() + 1, true);
        for (ClassLayout.Level level : levels) {
            out.writeString(level.declaringClass());
            out.writeVarInt(level.slots().size(), true);
            for (ClassLayout.Slot slot : level.slots()) {
                out.writeString(slot.name());
                out.writeByte(slot.kind());
            }
        }
        return out.toBytes();
    }

    /**
     * Reads what {@link #bytes} gave, here or elsewhere.
     *
     * @param layout the class as it is here, null when it is not there
     * @return null for an enum
     */
    static FieldSchema read(BoundedInput in, ClassLayout layout) {
        if (layout != null && startsWith(in, layout.schemaBytes())) {
            // Nothing has changed since it was written.
            in.setPosition(in.position() + layout.schemaBytes().length);
            return layout.schema();
        }
        int levels = in.readElementCount() - 1;
        if (levels < NamedSerializers.ENUM) {
            return null;
        }
        List<Stored> fields = new ArrayList<>();
        for (int i = 0; i < levels; i++) {
            ClassLayout.Level level = level(layout, in.readString());
            int count = in.readElementCount();
            for (int j = 0; j < count; j++) {
                ClassLayout.Slot slot = slot(level, in.readString(), j);
                fields.add(new Stored((char) in.readByte(), slot));
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

    private static ClassLayout.Level level(ClassLayout layout, String declaringClass) {
        if (layout != null) {
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

    /** Reads the value of a field whose kind is text or primitive, then as its wrapper. */
    static Object readSimple(Input in, char kind) {
        return switch (kind) {
            case 'Z' -> in.readBoolean();
            case 'B' -> in.readByte();
            case 'C' -> in.readChar();
            case 'S' -> in.readShort();
            case 'I' -> in.readVarInt(false);
            case 'J' -> in.readVarLong(false);
            case 'F' -> in.readFloat();
            case 'D' -> in.readDouble();
            case ClassLayout.TEXT -> in.readString();
            default -> throw new IllegalArgumentException("no kind of a field");
        };
    }

    /** Reads past an object of a class, or of a field, that is no longer there. */
    static void drop(Kryo kryo, Input in, char kind) {
        if (kind != ClassLayout.REFERENCE) {
            readSimple(in, kind);
            return;
        }
        GraphReferences references = (GraphReferences) kryo.getReferenceResolver();
        references.beginDropping();
        kryo.readClassAndObject(in);
        references.endDropping();
    }
}
