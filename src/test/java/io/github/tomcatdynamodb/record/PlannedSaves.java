package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.HALF_AN_HOUR;
import static io.github.tomcatdynamodb.record.Stored.NOW;

import java.util.Optional;

/** Saves that are planned against what a table holds. */
abstract class PlannedSaves extends WithStored {
    /** With a timeout of half an hour and the default touchAfter. */
    static final long EXPIRED = NOW + (HALF_AN_HOUR + 180 + 1) * 1000L;

    SavePlan plan(EncodedSession session, Optional<StoredSession> remembered) {
        return stored.planner().plan(session, remembered, NOW);
    }

    SavePlan again(EncodedSession session, Optional<StoredSession> remembered, long now) {
        Reading current = stored.read(stored.item(session.key()), now);
        return stored.planner().planAgain(session, remembered, current, now);
    }
}
