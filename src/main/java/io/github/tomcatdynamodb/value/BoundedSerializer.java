package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * One of Kryo's serializers for arrays of primitives, which allocate whatever length the bytes
 * name, kept from doing so.
 */
final class BoundedSerializer<T> extends Serializer<T> {

    private final Serializer<T> arrays;

    BoundedSerializer(Serializer<T> arrays) {
        this.arrays = arrays;
    }

    @Override
    public void write(Kryo kryo, Output out, T array) {
        arrays.write(kryo, out, array);
    }

    @Override
    public T read(Kryo kryo, Input in, Class<? extends T> type) {
        int position = in.position();
        // The length comes first, plus one; each element takes a byte at least.
        int length = in.readVarInt(true) - 1;
        if (length < 0 || length > in.limit() - in.position()) {
            throw new IllegalArgumentException();
        }
        in.setPosition(position);
        return arrays.read(kryo, in, type);
    }
}
