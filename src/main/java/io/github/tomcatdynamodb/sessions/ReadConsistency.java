package io.github.tomcatdynamodb.sessions;

/** Which reads are strongly consistent, at twice the price. */
public enum ReadConsistency {
    /** Only the second read of a session that the first one did not find. */
    EVENTUAL,
    /**
     * Those that a client could tell from an answer that it has already got: it sees what it has
     * been told, on every node.
     */
    SESSION,
    /** Every one. */
    STRONG
}
