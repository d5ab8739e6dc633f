package io.github.tomcatdynamodb.table;

/**
 * A call to DynamoDB that did not do what was asked. Unchecked on purpose: Tomcat takes an {@code
 * IOException} on load for "no such session" and replaces the user's cookie.
 */
public final class TableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as it matters to what is done about it. */
    public enum Kind {
        /**
         * DynamoDB could not be reached, did not answer in time, or answered with an error of its
         * own.
         */
        UNAVAILABLE,
        /** DynamoDB refused the call because of its capacity limits, also after retries. */
        THROTTLED,
        /**
         * The call was not even tried, because those before it had failed with {@link
         * #UNAVAILABLE}.
         */
        SUSPENDED,
        /** There is no such table. */
        NO_TABLE,
        /** No credentials were found, or they are not allowed to do this. */
        DENIED,
        /** The item is larger than DynamoDB takes (400 KB). */
        TOO_LARGE,
        /** DynamoDB refused the call for another reason. */
        REJECTED
    }

    private final Kind kind;

    TableException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns what kind of failure this is. */
    public Kind kind() {
        return kind;
    }
}
