package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.text.Messages;
import java.io.Serial;

/** A value that cannot be stored. Its message names the class, never the value. */
public final class UnstorableValueException extends RuntimeException {

    /** Why a value cannot be stored. */
    public enum Reason {
        /** The class, or the class of something the value refers to, is not Serializable. */
        NOT_SERIALIZABLE,
        /**
         * The class, or the class of something the value refers to, is not admitted by the class
         * filter.
         */
        CLASS_REFUSED,
        /** The value's own code threw, was modified meanwhile, or is nested too deeply. */
        FAILED
    }

    @Serial private static final long serialVersionUID = 1L;
    private static final Messages SM = Messages.of(UnstorableValueException.class);

    private final Reason reason;
    private final String className;
    private final String path;

    /**
     * A failure to store.
     *
     * @param className the class at fault
     * @param cause null for none
     */
    public UnstorableValueException(Reason reason, String className, Throwable cause) {
        this(reason, className, "", cause);
    }

    private UnstorableValueException(
            Reason reason, String className, String path, Throwable cause) {
        super(Paths.message(path, SM.getString("unstorableValue." + reason, className)), cause);
        this.reason = reason;
        this.className = className;
        this.path = path;
    }

    /** The same failure, which says where it was. */
    UnstorableValueException at(String where) {
        UnstorableValueException located =
                new UnstorableValueException(reason, className, where, getCause());
        located.setStackTrace(getStackTrace());
        return located;
    }

    /** Returns where in the value it is, such as {@code .lines[3].price}; empty when unknown. */
    public String path() {
        return path;
    }

    /** Why the value cannot be stored. */
    public Reason reason() {
        return reason;
    }

    /** The class at fault: the value's own or one nested in it. */
    public String className() {
        return className;
    }
}
