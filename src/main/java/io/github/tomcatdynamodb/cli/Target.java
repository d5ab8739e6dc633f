package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableDescription;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.table.TableSettings;
import io.github.tomcatdynamodb.text.Messages;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * The table that a command is about to work on: it is there, its key is the one that was named, and
 * the administrator has read which one it is.
 *
 * @param description what DynamoDB says of it; empty when the caller may not ask
 */
record Target(Optional<TableDescription> description) {

    private static final Messages MESSAGES = Messages.of(Target.class);

    /**
     * Looks at the table and says in a line which one it is and what is done to it.
     *
     * @param mode the key of a text: {@code mode.read}
     * @throws UsageException if there is no such table, or no session can be in it
     */
    static Target announce(SessionTable table, TableSettings settings, String mode, PrintWriter err)
            throws UsageException {
        Optional<TableDescription> description = describe(table, settings);
        err.println(
                MESSAGES.getString(
                        "start",
                        description
                                .map(TableDescription::account)
                                .orElseGet(() -> MESSAGES.getString("start.unknownAccount")),
                        table.administration().region(),
                        settings.tableName(),
                        MESSAGES.getString(mode)));
        return new Target(description);
    }

    private static Optional<TableDescription> describe(SessionTable table, TableSettings settings)
            throws UsageException {
        Optional<TableDescription> description;
        try {
            description = table.administration().describe();
        } catch (TableException e) {
            if (e.kind() == TableException.Kind.DENIED) {
                return Optional.empty();
            }
            throw e;
        }
        if (description.isEmpty()) {
            throw new UsageException(MESSAGES.getString("usage.noTable", settings.tableName()));
        }
        String keyName = description.get().keyName();
        if (!keyName.equals(settings.hashKey()) || description.get().hasSortKey()) {
            throw new UsageException(
                    MESSAGES.getString("usage.hashKey", settings.tableName(), keyName));
        }
        return description;
    }

    /** Returns about how many items there are; 0 if that is not known. */
    long itemCount() {
        return description.map(TableDescription::itemCount).orElse(0L);
    }
}
