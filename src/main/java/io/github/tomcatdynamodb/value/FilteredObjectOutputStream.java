package io.github.tomcatdynamodb.value;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/**
 * Writes Java serialization of admitted classes only, so that nothing is stored that could not be
 * read again.
 */
final class FilteredObjectOutputStream extends ObjectOutputStream {

    private final ClassFilter filter;

    FilteredObjectOutputStream(OutputStream out, ClassFilter filter) throws IOException {
        super(out);
        this.filter = filter;
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        requireAdmitted(type);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        for (Class<?> implemented : type.getInterfaces()) {
            requireAdmitted(implemented);
        }
    }

    private void requireAdmitted(Class<?> type) throws ClassRefusedException {
        if (!filter.admits(type.getName())) {
            throw new ClassRefusedException(type.getName());
        }
    }
}
