package io.github.tomcatdynamodb.value;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Reads Java serialization with the web application's classes, as Tomcat's {@code
 * CustomObjectInputStream} does (which is final), but under our filter, for proxy interfaces too,
 * and with every size bounded by the number of bytes there are.
 */
final class FilteredObjectInputStream extends ObjectInputStream {

    /**
     * A field that is no longer there may hold objects of classes that are gone, too. To look for
     * one takes far more memory than its name.
     */
    static final int MOST_MISSING_CLASSES = 20;

    /** Collections allocate tables somewhat larger than the number of elements that follow. */
    private static final int ARRAY_SLACK = 4;

    /** Lists of copies of one element claim to have as many as they have copies. */
    private static final int SMALLEST_LIMIT = 100_000;

    private final ClassLoader loader;
    private final ClassFilter filter;

    /** What all arrays may still have together; each of their elements takes a byte at least. */
    private long elementsLeft;

    private int missingLeft = MOST_MISSING_CLASSES;

    FilteredObjectInputStream(byte[] bytes, ClassLoader loader, ClassFilter filter)
            throws IOException {
        super(new ByteArrayInputStream(bytes));
        this.loader = loader;
        this.filter = filter;
        long limit = Math.max(SMALLEST_LIMIT, (long) ARRAY_SLACK * bytes.length);
        enableResolveObject(true);
        elementsLeft = limit;
        setObjectInputFilter(info -> withinBounds(info, limit));
    }

    /**
     * Called for each object before the one that contains it has it. A lock that is held by nobody
     * would stop the thread for good where a queue locks it while it is being read.
     */
    @Override
    protected Object resolveObject(Object object) throws IOException {
        if (isLocked(object)) {
            throw new InvalidObjectException(object.getClass().getName());
        }
        return object;
    }

    private static boolean isLocked(Object object) {
        if (object instanceof ReentrantLock lock) {
            return lock.isLocked();
        }
        return object instanceof ReentrantReadWriteLock lock
                && (lock.isWriteLocked() || lock.getReadLockCount() > 0);
    }

    private ObjectInputFilter.Status withinBounds(ObjectInputFilter.FilterInfo info, long limit) {
        elementsLeft -= Math.max(0, info.arrayLength());
        boolean tooLarge = elementsLeft < 0 || info.references() > limit || info.depth() > limit;
        return tooLarge ? ObjectInputFilter.Status.REJECTED : ObjectInputFilter.Status.UNDECIDED;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
            throws IOException, ClassNotFoundException {
        String name = description.getName();
        requireAdmitted(name);
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            try {
                // Knows the primitive types.
                return super.resolveClass(description);
            } catch (ClassNotFoundException second) {
                if (--missingLeft < 0) {
                    throw new InvalidObjectException(name);
                }
                e.addSuppressed(second);
                throw e;
            }
        }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces)
            throws IOException, ClassNotFoundException {
        Class<?>[] loaded = new Class<?>[interfaces.length];
        for (int i = 0; i < interfaces.length; i++) {
            requireAdmitted(interfaces[i]);
        }
        for (int i = 0; i < interfaces.length; i++) {
            loaded[i] = Class.forName(interfaces[i], false, loader);
        }
        try {
            // The only way to a proxy class without an instance.
            @SuppressWarnings("deprecation")
            Class<?> proxy = Proxy.getProxyClass(loader, loaded);
            return proxy;
        } catch (IllegalArgumentException e) {
            throw new ClassNotFoundException(null, e);
        }
    }

    private void requireAdmitted(String className) throws ClassRefusedException {
        if (!filter.admits(className)) {
            throw new ClassRefusedException(className);
        }
    }
}
