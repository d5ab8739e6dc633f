package io.github.tomcatdynamodb.value;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * What a view of the JDK's is a view of. The view has no method that tells, but Java serialization
 * offers the object for replacement when it is about to write it.
 */
final class ViewedObjects {

    private Probe probe;

    /** The object behind a view, which is its only serialized field. */
    Object by(Object view) {
        try {
            if (probe == null) {
                probe = new Probe();
            }
            return probe.firstField(view);
        } catch (IOException e) {
            // Nothing is written anywhere.
            throw new UncheckedIOException(e);
        }
    }

    private static final class Probe extends ObjectOutputStream {

        private int offered;
        private Object found;

        Probe() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        Object firstField(Object object) throws IOException {
            offered = 0;
            writeUnshared(object);
            reset();
            Object field = found;
            found = null;
            return field;
        }

        @Override
        protected void writeClassDescriptor(ObjectStreamClass descriptor) {
            // Nobody reads it.
        }

        @Override
        protected Object replaceObject(Object object) {
            if (offered++ == 0) {
                return object;
            }
            if (offered == 2) {
                found = object;
            }
            return null;
        }
    }
}
