package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.SharedConnections;
import io.github.tomcatdynamodb.table.TableClock;
import io.github.tomcatdynamodb.table.TableSettings;
import java.time.Clock;

/**
 * A table, opened, with its time.
 *
 * @param settings which one
 * @param table its items
 * @param clock its time
 */
record OpenTable(TableSettings settings, SessionTable table, TableClock clock)
        implements AutoCloseable {

    /** Opens no connection yet. */
    static OpenTable open(TableSettings settings, CallListener listener) {
        TableClock clock = new TableClock(Clock.systemUTC(), warning -> {});
        return new OpenTable(
                settings,
                new SessionTable(settings, listener, clock, new SharedConnections()),
                clock);
    }

    Records records() {
        return new Records(table, settings, clock);
    }

    @Override
    public void close() {
        table.close();
    }
}
