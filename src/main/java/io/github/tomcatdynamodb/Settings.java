package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.record.RecordSettings;
import io.github.tomcatdynamodb.sessions.FailurePolicy;
import io.github.tomcatdynamodb.sessions.ReadConsistency;
import io.github.tomcatdynamodb.sessions.SessionKeys;
import io.github.tomcatdynamodb.sessions.SessionListing;
import io.github.tomcatdynamodb.sessions.SessionSizes;
import io.github.tomcatdynamodb.table.NewTable;
import io.github.tomcatdynamodb.table.TableSettings;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.limits.Limits;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of a store, checked.
 *
 * @param table which table, and how long a call to it may take
 * @param prefix what the keys begin with; empty for the name of host and context
 * @param keys what follows the prefix; empty for the default, which depends on the prefix
 * @param sessionListing how sessions are listed
 * @param clientName the client that calls DynamoDB; empty for one that the store makes
 * @param records how records are written
 * @param sizes how large a session may become
 * @param readConsistency which reads are strongly consistent
 * @param createTable whether a missing table is created
 * @param newTable what such a table is like
 * @param onLoadFailure what a request gets when its session cannot be loaded
 * @param onSaveFailure what a request gets when its session cannot be saved
 * @param persistAuthentication whether sessions that are saved with each request keep what the
 *     container knows of the user
 * @param classes what becomes of classes that nobody has named
 * @param admittedClasses classes that are admitted by name
 * @param limits what a stored value may make of itself
 * @param effective the value of each setting as text, by name, for people to read: what was set, or
 *     the default, or an empty text where the default depends on the application; no secret
 */
record Settings(
        TableSettings table,
        Optional<String> prefix,
        Optional<SessionKeys.Form> keys,
        SessionListing sessionListing,
        Optional<String> clientName,
        RecordSettings records,
        SessionSizes sizes,
        ReadConsistency readConsistency,
        boolean createTable,
        NewTable newTable,
        FailurePolicy.OnLoad onLoadFailure,
        FailurePolicy.OnSave onSaveFailure,
        boolean persistAuthentication,
        ClassFilter.Policy classes,
        Optional<Pattern> admittedClasses,
        Limits limits,
        Map<String, String> effective) {

    Settings {
        effective = Map.copyOf(effective);
    }
}
