package io.github.tomcatdynamodb.express;

/** A text that is no session: why, but nothing of what it holds. */
public final class MalformedSessionException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a text. */
    public enum Reason {
        /** Nothing, or nothing but white space. */
        EMPTY,
        /** Not JSON: cut off, followed by something else, or another syntax error. */
        NOT_JSON,
        /** JSON, but an array, a string, a number, a boolean or null. */
        NOT_AN_OBJECT,
        /** A number of more than ten thousand digits before or after its decimal point. */
        NUMBER_OUT_OF_RANGE
    }

    private final Reason reason;

    MalformedSessionException(Reason reason) {
        super(Messages.get("malformedSession." + reason));
        this.reason = reason;
    }

    /**
     * Why the text is no session.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
