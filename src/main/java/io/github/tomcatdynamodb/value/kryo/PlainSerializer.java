package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.ObjectMap;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import java.lang.reflect.Field;

/**
 * Writes and reads the objects of a plain class field by field, by name.
 *
 * <p>Kryo's {@code CompatibleFieldSerializer} is not used: where a field was removed it may lose
 * count of references and put objects where others belong, and where a field's type changed it
 * leaves the field empty without a word.
 */
final class PlainSerializer extends Serializer<Object> {

    private final ClassLayout layout;

    PlainSerializer(ClassLayout layout) {
        this.layout = layout;
    }

    ClassLayout layout() {
        return layout;
    }

    @Override
    public void write(Kryo kryo, Output out, Object object) {
        if (NamedSerializers.isFirst(kryo, this)) {
            out.writeBytes(layout.schemaBytes());
        }
        layout.writer().write(kryo, out, object);
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
        FieldSchema schema = schema(kryo, in);
        Object object = layout.newInstance();
        kryo.reference(object);
        for (FieldSchema.Stored stored : schema.fields()) {
            if (stored.slot() == null) {
                FieldSchema.drop(kryo, in, stored.kind());
            } else {
                readField(kryo, in, stored, object);
            }
        }
        return object;
    }

    @SuppressWarnings("unchecked") // Kryo's own signature.
    private FieldSchema schema(Kryo kryo, Input in) {
        ObjectMap<Object, Object> context = kryo.getGraphContext();
        FieldSchema schema = (FieldSchema) context.get(this);
        if (schema == null) {
            schema = FieldSchema.read((BoundedInput) in, layout);
            if (schema == null) {
                throw new UnreadableValueException(
                        UnreadableValueException.Reason.DAMAGED, layout.type().getName(), null);
            }
            context.put(this, schema);
        }
        return schema;
    }

    private void readField(Kryo kryo, Input in, FieldSchema.Stored stored, Object object) {
        Field field = stored.slot().field();
        try {
            if (stored.kind() == stored.slot().kind()) {
                readSame(kryo, in, stored.kind(), field, object);
            } else {
                set(field, object, readAny(kryo, in, stored.kind()));
            }
        } catch (UnreadableValueException e) {
            throw e.under("." + field.getName());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.DAMAGED, layout.type().getName(), e);
        } catch (IllegalAccessException e) {
            // They were made accessible.
            throw new IllegalStateException(e);
        }
    }

    private static Object readAny(Kryo kryo, Input in, char kind) {
        return kind == ClassLayout.REFERENCE
                ? kryo.readClassAndObject(in)
                : FieldSchema.readSimple(in, kind);
    }

    private static void readSame(Kryo kryo, Input in, char kind, Field field, Object object)
            throws IllegalAccessException {
        switch (kind) {
            case 'Z' -> field.setBoolean(object, in.readBoolean());
            case 'I' -> field.setInt(object, in.readVarInt(false));
            case 'J' -> field.setLong(object, in.readVarLong(false));
            case 'D' -> field.setDouble(object, in.readDouble());
            default -> set(field, object, readAny(kryo, in, kind));
        }
    }

    /** Boxes and unboxes, and refuses what does not fit. */
    private static void set(Field field, Object object, Object value)
            throws IllegalAccessException {
        field.set(object, FieldNumbers.fitting(value, field.getType()));
    }
}
