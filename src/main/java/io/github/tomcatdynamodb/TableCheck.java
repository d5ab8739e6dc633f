package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableDescription;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.table.TableException.Kind;
import io.github.tomcatdynamodb.table.TableSettings;
import java.util.Optional;
import org.apache.catalina.LifecycleException;
import org.apache.juli.logging.Log;
import org.apache.tomcat.util.res.StringManager;

/**
 * Looks at the table when a store starts: what can never work stops the start, the rest is a
 * warning.
 */
final class TableCheck {

    private static final StringManager sm = StringManager.getManager(TableCheck.class);

    private final StoreSettings settings;
    private final SessionTable table;
    private final Log log;

    TableCheck(StoreSettings settings, SessionTable table, Log log) {
        this.settings = settings;
        this.table = table;
        this.log = log;
    }

    /**
     * Checks the table, and creates it where the administrator wants that.
     *
     * @throws LifecycleException if there is no table that sessions can be stored in
     */
    void run() throws LifecycleException {
        try {
            Optional<TableDescription> found = table.describe();
            if (found.isPresent()) {
                checkKey(found.get());
                checkTimeToLive(table.timeToLive());
            } else if (settings.createTable()) {
                log.warn(sm.getString("check.creating", tableSettings().tableName()));
                table.create(settings.readCapacityUnits(), settings.writeCapacityUnits());
            } else {
                throw new LifecycleException(
                        sm.getString("check.missing", tableSettings().tableName(), command()));
            }
        } catch (TableException e) {
            if (e.kind() == Kind.REJECTED) {
                throw new LifecycleException(e.getMessage(), e);
            }
            // The table may be there all the same: no network yet, or no permission to describe it.
            log.warn(sm.getString("check.failed", tableSettings().tableName(), e.getMessage()));
        }
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
            throw new LifecycleException(
                    sm.getString(
                            "check.keyType",
                            wanted.tableName(),
                            found.keyName(),
                            found.keyType(),
                            command()));
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
                            ttlCommand()));
        } else if (!found.get().equals(wanted.ttlAttribute())) {
            log.warn(
                    sm.getString(
                            "check.otherTimeToLive",
                            wanted.tableName(),
                            found.get(),
                            wanted.ttlAttribute()));
        }
    }

    private String command() {
        TableSettings wanted = tableSettings();
        return "aws dynamodb create-table --table-name "
                + wanted.tableName()
                + " --attribute-definitions AttributeName="
                + wanted.hashKey()
                + ",AttributeType=S"
                + " --key-schema AttributeName="
                + wanted.hashKey()
                + ",KeyType=HASH"
                + " --billing-mode PAY_PER_REQUEST"
                + where()
                + " && aws dynamodb wait table-exists --table-name "
                + wanted.tableName()
                + where()
                + " && "
                + ttlCommand();
    }

    private String ttlCommand() {
        TableSettings wanted = tableSettings();
        return "aws dynamodb update-time-to-live --table-name "
                + wanted.tableName()
                + " --time-to-live-specification Enabled=true,AttributeName="
                + wanted.ttlAttribute()
                + where();
    }

    private String where() {
        return tableSettings().region().map(region -> " --region " + region).orElse("")
                + tableSettings()
                        .endpoint()
                        .map(endpoint -> " --endpoint-url " + endpoint)
                        .orElse("");
    }

    private TableSettings tableSettings() {
        return settings.table();
    }
}
