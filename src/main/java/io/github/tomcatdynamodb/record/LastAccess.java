package io.github.tomcatdynamodb.record;

/** Who keeps the time of a session's last request. */
public enum LastAccess {
    /** The record alone. */
    RECORD,
    /** The client too, in a cookie: so the record may be written seldom. */
    COOKIE
}
