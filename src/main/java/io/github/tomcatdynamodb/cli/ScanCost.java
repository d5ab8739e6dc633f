package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.TableDescription;
import io.github.tomcatdynamodb.text.Messages;
import java.util.Optional;

/**
 * What it costs to read a whole table once.
 *
 * @param table what DynamoDB says of it, hours old; empty when that is not known
 */
record ScanCost(Optional<TableDescription> table) {

    private static final Messages MESSAGES = Messages.of(ScanCost.class);

    /** A unit of a strong read; an eventual one costs half (Developer Guide, "Read operations"). */
    private static final double BYTES_OF_A_UNIT = 2 * 4096;

    double readUnits() {
        return Math.ceil(table.map(TableDescription::sizeBytes).orElse(0L) / BYTES_OF_A_UNIT);
    }

    /** Returns the question whether that is wanted. */
    String question() {
        return table.isEmpty()
                ? MESSAGES.getString("scan.unknown")
                : MESSAGES.getString(
                        "scan.question",
                        table.get().itemCount(),
                        table.get().sizeBytes(),
                        readUnits(),
                        readUnits() * Prices.DEFAULT.readRequest());
    }
}
