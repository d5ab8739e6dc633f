package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Output;
import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.limits.Admission;
import java.util.List;

/** One Kryo with its buffer, for one thread at a time. One that threw must not be used again. */
final class Graph {

    /** Deeper graphs need more stack than a request's thread can be relied on to have. */
    private static final int DEEPEST = 400;

    private static final int INITIAL_BUFFER = 1_024;
    private static final int LARGEST_KEPT_BUFFER = 256 * 1_024;

    private final GraphClasses classes;
    private final Kryo kryo;
    private Output out = new Output(INITIAL_BUFFER, -1);
    private List<ClassLayout> unproven = List.of();

    Graph(ClassLoader loader, Admission admission, ClassKnowledge knowledge) {
        GraphReferences references = new GraphReferences();
        this.classes = new GraphClasses(loader, admission, knowledge, references);
        this.kryo = new Kryo(classes, references);
        kryo.setRegistrationRequired(false);
        kryo.setClassLoader(loader);
        kryo.setOptimizedGenerics(false);
        kryo.setMaxDepth(DEEPEST);
        // Reset below, after its classes have been looked at.
        kryo.setAutoReset(false);
        BuiltInClasses.register(kryo, admission);
    }

    byte[] write(Object value) {
        Registration root = classes.beginWriting(value.getClass());
        kryo.writeObject(out, value, root.getSerializer());
        unproven = classes.takeUnproven();
        kryo.reset();
        byte[] bytes = out.toBytes();
        if (out.getBuffer().length > LARGEST_KEPT_BUFFER) {
            out = new Output(INITIAL_BUFFER, -1);
        }
        out.reset();
        return bytes;
    }

    /** The classes among those last written of which no object has been read back yet. */
    List<ClassLayout> unproven() {
        return unproven;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param className of the object that was written, which is not in the bytes
     * @throws UnreadableValueException when a class is at fault
     * @throws RuntimeException when the bytes are
     */
    Object read(byte[] bytes, String className) {
        BoundedInput in = new BoundedInput(bytes);
        Registration root = classes.beginReading(className);
        Object value = readRoot(in, root);
        kryo.reset();
        if (in.position() != in.limit()) {
            throw new IllegalArgumentException("bytes are left over");
        }
        return value;
    }

    @SuppressWarnings("unchecked") // What Kryo registers a class with is a serializer for it.
    private Object readRoot(BoundedInput in, Registration root) {
        return kryo.readObject(
                in, (Class<Object>) root.getType(), (Serializer<Object>) root.getSerializer());
    }
}
