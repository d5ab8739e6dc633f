package io.github.tomcatdynamodb.value.kryo;

import io.github.tomcatdynamodb.value.kryo.FieldSchema.Stored;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objenesis.instantiator.ObjectInstantiator;
import org.objenesis.strategy.SerializingInstantiatorStrategy;

/**
 * The serializable fields of a plain class, in the order in which Java serialization visits them,
 * and how an instance comes into being, as Java serialization does it: by the constructor of the
 * first superclass that is not Serializable.
 */
final class ClassLayout {

    /**
     * The fields that one class of the hierarchy declares.
     *
     * @param declaringClass its name; empty for the class itself, so that its own name stands in
     *     the bytes once
     */
    record Level(String declaringClass, List<Slot> slots) {}

    /**
     * A field.
     *
     * @param kind the type code of {@link ObjectStreamField#getTypeCode} of a primitive type, else
     *     {@link #TEXT} for what is declared a String and {@link #REFERENCE}
     */
    record Slot(String name, char kind, Field field) {}

    static final char REFERENCE = 'L';

    static final char TEXT = 'T';

    private final Class<?> type;
    private final List<Level> levels;
    private final FieldSchema schema;
    private final byte[] schemaBytes;
    private final ObjectInstantiator<?> instantiator;
    private final FieldWriter writer;
    private volatile boolean proven;

    /**
     * Examines a class.
     *
     * @param type a class for which {@link ClassKnowledge#isPlain} holds
     */
    ClassLayout(Class<?> type) {
        this.type = type;
        List<Level> levels = levels(type);
        this.schema = FieldSchema.of(levels);
        this.writer = new FieldWriter(schema.fields().stream().map(Stored::slot).toList());
        this.schemaBytes = FieldSchema.bytes(levels);
        this.levels = levels;
        this.instantiator = new SerializingInstantiatorStrategy().newInstantiatorOf(type);
    }

    private static List<Level> levels(Class<?> type) {
        List<Level> levels = new ArrayList<>();
        // Above, a constructor sets the fields.
        for (Class<?> level = type;
                Serializable.class.isAssignableFrom(level);
                level = level.getSuperclass()) {
            List<Slot> slots = slots(level);
            if (!slots.isEmpty()) {
                levels.add(new Level(level == type ? "" : level.getName(), slots));
            }
        }
        Collections.reverse(levels);
        return List.copyOf(levels);
    }

    private static List<Slot> slots(Class<?> level) {
        List<Slot> slots = new ArrayList<>();
        for (ObjectStreamField serialized : ObjectStreamClass.lookup(level).getFields()) {
            try {
                Field field = level.getDeclaredField(serialized.getName());
                field.setAccessible(true);
                slots.add(new Slot(serialized.getName(), kind(serialized), field));
            } catch (NoSuchFieldException e) {
                // Java serialization has just named it.
                throw new IllegalStateException(e);
            }
        }
        return List.copyOf(slots);
    }

    private static char kind(ObjectStreamField field) {
        if (field.isPrimitive()) {
            return field.getTypeCode();
        }
        return field.getType() == String.class ? TEXT : REFERENCE;
    }

    Class<?> type() {
        return type;
    }

    /** Superclasses first. */
    List<Level> levels() {
        return levels;
    }

    FieldSchema schema() {
        return schema;
    }

    /** How {@link #schema} stands in the bytes; not to be modified. */
    byte[] schemaBytes() {
        return schemaBytes;
    }

    /** Writes the fields of {@link #schema}. */
    FieldWriter writer() {
        return writer;
    }

    Object newInstance() {
        return instantiator.newInstance();
    }

    /** Whether an instance has been written, read back and written again, with the same bytes. */
    boolean isProven() {
        return proven;
    }

    void setProven() {
        proven = true;
    }
}
