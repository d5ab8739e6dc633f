package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.IntArray;
import com.esotericsoftware.kryo.util.Util;
import java.nio.charset.StandardCharsets;

/**
 * Kryo with one number before each object, where Kryo itself has two: it says that there is none,
 * that it is one of those before, that it is a short text, or of which class it is.
 */
final class GraphKryo extends Kryo {

    private static final int NULL = 0;

    /** The object's number follows. */
    private static final int AGAIN = 1;

    /** The number of the class is added; see {@link BuiltInClasses}, which may have ten more. */
    private static final int BUILT_IN = 2;

    /** The number of its bytes is added. */
    private static final int SHORT_TEXT = 88;

    /** The number of the class in this graph is added; up to 127 a number takes one byte. */
    private static final int NAMED = 116;

    /** Deeper graphs need more stack than a request's thread can be relied on to have. */
    private static final int DEEPEST = 400;

    private static final int UNTRACKED = -1;

    private final GraphClassResolver classes;
    private final GraphReferences references;
    private final IntArray unreferenced = new IntArray();
    private int depth;

    GraphKryo(GraphClassResolver classes, GraphReferences references) {
        super(classes, references);
        this.classes = classes;
        this.references = references;
        setOptimizedGenerics(false);
        setMaxDepth(DEEPEST);
        // Reset by the graph, after its classes have been looked at.
        setAutoReset(false);
    }

    @Override
    public void writeClassAndObject(Output out, Object object) {
        if (object == null) {
            out.writeByte(NULL);
        } else if (object instanceof String text) {
            writeText(out, text);
        } else if (!isWrittenBefore(out, object)) {
            enter();
            Registration registration = classes.registrationForWriting(object.getClass());
            writeClass(out, registration);
            serializer(registration).write(this, out, object);
            depth--;
        }
    }

    private void writeText(Output out, String text) {
        int id = references.writeText(text);
        if (id >= 0) {
            writeAgain(out, id);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < NAMED - SHORT_TEXT && Escapes.isWellFormed(text)) {
            out.writeByte(SHORT_TEXT + bytes.length);
            out.writeBytes(bytes);
        } else {
            out.writeVarInt(BUILT_IN + BuiltInClasses.STRING_ID, true);
            Streams.writeText(out, text);
        }
    }

    private boolean isWrittenBefore(Output out, Object object) {
        if (!references.useReferences(object.getClass())) {
            return false;
        }
        int id = references.getWrittenId(object);
        if (id < 0) {
            references.addWrittenObject(object);
            return false;
        }
        writeAgain(out, id);
        return true;
    }

    private static void writeAgain(Output out, int id) {
        out.writeByte(AGAIN);
        out.writeVarInt(id, true);
    }

    private void writeClass(Output out, Registration registration) {
        int number = classes.numberOfNamed(registration);
        if (number < 0) {
            out.writeVarInt(BUILT_IN + registration.getId(), true);
            return;
        }
        out.writeVarInt(NAMED + number, true);
        classes.writeNameOnce(out, registration);
    }

    @Override
    public Object readClassAndObject(Input in) {
        int head = in.readVarInt(true);
        if (head == NULL) {
            return null;
        }
        if (head == AGAIN) {
            return references.getReadObject(Object.class, in.readVarInt(true));
        }
        if (head >= SHORT_TEXT && head < NAMED) {
            String text = Streams.readText(in, head - SHORT_TEXT);
            references.setReadObject(references.nextReadId(String.class), text);
            return text;
        }
        return read(
                in,
                head >= NAMED
                        ? classes.readNamed(in, head - NAMED)
                        : classes.builtIn(head - BUILT_IN));
    }

    private Object read(Input in, Registration registration) {
        enter();
        // The primitive types are registered for their wrappers.
        Class<?> type = Util.getWrapperClass(registration.getType());
        int outer = unreferenced.size;
        unreferenced.add(references.useReferences(type) ? references.nextReadId(type) : UNTRACKED);
        Object object = serializer(registration).read(this, in, type);
        if (unreferenced.size > outer) {
            reference(object);
        }
        depth--;
        return object;
    }

    @Override
    public void reference(Object object) {
        int id = unreferenced.pop();
        if (id != UNTRACKED) {
            references.setReadObject(id, object);
        }
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException();
        }
    }

    @SuppressWarnings("unchecked") // What Kryo registers a class with is a serializer for it.
    private static Serializer<Object> serializer(Registration registration) {
        return registration.getSerializer();
    }

    @Override
    public void reset() {
        super.reset();
        unreferenced.clear();
        depth = 0;
    }
}
