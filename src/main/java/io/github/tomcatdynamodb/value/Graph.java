package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.List;

/** One Kryo with its buffer, for one thread at a time. One that threw must not be used again. */
final class Graph {

    /** The first byte. Versions before the first release had 1 and 2. */
    private static final byte FORMAT = 3;

    private static final int INITIAL_BUFFER = 1_024;
    private static final int LARGEST_KEPT_BUFFER = 256 * 1_024;

    private final GraphClassResolver classes;
    private final GraphKryo kryo;
    private Output out = new Output(INITIAL_BUFFER, -1);
    private List<ClassLayout> unproven = List.of();

    Graph(ClassLoader loader, Admission admission, ClassKnowledge knowledge, MapTypes maps) {
        GraphReferences references = new GraphReferences();
        this.classes = new GraphClassResolver(loader, admission, knowledge, references);
        this.kryo = new GraphKryo(classes, references);
        kryo.setClassLoader(loader);
        BuiltInClasses.register(kryo, maps);
        classes.endOfBuiltIn();
    }

    byte[] write(Object value) {
        out.writeByte(FORMAT);
        classes.setRoot(value.getClass().getName());
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
     * @param root the name of the class that was written, which is not in the bytes
     * @throws UnreadableValueException when a class is at fault
     * @throws RuntimeException when the bytes are
     */
    Object read(byte[] bytes, String root) {
        Input in = new GraphInput(bytes);
        if (in.readByte() != FORMAT) {
            throw new IllegalArgumentException();
        }
        classes.setRoot(root);
        Object value = kryo.readClassAndObject(in);
        kryo.reset();
        if (value == null || in.position() != in.limit()) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
