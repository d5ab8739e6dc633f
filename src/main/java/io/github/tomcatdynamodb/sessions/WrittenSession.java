package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.StoredSession;

/**
 * A session after a save.
 *
 * @param stored what to remember of its record now
 * @param changed whether a change was written, and not only an access, or nothing
 * @param overtaken whether somebody else had changed the record since it was read, so that the
 *     session object does not hold what it holds
 */
record WrittenSession(StoredSession stored, boolean changed, boolean overtaken) {}
