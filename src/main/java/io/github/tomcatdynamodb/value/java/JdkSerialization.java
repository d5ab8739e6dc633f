package io.github.tomcatdynamodb.value.java;

import io.github.tomcatdynamodb.value.UnreadableValueException;
import io.github.tomcatdynamodb.value.UnstorableValueException;
import io.github.tomcatdynamodb.value.limits.Admission;
import io.github.tomcatdynamodb.value.limits.Failures;
import io.github.tomcatdynamodb.value.limits.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.util.ConcurrentModificationException;

/**
 * Java serialization under the class filter: right by definition for whatever nothing smaller is
 * proven right for.
 *
 * @param loader what finds the classes of one web application
 * @param admission which of them may be written and read
 * @param limits what is read at most
 */
public record JdkSerialization(ClassLoader loader, Admission admission, Limits limits) {

    /**
     * Writes a value with everything it refers to.
     *
     * @throws UnstorableValueException when the value, or anything it refers to, cannot be written
     */
    public byte[] write(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (FilteredObjectOutputStream out = new FilteredObjectOutputStream(bytes, admission)) {
            write(value, out);
        } catch (IOException e) {
            // In memory, nothing but what is caught below.
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(Object value, FilteredObjectOutputStream out) {
        try {
            out.writeObject(value);
        } catch (ConcurrentModificationException e) {
            // For the caller, who tries again.
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            Failures.requireOfTheValue(e);
            if (out.refused() != null) {
                throw new UnstorableValueException(
                        UnstorableValueException.Reason.CLASS_REFUSED, out.refused(), null);
            }
            if (e instanceof NotSerializableException) {
                throw new UnstorableValueException(
                        UnstorableValueException.Reason.NOT_SERIALIZABLE, e.getMessage(), null);
            }
            throw new UnstorableValueException(
                    UnstorableValueException.Reason.FAILED, value.getClass().getName(), e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param root the class that was written, for messages
     * @throws UnreadableValueException when the bytes cannot be read with the classes there are
     */
    public Object read(byte[] bytes, String root) {
        try (FilteredObjectInputStream in =
                new FilteredObjectInputStream(bytes, loader, admission, limits)) {
            return read(in, root);
        } catch (IOException e) {
            // They do not begin as they should.
            throw new UnreadableValueException(UnreadableValueException.Reason.DAMAGED, root, e);
        }
    }

    private static Object read(FilteredObjectInputStream in, String root) {
        try {
            return in.readObject();
        } catch (ClassNotFoundException e) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.CLASS_MISSING,
                    e.getMessage() == null ? root : e.getMessage(),
                    e);
        } catch (NoClassDefFoundError e) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.CLASS_MISSING, root, e);
        } catch (IOException | RuntimeException | Error e) {
            Failures.requireOfTheValue(e);
            if (in.refused() != null) {
                throw new UnreadableValueException(
                        UnreadableValueException.Reason.CLASS_REFUSED, in.refused(), null);
            }
            boolean isNamed = e instanceof InvalidClassException of && of.classname != null;
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.DAMAGED,
                    isNamed ? ((InvalidClassException) e).classname : root,
                    e);
        }
    }
}
