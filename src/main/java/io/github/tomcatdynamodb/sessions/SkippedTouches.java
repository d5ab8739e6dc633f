package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.EncodedSession;
import org.apache.catalina.Session;

/**
 * Counts the accesses that were not written, because no touch was due: what {@code touchAfter}
 * saves.
 *
 * @param activity is told of them
 */
record SkippedTouches(SessionActivity activity) {

    /** Counts, after a save; once for an access, because a request saves more than once. */
    void count(Session session, EncodedSession encoded, WrittenSession written) {
        if (written.stored().basis().accessed() < encoded.accessed()
                && SessionNotes.skipTouch(session, encoded.accessed())) {
            activity.touchSkipped(AttributeSizes.of(encoded, written.stored()).inItem());
        }
    }
}
