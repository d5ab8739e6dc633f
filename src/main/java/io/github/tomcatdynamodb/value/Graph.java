package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;

/** One Kryo with its buffer, for one thread at a time. One that threw must not be used again. */
final class Graph {

    /** The first byte of all bytes, for the day when they change. */
    private static final byte FORMAT = 1;

    /** Deeper graphs need more stack than a request's thread can be relied on to have. */
    private static final int DEEPEST = 400;

    private static final int INITIAL_BUFFER = 1_024;
    private static final int LARGEST_KEPT_BUFFER = 256 * 1_024;

    private final GraphClassResolver classes;
    private final Kryo kryo;
    private Output out = new Output(INITIAL_BUFFER, -1);
    private List<ClassLayout> unproven = List.of();

    Graph(ClassLoader loader, Admission admission, ClassKnowledge knowledge, MapTypes maps) {
        GraphReferences references = new GraphReferences();
        this.classes = new GraphClassResolver(loader, admission, knowledge, references);
        this.kryo = new Kryo(classes, references);
        kryo.setClassLoader(loader);
        kryo.setOptimizedGenerics(false);
        kryo.setMaxDepth(DEEPEST);
        // Reset here, after the classes of the graph have been looked at.
        kryo.setAutoReset(false);
        BuiltInClasses.register(kryo, maps);
        classes.endOfBuiltIn();
    }

    byte[] write(Object value) {
        out.writeByte(FORMAT);
        kryo.writeClassAndObject(out, value);
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
     * @throws UnreadableValueException when a class is at fault
     * @throws RuntimeException when the bytes are
     */
    Object read(byte[] bytes) {
        Input in = new Input(bytes);
        if (in.readByte() != FORMAT) {
            throw new IllegalArgumentException();
        }
        Object value = kryo.readClassAndObject(in);
        kryo.reset();
        if (value == null || in.position() != in.limit()) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
