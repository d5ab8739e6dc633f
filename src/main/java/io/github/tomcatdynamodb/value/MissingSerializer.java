package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Reads past the objects of a class that is not there, so that what follows can be read. */
final class MissingSerializer extends Serializer<Object> {

    private final ClassKnowledge.Kind kind;
    private FieldSchema schema;

    MissingSerializer(ClassKnowledge.Kind kind) {
        this.kind = kind;
    }

    /** Never called: what is written has its class. */
    @Override
    public void write(Kryo kryo, Output out, Object object) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
        Object placeholder = new Object();
        switch (kind) {
            case ENUM -> Streams.readText(in);
            case ARRAY -> {
                kryo.reference(placeholder);
                int length = Streams.readLength(in);
                for (int i = 0; i < length; i++) {
                    kryo.readClassAndObject(in);
                }
            }
            default -> {
                kryo.reference(placeholder);
                if (schema == null) {
                    schema = FieldSchema.read(in, null);
                }
                for (FieldSchema.Stored stored : schema.fields()) {
                    FieldSchema.drop(kryo, in, stored.kind());
                }
            }
        }
        return placeholder;
    }
}
