package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.UnstorableValueException;
import java.lang.reflect.Array;

/**
 * What is written of classes that go by their name, beside plain ones. The first object of an enum
 * or of a plain class in a graph says what sort it is, so that a class that is not there can be
 * read past.
 */
final class NamedSerializers {

    /** Instead of the number of levels of a plain class, see {@link FieldSchema}. */
    static final int ENUM = 0;

    private NamedSerializers() {}

    /** Whether an object is the first of its class in this graph. */
    @SuppressWarnings("unchecked") // Kryo's own signature.
    static boolean isFirst(Kryo kryo, Serializer<?> serializer) {
        return kryo.getGraphContext().put(serializer, serializer) == null;
    }

    /** Enum constants by name, because their ordinals change with the next release. */
    static final class Enums extends Serializer<Object> {

        private final Class<?> type;

        Enums(Class<?> type) {
            this.type = type;
        }

        @Override
        public void write(Kryo kryo, Output out, Object constant) {
            if (isFirst(kryo, this)) {
                out.writeVarInt(ENUM, true);
            }
            out.writeString(((Enum<?>) constant).name());
        }

        @Override
        @SuppressWarnings({
            "unchecked",
            "rawtypes"
        }) // The class is an enum's, its type argument cannot be known.
        public Object read(Kryo kryo, Input in, Class<? extends Object> ignored) {
            if (isFirst(kryo, this) && in.readVarInt(true) != ENUM) {
                throw damaged(null);
            }
            String name = in.readString();
            try {
                return Enum.valueOf((Class) type, name);
            } catch (IllegalArgumentException | NullPointerException e) {
                throw damaged(e);
            }
        }

        private UnreadableValueException damaged(RuntimeException cause) {
            return new UnreadableValueException(
                    UnreadableValueException.Reason.DAMAGED, type.getName(), cause);
        }
    }

    /** Arrays of references, element by element. */
    static final class Arrays extends Serializer<Object> {

        private final Class<?> componentType;

        Arrays(Class<?> componentType) {
            this.componentType = componentType;
        }

        @Override
        public void write(Kryo kryo, Output out, Object array) {
            Elements.write(kryo, out, (Object[]) array);
        }

        @Override
        public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
            Object[] elements = (Object[]) Array.newInstance(componentType, Elements.readCount(in));
            kryo.reference(elements);
            Elements.read(kryo, in, elements);
            return elements;
        }
    }

    /** Reads past the objects of a class that is not there, so that what follows can be read. */
    static final class Missing extends Serializer<Object> {

        private final String className;
        private FieldSchema schema;
        private boolean isEnum;

        Missing(String className) {
            this.className = className;
        }

        String className() {
            return className;
        }

        /** Never called: what is written has its class. */
        @Override
        public void write(Kryo kryo, Output out, Object object) {
            throw new UnsupportedOperationException(className);
        }

        @Override
        public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
            Object placeholder = new Object();
            kryo.reference(placeholder);
            if (className.startsWith("[")) {
                Elements.read(kryo, in, new Object[Elements.readCount(in)]);
                return placeholder;
            }
            if (schema == null && !isEnum) {
                schema = FieldSchema.read((BoundedInput) in, null);
                isEnum = schema == null;
            }
            if (isEnum) {
                in.readString();
            } else {
                for (FieldSchema.Stored stored : schema.fields()) {
                    FieldSchema.drop(kryo, in, stored.kind());
                }
            }
            return placeholder;
        }
    }

    /** Stands for a class of the JDK's that the Manager's filter does not admit. */
    static final class Refused extends Serializer<Object> {

        private final String className;

        Refused(String className) {
            this.className = className;
        }

        @Override
        public void write(Kryo kryo, Output out, Object object) {
            throw new UnstorableValueException(
                    UnstorableValueException.Reason.CLASS_REFUSED, className, null);
        }

        @Override
        public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.CLASS_REFUSED, className, null);
        }
    }
}
