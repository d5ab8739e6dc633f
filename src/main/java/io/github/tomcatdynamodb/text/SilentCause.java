package io.github.tomcatdynamodb.text;

/**
 * Stands for an exception whose message may hold what belongs into no log: an application's may
 * quote the value of an attribute, and that of a refused signature quotes the security token. Its
 * class, which is the message of this one, its stack trace and those of its causes are kept.
 */
public final class SilentCause extends Exception {

    private static final long serialVersionUID = 1L;

    /** Exceptions may be one another's causes. */
    private static final int MAX_CAUSES = 10;

    private SilentCause(Throwable original, int causes) {
        super(
                original.getClass().getName(),
                original.getCause() == null || causes == 0
                        ? null
                        : new SilentCause(original.getCause(), causes - 1),
                false,
                true);
        setStackTrace(original.getStackTrace());
    }

    /** Returns what stands for an exception; {@code null} for {@code null}. */
    public static Throwable of(Throwable original) {
        return original == null ? null : new SilentCause(original, MAX_CAUSES);
    }
}
