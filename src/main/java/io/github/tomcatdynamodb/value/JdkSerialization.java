package io.github.tomcatdynamodb.value;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.ConcurrentModificationException;

/**
 * Java serialization under the class filter: right by definition for whatever nothing smaller is
 * proven right for.
 */
final class JdkSerialization {

    private final ClassLoader loader;
    private final ClassFilter filter;

    JdkSerialization(ClassLoader loader, ClassFilter filter) {
        this.loader = loader;
        this.filter = filter;
    }

    /**
     * Writes a value with everything it refers to.
     *
     * @throws UnstorableValueException when the value, or anything it refers to, cannot be written
     */
    byte[] write(Object value) {
        String root = value.getClass().getName();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (ObjectOutputStream out = new FilteredObjectOutputStream(bytes, filter)) {
            out.writeObject(value);
        } catch (NotSerializableException e) {
            throw new UnstorableValueException(
                    UnstorableValueException.Reason.NOT_SERIALIZABLE, e.getMessage(), null);
        } catch (ClassRefusedException e) {
            throw new UnstorableValueException(
                    UnstorableValueException.Reason.CLASS_REFUSED, e.classname, null);
        } catch (ConcurrentModificationException e) {
            // For the caller, who tries again.
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            Failures.requireOfTheValue(e);
            throw new UnstorableValueException(UnstorableValueException.Reason.FAILED, root, e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param root the class that was written, for messages
     * @throws UnreadableValueException when the bytes cannot be read with the classes there are
     */
    Object read(byte[] bytes, String root) {
        try (FilteredObjectInputStream in = new FilteredObjectInputStream(bytes, loader, filter)) {
            return in.readObject();
        } catch (ClassRefusedException e) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.CLASS_REFUSED, e.classname, null);
        } catch (ClassNotFoundException e) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.CLASS_MISSING,
                    e.getMessage() == null ? root : e.getMessage(),
                    e);
        } catch (InvalidClassException e) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.DAMAGED,
                    e.classname == null ? root : e.classname,
                    e);
        } catch (NoClassDefFoundError e) {
            throw new UnreadableValueException(
                    UnreadableValueException.Reason.CLASS_MISSING, root, e);
        } catch (IOException | RuntimeException | Error e) {
            Failures.requireOfTheValue(e);
            throw new UnreadableValueException(UnreadableValueException.Reason.DAMAGED, root, e);
        }
    }
}
