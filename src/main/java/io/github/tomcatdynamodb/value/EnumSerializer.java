package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Enum constants by name, because their ordinals change with the next release. */
final class EnumSerializer extends Serializer<Object> {

    private final Class<?> type;

    EnumSerializer(Class<?> type) {
        this.type = type;
    }

    @Override
    public void write(Kryo kryo, Output out, Object constant) {
        Streams.writeText(out, ((Enum<?>) constant).name());
    }

    @Override
    @SuppressWarnings({
        "unchecked",
        "rawtypes"
    }) // The class is an enum's, its type argument cannot be known.
    public Object read(Kryo kryo, Input in, Class<? extends Object> ignored) {
        String name = Streams.readText(in);
        try {
            return Enum.valueOf((Class) type, name);
        } catch (IllegalArgumentException e) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.DAMAGED, type.getName(), e);
        }
    }
}
