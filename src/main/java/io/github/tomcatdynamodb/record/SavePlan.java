package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.table.ItemPut;
import io.github.tomcatdynamodb.table.ItemUpdate;
import java.util.List;
import java.util.Set;

/** What a save does. */
public sealed interface SavePlan {

    /**
     * Nothing changed and no touch is due: no call.
     *
     * @param stored what is stored
     */
    record Nothing(StoredSession stored) implements SavePlan {}

    /** The session was logged out or deleted elsewhere: nothing may be written. */
    record Gone() implements SavePlan {}

    /**
     * The session has got another key elsewhere, by a log-in for example: its changes belong to the
     * record under that one.
     *
     * @param key the value of the other partition key
     */
    record Moved(String key) implements SavePlan {}

    /**
     * The record already is as it shall be: the write that was refused had been done before, and
     * its answer was lost.
     *
     * @param reason why it was written
     * @param after what is stored
     */
    record Stored(Reason reason, StoredSession after) implements SavePlan {}

    /** Something is written. */
    sealed interface Write extends SavePlan {

        /** Returns why. */
        Reason reason();

        /** Returns the names of the attributes that are set or removed. */
        Set<String> changed();

        /** Returns what is written before: nobody shall read half a session. */
        List<LargeItem> large();

        /** Returns what is stored once it is done. */
        StoredSession after();
    }

    /**
     * A whole item is put.
     *
     * @param put the conditional write
     */
    record Put(
            Reason reason,
            Set<String> changed,
            List<LargeItem> large,
            ItemPut put,
            StoredSession after)
            implements Write {}

    /**
     * An item is updated.
     *
     * @param update the conditional write
     */
    record Update(
            Reason reason,
            Set<String> changed,
            List<LargeItem> large,
            ItemUpdate update,
            StoredSession after)
            implements Write {}

    /** Why something is written. */
    enum Reason {
        /** The session was not stored yet. */
        CREATED,
        /** The session has another key than the one it was stored under. */
        MOVED,
        /** DynamoDB has deleted the record although the session is alive. */
        RESTORED,
        /** Attributes, the timeout or the authentication have changed. */
        CHANGED,
        /** Nothing has changed, but the stored last access has become too old. */
        TOUCHED
    }
}
