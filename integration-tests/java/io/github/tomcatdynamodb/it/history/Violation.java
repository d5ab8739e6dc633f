package io.github.tomcatdynamodb.it.history;

/**
 * A promise that was broken.
 *
 * @param kind which one
 * @param text what shows it
 */
record Violation(Kind kind, String text) {

    /** The promises. */
    enum Kind {
        /** A change was acknowledged and is not there any more. */
        CHANGE_LOST,
        /** A change is there twice, or was never asked for. */
        CHANGE_MADE_UP,
        /** A session is there although its log-out was acknowledged. */
        LOGGED_OUT_REVIVED,
        /** A session is gone although nobody logged out. */
        USER_LOGGED_OUT,
        /** A request failed and replaced the browser's cookie all the same. */
        COOKIE_REPLACED,
        /** A session answers to an id that it has left. */
        OLD_ID_ALIVE
    }
}
