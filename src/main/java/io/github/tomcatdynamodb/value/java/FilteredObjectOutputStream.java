package io.github.tomcatdynamodb.value.java;

import io.github.tomcatdynamodb.value.limits.Admission;
import io.github.tomcatdynamodb.value.limits.JvmFilter;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/**
 * Writes Java serialization of admitted classes only, so that nothing is stored that could not be
 * read again.
 */
final class FilteredObjectOutputStream extends ObjectOutputStream {

    private final Admission admission;
    private final JvmFilter jvmFilter = JvmFilter.ofThisJvm();
    private String refused;

    FilteredObjectOutputStream(OutputStream out, Admission admission) throws IOException {
        super(out);
        this.admission = admission;
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

    /** Returns the first class that was refused, null when none was. */
    String refused() {
        return refused;
    }

    private void requireAdmitted(Class<?> type) throws IOException {
        // Afterwards only the failure itself is written, which Java does before it throws it.
        boolean isRefused = !admission.admits(type.getName()) || jvmFilter.refuses(type);
        if (refused == null && isRefused) {
            refused = type.getName();
            throw new InvalidClassException(refused, "refused");
        }
    }
}
