package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.TableSettings;
import io.github.tomcatdynamodb.value.seal.Seal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code migrate} was called with.
 *
 * @param table which table
 * @param prefix what the keys begin with; other records are left alone
 * @param sessionTimeout the timeout in seconds of sessions whose cookie does not say
 * @param segments into how many parts the table is divided, each with a thread of its own
 * @param writeUnitsPerSecond how much write capacity may be used; 0 for no limit
 * @param readUnitsPerSecond how much read capacity may be used; 0 for no limit
 * @param resume the file that says how far the migration is
 * @param report the file that gets a line for each record
 * @param apply whether anything is written
 * @param seal seals what is written
 */
record MigrateSettings(
        TableSettings table,
        String prefix,
        int sessionTimeout,
        int segments,
        int writeUnitsPerSecond,
        int readUnitsPerSecond,
        Optional<Path> resume,
        Optional<Path> report,
        boolean apply,
        Seal seal) {}
