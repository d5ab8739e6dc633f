package io.github.tomcatdynamodb.sessions;

/** How the sessions of an application are listed for Tomcat's Manager application. */
public enum SessionListing {
    /** Those in the memory of the node only: nothing is read. */
    NONE,
    /** Those in the table, too, by a scan. */
    SCAN
}
