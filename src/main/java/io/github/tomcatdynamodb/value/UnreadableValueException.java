package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.text.Messages;
import java.io.Serial;

/**
 * A stored form that cannot be brought back here and now. Its message names the class, never the
 * value.
 */
public final class UnreadableValueException extends RuntimeException {

    /** Why a stored form cannot be read. */
    public enum Reason {
        /** A class that the value needs is not there, or cannot be linked. */
        CLASS_MISSING,
        /** A class that the value needs is not admitted by the class filter; it was not loaded. */
        CLASS_REFUSED,
        /**
         * The stored form is not one that this version writes, or the class no longer accepts it.
         */
        DAMAGED,
        /**
         * It has no seal that the configured keys make for this session and attribute. Nothing of
         * it has been parsed.
         */
        SEAL
    }

    private static final int LONGEST_NAME = 200;

    @Serial private static final long serialVersionUID = 1L;
    private static final Messages SM = Messages.of(UnreadableValueException.class);

    private final Reason reason;
    private final String className;
    private String path = "";

    /**
     * A failure to read.
     *
     * @param className the class at fault, null when it is not known
     * @param cause null for none
     */
    public UnreadableValueException(Reason reason, String className, Throwable cause) {
        super(
                className == null
                        ? SM.getString("unreadableValue." + reason)
                        : SM.getString(
                                "unreadableValue." + reason + ".class", printable(className)),
                cause);
        this.reason = reason;
        this.className = className == null ? null : printable(className);
    }

    /** The name may come from damaged bytes, and goes to the log. */
    private static String printable(String className) {
        String start = className.substring(0, Math.min(LONGEST_NAME, className.length()));
        return start.replaceAll("\\p{Cntrl}", "?") + (start.equals(className) ? "" : "...");
    }

    /**
     * Says where it was, from the inside out.
     *
     * @param segment where in the object around it: {@code .field}, {@code [3]} or {@code {}}
     * @return this
     */
    public UnreadableValueException under(String segment) {
        path = Paths.under(segment, path);
        return this;
    }

    /** Returns where in the value it is, such as {@code .lines[3].price}; empty when unknown. */
    public String path() {
        return path;
    }

    @Override
    public String getMessage() {
        return Paths.message(path, super.getMessage());
    }

    /** Why the stored form cannot be read. */
    public Reason reason() {
        return reason;
    }

    /** The class at fault, as far as it is known, else null. */
    public String className() {
        return className;
    }
}
