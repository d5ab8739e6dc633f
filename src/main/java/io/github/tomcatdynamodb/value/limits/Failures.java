package io.github.tomcatdynamodb.value.limits;

import java.util.ConcurrentModificationException;

/** What is thrown while a value is written or read, by our code or by the application's classes. */
public final class Failures {

    private Failures() {}

    /**
     * Another thread has changed what is being written, unless there was as much as expected.
     *
     * @throws ConcurrentModificationException for the caller of the parts of a codec, who tries
     *     again
     */
    public static void requireUnmodified(boolean asExpected) {
        if (!asExpected) {
            throw new ConcurrentModificationException("changed while it was written");
        }
    }

    /**
     * Returns for what a single value is to blame for, an {@code AssertionError} of its class
     * included, and throws everything else on: the JVM has no memory, for example.
     */
    public static void requireOfTheValue(Throwable failure) {
        // The JDK's immutable maps throw an InternalError for an odd number of keys and values.
        if (failure instanceof VirtualMachineError error
                && !(error instanceof StackOverflowError)
                && !(error instanceof InternalError)) {
            throw error;
        }
    }
}
