package io.github.tomcatdynamodb.value.types;

import java.io.Serial;

/**
 * A signal: this form cannot hold the value exactly, so the next one is asked, for all of the
 * value.
 */
public final class OtherFormException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final transient Class<?> obstacle;

    /**
     * A signal.
     *
     * @param obstacle the class of the object that this form cannot hold
     */
    public OtherFormException(Class<?> obstacle) {
        // It is expected, and thrown on the way of a request: no stack trace.
        super(obstacle.getName(), null, false, false);
        this.obstacle = obstacle;
    }

    /** Returns the class of the object that this form cannot hold. */
    public Class<?> obstacle() {
        return obstacle;
    }
}
