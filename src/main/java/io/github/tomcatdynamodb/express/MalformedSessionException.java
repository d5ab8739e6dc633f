package io.github.tomcatdynamodb.express;

import io.github.tomcatdynamodb.text.Messages;

/** A text that is no session: why, but nothing of what it holds. */
public final class MalformedSessionException extends Exception {

    private static final Messages MESSAGES = Messages.of(MalformedSessionException.class);

    private static final long serialVersionUID = 1L;

    /** What is wrong with a text. */
    public enum Reason {
        /** Nothing, or nothing but white space. */
        EMPTY,
        /**
         * Does not begin as an object does: an array, a string, a number, true, null, or no JSON at
         * all.
         */
        NOT_AN_OBJECT,
        /** A syntax error: cut off, damaged, or followed by something else. */
        NOT_JSON
    }

    private final Reason reason;

    MalformedSessionException(Reason reason, int position) {
        super(MESSAGES.getString("malformedSession." + reason, Integer.toString(position)));
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
