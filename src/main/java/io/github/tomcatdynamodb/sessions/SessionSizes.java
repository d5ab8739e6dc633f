package io.github.tomcatdynamodb.sessions;

/**
 * How large a session may become.
 *
 * @param maxSession the most bytes that its attributes may take in the table
 * @param largeAttributeCache how many bytes of large attributes a node remembers
 */
public record SessionSizes(int maxSession, int largeAttributeCache) {}
