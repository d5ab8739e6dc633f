package io.github.tomcatdynamodb.value;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the JDK's views and comparators, and lambdas, are made of. They have no method that tells,
 * but Java serialization offers it for replacement when it is about to write it; nothing of that is
 * written itself.
 */
final class WrittenParts extends ObjectOutputStream {

    private List<Object> parts = List.of();
    private boolean begun;

    WrittenParts() throws IOException {
        super(OutputStream.nullOutputStream());
        enableReplaceObject(true);
    }

    /** What an object hands to the stream, each once. */
    List<Object> of(Object object) throws IOException {
        List<Object> found = new ArrayList<>();
        parts = found;
        begun = false;
        writeUnshared(object);
        reset();
        parts = List.of();
        return found;
    }

    @Override
    protected void writeClassDescriptor(ObjectStreamClass descriptor) {
        // Nobody reads it.
    }

    /** Called for the object, or what is written in its place, first. */
    @Override
    protected Object replaceObject(Object object) {
        if (object instanceof SerializedLambda lambda) {
            IntStream.range(0, lambda.getCapturedArgCount())
                    .mapToObj(lambda::getCapturedArg)
                    .forEach(parts::add);
            return null;
        }
        if (begun) {
            parts.add(object);
            return null;
        }
        begun = true;
        return object;
    }
}
