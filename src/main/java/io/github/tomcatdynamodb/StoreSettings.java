package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.record.RecordSettings;
import io.github.tomcatdynamodb.table.TableSettings;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The settings of a store, checked.
 *
 * @param table which table, and how long a call to it may take
 * @param prefix what the keys begin with; empty for the name of host and context
 * @param records how records are written
 * @param readConsistency which reads are strongly consistent
 * @param createTable whether a missing table is created
 * @param readCapacityUnits of a table that is created; empty for on-demand
 * @param writeCapacityUnits of a table that is created; empty for on-demand
 * @param onLoadFailure what a request gets when its session cannot be loaded
 * @param onSaveFailure what a request gets when its session cannot be saved
 * @param admittedClasses classes that are admitted although they belong to a known gadget family
 */
record StoreSettings(
        TableSettings table,
        Optional<String> prefix,
        RecordSettings records,
        ReadConsistency readConsistency,
        boolean createTable,
        OptionalLong readCapacityUnits,
        OptionalLong writeCapacityUnits,
        OnLoadFailure onLoadFailure,
        OnSaveFailure onSaveFailure,
        Optional<Pattern> admittedClasses) {

    /** Which reads are strongly consistent, at twice the price. */
    enum ReadConsistency {
        /** None: a session that was created a moment ago on another node may not be found. */
        EVENTUAL,
        /** The second read of a session that the first one did not find. */
        STRONG_ON_MISS,
        /** Every one. */
        STRONG
    }

    /**
     * What a request gets when its session cannot be loaded, which is not the same as not found.
     */
    enum OnLoadFailure {
        /** An error. The browser keeps its cookie, and after the outage the user is logged in. */
        FAIL,
        /** A new session, as with Tomcat's own stores: the user is logged out. */
        NEW_SESSION
    }

    /** What a request gets when its session cannot be saved. */
    enum OnSaveFailure {
        /** An error. */
        FAIL,
        /** An answer as if nothing had happened: what it changed in the session is lost. */
        LOG
    }
}
