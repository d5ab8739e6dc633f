package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.types.OtherFormException;
import io.github.tomcatdynamodb.value.types.ScalarType;
import io.github.tomcatdynamodb.value.types.TypeEntry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The scalars that have a native form, in that form: what is exact there is exact here. */
final class ScalarSerializer extends Serializer<Object> {

    private final ScalarType type;

    ScalarSerializer(ScalarType type) {
        this.type = type;
    }

    @Override
    public void write(Kryo kryo, Output out, Object object) {
        StoredValue stored = type.write().apply(object);
        if (stored == null) {
            throw new OtherFormException(object.getClass());
        }
        AttributeValue value = stored.value();
        TypeEntry entry = TypeEntry.of(stored.type());
        if (value.bool() != null) {
            out.writeBoolean(value.bool());
        } else {
            out.writeString(value.s() != null ? value.s() : value.n());
        }
        out.writeString(entry == null ? null : entry.argument());
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> ignored) {
        AttributeValue value =
                type.isBoolean()
                        ? AttributeValue.fromBool(in.readBoolean())
                        : AttributeValue.fromS(in.readString());
        return type.read().apply(value, in.readString());
    }
}
