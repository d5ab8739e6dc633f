package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.table.ItemPut;
import io.github.tomcatdynamodb.table.ItemUpdate;
import java.util.Set;

/** What a save does. */
public sealed interface SavePlan {

    /** Nothing changed and no touch is due: no call. */
    record Nothing() implements SavePlan {}

    /** The session was logged out or deleted elsewhere: nothing may be written. */
    record Gone() implements SavePlan {}

    /**
     * The record already is as it shall be: the write that was refused had been done before, and
     * its answer was lost.
     *
     * @param reason why it was written
     * @param after what is stored
     */
    record Stored(Reason reason, StoredSession after) implements SavePlan {}

    /**
     * A whole item is put.
     *
     * @param reason why something is written
     * @param put the conditional write
     * @param after what is stored once it is done
     */
    record Put(Reason reason, ItemPut put, StoredSession after) implements SavePlan {}

    /**
     * An item is updated.
     *
     * @param reason why something is written
     * @param changed the names of the attributes that it sets or removes
     * @param update the conditional write
     * @param after what is stored once it is done
     */
    record Update(Reason reason, Set<String> changed, ItemUpdate update, StoredSession after)
            implements SavePlan {}

    /** Why something is written. */
    enum Reason {
        /** The session was not stored yet. */
        CREATED,
        /** The session has another id than the one it was stored under. */
        MOVED,
        /** DynamoDB has deleted the record although the session is alive. */
        RESTORED,
        /** Attributes, the timeout or the authentication have changed. */
        CHANGED,
        /** Nothing has changed, but the stored last access has become too old. */
        TOUCHED
    }
}
