package io.github.tomcatdynamodb.record;

/** What an item turns out to be. */
public sealed interface Reading {

    /**
     * There is no session: no item, or one without {@code sess}, as connect-dynamodb's touch leaves
     * behind.
     */
    record Absent() implements Reading {}

    /**
     * The session was logged out; nothing may bring it back.
     *
     * @param created when that session had been created, in epoch milliseconds
     */
    record LoggedOut(long created) implements Reading {}

    /**
     * The session goes on under another key, as after a log-in.
     *
     * @param created when that session had been created, in epoch milliseconds
     * @param key the value of the other partition key
     */
    record Moved(long created, String key) implements Reading {}

    /** A session. It may have expired: DynamoDB deletes up to days later. */
    record Live(SessionRecord session) implements Reading {}

    /**
     * The item was written by a newer release of the store, in a format that this one cannot read.
     *
     * @param format its format
     */
    record Newer(int format) implements Reading {}

    /**
     * The item cannot be read.
     *
     * @param reason what is wrong with it; holds no content of it
     */
    record Damaged(String reason) implements Reading {}
}
