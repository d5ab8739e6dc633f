package io.github.tomcatdynamodb.record;

/** The names inside a record that no setting changes. */
final class Names {

    /** The session's attributes. The name that both Node stores use. */
    static final String SESS = "sess";

    /** What only Tomcat needs to know; the Node stores ignore it. */
    static final String TOMCAT = "tomcat";

    static final String VERSION = "v";

    /** The oldest format whose readers may read and write the record; absent: its own. */
    static final String MIN = "min";

    /** Keeps the session apart from any other, under whatever key: 16 random bytes. */
    static final String UID = "uid";

    /**
     * In {@code from}, and beside {@code moved}: that this store wrote the key there, see {@link
     * RecordSeal}.
     */
    static final String SEAL = "seal";

    static final String CREATED = "created";
    static final String ACCESSED = "accessed";

    /** In a pointer to a large attribute, see {@link LargePointer}. */
    static final String EXPIRES = "expires";

    static final String MAX_INACTIVE = "maxInactive";
    static final String TYPES = "types";
    static final String AUTH = "auth";

    /** In a tombstone: when the session was logged out, in epoch milliseconds. */
    static final String GONE = "gone";

    /** In the tombstone of a session that goes on under another key: that key. */
    static final String MOVED = "moved";

    /** In the record of a session that has got another key: see {@link Origin}. */
    static final String FROM = "from";

    /** In {@code from}: the old key. */
    static final String KEY = "key";

    /** In {@code from}: see {@link Origin#changed}. */
    static final String CHANGED = "changed";

    /** In {@code sess}: what express-session keeps beside the attributes. */
    static final String COOKIE = "cookie";

    /**
     * In {@code sess}: what {@code @pwrdrvr/dynamodb-session-store} keeps beside the attributes.
     */
    static final String LAST_MODIFIED = "lastModified";

    /**
     * Beside {@code sess}: the JSON text of what a JSON record held and no map can hold, when it
     * became a map all the same.
     */
    static final String UNMAPPED = "unmapped";

    static final int FORMAT_VERSION = 1;

    private Names() {}
}
