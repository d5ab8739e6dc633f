package io.github.tomcatdynamodb.value.java;

import io.github.tomcatdynamodb.value.limits.Admission;
import io.github.tomcatdynamodb.value.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Reads Java serialization with the web application's classes, as Tomcat's {@code
 * CustomObjectInputStream} does (which is final), but under our filter, for proxy interfaces too,
 * within limits, and under the filter that the operator has given to the JVM.
 */
final class FilteredObjectInputStream extends ObjectInputStream {

    /**
     * A field that is no longer there may hold objects of classes that are gone, too. To look for
     * one takes far more memory than its name.
     */
    private static final int MOST_MISSING = 20;

    private final ClassLoader loader;
    private final Admission admission;
    private int missingLeft = MOST_MISSING;
    private String refused;

    FilteredObjectInputStream(byte[] bytes, ClassLoader loader, Admission admission, Limits limits)
            throws IOException {
        super(new ByteArrayInputStream(bytes));
        this.loader = loader;
        this.admission = admission;
        enableResolveObject(true);
        // To set one replaces the JVM's.
        ObjectInputFilter jvm = getObjectInputFilter();
        ObjectInputFilter ours = limits.filter(bytes.length);
        setObjectInputFilter(
                jvm == null ? ours : ObjectInputFilter.merge(ours, info -> check(jvm, info)));
    }

    private Status check(ObjectInputFilter jvm, ObjectInputFilter.FilterInfo info) {
        Status status = jvm.checkInput(info);
        if (status == Status.REJECTED && info.serialClass() != null && info.arrayLength() < 0) {
            refused = info.serialClass().getName();
        }
        return status;
    }

    /** Returns the class that was refused, null when none was. */
    String refused() {
        return refused;
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

    private void requireAdmitted(String className) throws InvalidClassException {
        if (!admission.admits(className)) {
            refused = className;
            throw new InvalidClassException(className, "refused");
        }
    }
}
