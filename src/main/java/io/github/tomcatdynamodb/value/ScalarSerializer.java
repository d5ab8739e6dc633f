package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The scalars that have a native form, in that form: what is exact there is exact here. */
final class ScalarSerializer extends Serializer<Object> {

    private static final int TEXT = 0;
    private static final int NUMBER = 1;
    private static final int FALSE = 2;
    private static final int TRUE = 3;

    /** Added to one of the above: an argument follows. */
    private static final int WITH_ARGUMENT = 4;

    private final ScalarType type;

    ScalarSerializer(ScalarType type) {
        this.type = type;
    }

    @Override
    public void write(Kryo kryo, Output out, Object object) {
        StoredValue stored = type.write().apply(object);
        if (stored == null) {
            throw new NeedsJavaSerializationException();
        }
        TypeEntry entry = TypeEntry.of(stored.type());
        String argument = entry == null ? null : entry.argument();
        int flag = argument == null ? 0 : WITH_ARGUMENT;
        AttributeValue value = stored.value();
        if (value.bool() != null) {
            out.writeByte(flag + (value.bool() ? TRUE : FALSE));
        } else {
            out.writeByte(flag + (value.n() != null ? NUMBER : TEXT));
            Streams.writeText(out, value.n() != null ? value.n() : value.s());
        }
        if (argument != null) {
            Streams.writeText(out, argument);
        }
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> ignored) {
        int flag = in.readByte();
        AttributeValue value =
                switch (flag & ~WITH_ARGUMENT) {
                    case TEXT -> AttributeValue.fromS(Streams.readText(in));
                    case NUMBER -> AttributeValue.fromN(Streams.readText(in));
                    case FALSE -> AttributeValue.fromBool(false);
                    case TRUE -> AttributeValue.fromBool(true);
                    default -> throw new IllegalArgumentException();
                };
        String argument = (flag & WITH_ARGUMENT) == 0 ? null : Streams.readText(in);
        return type.read().apply(value, argument);
    }
}
