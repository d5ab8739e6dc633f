package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.sessions.ApplicationLog;
import io.github.tomcatdynamodb.table.AwsCommands;
import io.github.tomcatdynamodb.table.NewTable;
import io.github.tomcatdynamodb.table.RegionNames;
import io.github.tomcatdynamodb.table.TableAdministration;
import io.github.tomcatdynamodb.table.TableDescription;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.table.TableException.Kind;
import io.github.tomcatdynamodb.table.TableSettings;
import java.util.Optional;
import org.apache.catalina.LifecycleException;
import org.apache.tomcat.util.res.StringManager;

/**
 * Looks at the table when a store starts: what can never work stops the start, the rest is a
 * warning.
 */
final class TableCheck {

    private static final StringManager sm = StringManager.getManager(TableCheck.class);

    private final Settings settings;
    private final TableAdministration table;
    private final TableState state;
    private final ApplicationLog log;

    TableCheck(Settings settings, TableAdministration table, TableState state, ApplicationLog log) {
        this.settings = settings;
        this.table = table;
        this.state = state;
        this.log = log;
    }

    /**
     * Checks the table, and creates it where the administrator wants that.
     *
     * @throws LifecycleException if there is no table that sessions can be stored in
     */
    void run() throws LifecycleException {
        checkRegion();
        try {
            // A table that is there needs no patience: it is used as soon as DynamoDB answers.
            Optional<TableDescription> found =
                    settings.createTable() ? table.patiently(state::describe) : state.describe();
            if (found.isPresent()) {
                checkKey(found.get());
                checkTimeToLive(state.timeToLive());
            } else if (settings.createTable()) {
                log.warn(sm.getString("check.creating", tableSettings().tableName()));
                create();
                state.ask();
            } else {
                throw new LifecycleException(
                        sm.getString(
                                "check.missing",
                                tableSettings().tableName(),
                                table.region(),
                                command(tableSettings().tableName())));
            }
        } catch (TableException e) {
            if (e.kind() == Kind.REJECTED) {
                throw new LifecycleException(e.getMessage(), e);
            }
            // The table may be there all the same: no network yet, or no permission to describe it.
            log.warn(
                    sm.getString(
                            settings.createTable() ? "check.notCreated" : "check.failed",
                            tableSettings().tableName(),
                            place(),
                            e.getMessage(),
                            command(tableSettings().tableName())));
        }
    }

    /** A release of the SDK does not know the regions that have come after it. */
    private void checkRegion() {
        if (tableSettings().endpoint().isEmpty()) {
            RegionNames.nearest(table.region())
                    .ifPresent(
                            nearest ->
                                    log.warn(
                                            sm.getString("check.region", table.region(), nearest)));
        }
    }

    private void create() {
        table.patiently(
                () -> {
                    table.create(settings.newTable());
                    return null;
                });
    }

    private void checkKey(TableDescription found) throws LifecycleException {
        TableSettings wanted = tableSettings();
        if (!found.keyName().equals(wanted.hashKey())) {
            throw new LifecycleException(
                    sm.getString(
                            "check.keyName",
                            wanted.tableName(),
                            found.keyName(),
                            wanted.hashKey()));
        }
        if (!found.keyType().equals("S") || found.hasSortKey()) {
            // Its own name is taken.
            String another = wanted.tableName() + "-sessions";
            throw new LifecycleException(
                    sm.getString(
                            found.hasSortKey() ? "check.sortKey" : "check.keyType",
                            wanted.tableName(),
                            found.keyName(),
                            found.keyType(),
                            another,
                            command(another)));
        }
    }

    private void checkTimeToLive(Optional<String> found) {
        TableSettings wanted = tableSettings();
        if (found.isEmpty()) {
            log.warn(
                    sm.getString(
                            "check.noTimeToLive",
                            wanted.tableName(),
                            wanted.ttlAttribute(),
                            table.commands().enableTimeToLive()));
        } else if (!found.get().equals(wanted.ttlAttribute())) {
            log.warn(
                    sm.getString(
                            "check.otherTimeToLive",
                            wanted.tableName(),
                            found.get(),
                            wanted.ttlAttribute()));
        }
    }

    private String command(String tableName) {
        return String.join(
                " && ",
                new AwsCommands(tableName, tableSettings(), table.region()).create(NewTable.PLAIN));
    }

    /** Where the table is sought. */
    private String place() {
        return tableSettings().endpoint().map(Object::toString).orElseGet(table::region);
    }

    private TableSettings tableSettings() {
        return settings.table();
    }
}
