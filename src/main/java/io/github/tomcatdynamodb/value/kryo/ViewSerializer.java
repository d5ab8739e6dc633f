package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.github.tomcatdynamodb.value.types.OtherFormException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Collections that cannot be modified: what they are a view of. */
final class ViewSerializer extends Serializer<Object> {

    private final Class<?> kind;
    private final UnaryOperator<Object> create;
    private final Viewed viewed;

    private ViewSerializer(Class<?> kind, UnaryOperator<Object> create, Viewed viewed) {
        this.kind = kind;
        this.create = create;
        this.viewed = viewed;
    }

    /** A serializer for each class of views, for one thread at a time. */
    @SuppressWarnings("JdkObsolete") // A list without random access has a view of another class.
    static Map<Class<?>, Serializer<?>> all() {
        Viewed viewed = new Viewed();
        Serializer<?> ofLists =
                new ViewSerializer(
                        List.class, of -> Collections.unmodifiableList((List<?>) of), viewed);
        return Map.of(
                Collections.unmodifiableList(new ArrayList<>()).getClass(),
                ofLists,
                Collections.unmodifiableList(new LinkedList<>()).getClass(),
                ofLists,
                Collections.unmodifiableCollection(new ArrayList<>()).getClass(),
                new ViewSerializer(
                        Collection.class,
                        of -> Collections.unmodifiableCollection((Collection<?>) of),
                        viewed),
                Collections.unmodifiableSet(new HashSet<>()).getClass(),
                new ViewSerializer(
                        Set.class, of -> Collections.unmodifiableSet((Set<?>) of), viewed),
                Collections.unmodifiableMap(new HashMap<>()).getClass(),
                new ViewSerializer(
                        Map.class, of -> Collections.unmodifiableMap((Map<?, ?>) of), viewed));
    }

    @Override
    public void write(Kryo kryo, Output out, Object view) {
        Object of = viewed.by(view);
        if (!kind.isInstance(of)) {
            // It has another object written in its place, as List.of does.
            throw new OtherFormException(view.getClass());
        }
        Object again = create.apply(of);
        if (again == of || again.getClass() != view.getClass()) {
            // A view of a view, as older versions of Java made them.
            throw new OtherFormException(view.getClass());
        }
        GraphReferences references = (GraphReferences) kryo.getReferenceResolver();
        references.begin(view);
        kryo.writeClassAndObject(out, of);
        references.end(view);
    }

    @Override
    public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
        Object view = create.apply(kryo.readClassAndObject(in));
        if (view.getClass() != type) {
            throw new IllegalArgumentException("a view of another kind");
        }
        return view;
    }

    /**
     * What a view shows. It has no method that tells, but Java serialization offers it for
     * replacement when it is about to write it; nothing of that is written itself.
     */
    private static final class Viewed {

        private Parts parts;

        /** The object behind a view, which is its only serialized field. */
        Object by(Object view) {
            try {
                if (parts == null) {
                    parts = new Parts();
                }
                return parts.of(view);
            } catch (IOException e) {
                // Nothing is written anywhere.
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Parts extends ObjectOutputStream {

        private Object part;
        private boolean begun;

        Parts() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        Object of(Object view) throws IOException {
            begun = false;
            writeUnshared(view);
            reset();
            Object found = part;
            part = null;
            return found;
        }

        @Override
        protected void writeClassDescriptor(ObjectStreamClass descriptor) {
            // Nobody reads it.
        }

        /** Called for the view first. */
        @Override
        protected Object replaceObject(Object object) {
            if (!begun) {
                begun = true;
                return object;
            }
            if (part == null) {
                part = object;
            }
            return null;
        }
    }
}
