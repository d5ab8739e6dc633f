package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.charset.StandardCharsets;
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

    /** The kinds of fields; the place is the number in stored bytes: append only. */
    private static final String KINDS = "" + ClassLayout.REFERENCE + ClassLayout.DOUBLE + "IJZSBCF";

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
     * What stands in the bytes for the fields of a class as it is here: those of its superclasses,
     * with their names, and its own. Of the name of a superclass that begins as the one of the
     * class does, there is only the end.
     */
    static byte[] bytes(String className, List<ClassLayout.Level> levels) {
        Output out = new Output(256, -1);
        boolean hasOwn = false;
        for (ClassLayout.Level level : levels) {
            boolean isOwn = level.declaringClass().isEmpty();
            // An odd number if a superclass's name follows.
            out.writeVarInt(2 * level.slots().size() + (isOwn ? 0 : 1), true);
            if (!isOwn) {
                writeName(out, level.declaringClass(), className);
            }
            level.slots().forEach(slot -> writeSlot(out, slot));
            hasOwn |= isOwn;
        }
        if (!hasOwn) {
            out.writeVarInt(0, true);
        }
        return out.toBytes();
    }

    private static void writeSlot(Output out, ClassLayout.Slot slot) {
        byte[] name = slot.name().getBytes(StandardCharsets.UTF_8);
        out.writeVarInt(KINDS.length() * name.length + KINDS.indexOf(slot.kind()), true);
        out.writeBytes(name);
    }

    /**
     * Reads what {@link #bytes} gave, here or elsewhere.
     *
     * @param layout the class as it is here, null when it is not there
     */
    static FieldSchema read(Input in, ClassLayout layout) {
        if (layout != null && startsWith(in, layout.schemaBytes())) {
            // Nothing has changed since it was written.
            in.setPosition(in.position() + layout.schemaBytes().length);
            return layout.schema();
        }
        List<Stored> fields = new ArrayList<>();
        boolean isOwn;
        do {
            int head = in.readVarInt(true);
            isOwn = head % 2 == 0;
            ClassLayout.Level level = isOwn ? level(layout, "") : readLevel(in, layout);
            int count = Streams.requireLength(in, head / 2);
            for (int i = 0; i < count; i++) {
                fields.add(readSlot(in, level, i));
            }
        } while (!isOwn);
        return new FieldSchema(fields);
    }

    private static ClassLayout.Level readLevel(Input in, ClassLayout layout) {
        String end = Streams.readText(in);
        int shared = in.readVarInt(true);
        return layout == null
                ? null
                : level(layout, layout.type().getName().substring(0, shared) + end);
    }

    private static Stored readSlot(Input in, ClassLayout.Level level, int likely) {
        int head = in.readVarInt(true);
        char kind = KINDS.charAt(head % KINDS.length());
        return new Stored(kind, slot(level, Streams.readText(in, head / KINDS.length()), likely));
    }

    private static boolean startsWith(Input in, byte[] expected) {
        int position = in.position();
        int end = position + expected.length;
        return end <= in.limit()
                && Arrays.equals(in.getBuffer(), position, end, expected, 0, expected.length);
    }

    private static void writeName(Output out, String declaringClass, String className) {
        int shared = Streams.sharedLength(declaringClass, className);
        Streams.writeText(out, declaringClass.substring(shared));
        out.writeVarInt(shared, true);
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
