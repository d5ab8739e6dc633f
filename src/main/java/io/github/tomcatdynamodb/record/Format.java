package io.github.tomcatdynamodb.record;

/** Who wrote a record, as far as it matters to who may read it. */
public enum Format {
    /** Ours: {@code sess} is a map and {@code tomcat} says what Java needs to know. */
    TOMCAT,
    /**
     * A map without {@code tomcat}: {@code @pwrdrvr/dynamodb-session-store} or another foreign
     * writer.
     */
    EXPRESS_MAP,
    /** A JSON string: connect-dynamodb. */
    JSON_STRING;

    /**
     * Returns whether a record says when its session was created and accessed. The Node stores'
     * records do not.
     */
    public boolean storesTimes() {
        return this == TOMCAT;
    }
}
