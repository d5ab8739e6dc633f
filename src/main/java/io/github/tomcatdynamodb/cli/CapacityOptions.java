package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.text.Messages;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How much of a table's capacity a command may use that reads all of it. */
final class CapacityOptions {

    private static final Messages MESSAGES = Messages.of(CapacityOptions.class);

    @Option(names = "--write-units-per-second", paramLabel = "N")
    private Optional<Integer> writeUnitsPerSecond;

    @Option(names = "--read-units-per-second", paramLabel = "N")
    private Optional<Integer> readUnitsPerSecond;

    /** Returns how many write units may be used in a second; 0 for no limit. */
    int writes() throws UsageException {
        return limit("--write-units-per-second", writeUnitsPerSecond);
    }

    /** Returns how many read units may be used in a second; 0 for no limit. */
    int reads() throws UsageException {
        return limit("--read-units-per-second", readUnitsPerSecond);
    }

    private static int limit(String option, Optional<Integer> value) throws UsageException {
        return value.isPresent() ? positive(option, value.get(), Integer.MAX_VALUE) : 0;
    }

    /** Returns a number that is at least 1. */
    static int positive(String option, int value, int max) throws UsageException {
        if (value < 1 || value > max) {
            throw new UsageException(
                    MESSAGES.getString("usage.number", option, value, Integer.toString(max)));
        }
        return value;
    }
}
