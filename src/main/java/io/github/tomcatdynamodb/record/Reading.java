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
     * The session goes on under another id, as after a log-in.
     *
     * @param created when that session had been created, in epoch milliseconds
     * @param id the other session id
     */
    record Moved(long created, String id) implements Reading {}

    /** A session. It may have expired: DynamoDB deletes up to days later. */
    record Live(SessionRecord session) implements Reading {}

    /**
     * The item cannot be read.
     *
     * @param reason what is wrong with it; holds no content of it
     */
    record Damaged(String reason) implements Reading {}
}
