package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.record.RecordSeal;
import io.github.tomcatdynamodb.table.RetryMode;
import io.github.tomcatdynamodb.table.TableSettings;
import io.github.tomcatdynamodb.text.Messages;
import io.github.tomcatdynamodb.value.seal.Seal;
import io.github.tomcatdynamodb.value.seal.SealMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        Seal seal) {

    private static final Messages MESSAGES = Messages.of(MigrateSettings.class);

    private static final String APPLY = "--apply";

    private static final Set<String> OPTIONS =
            Set.of(
                    "--table",
                    "--region",
                    "--endpoint",
                    "--profile",
                    "--prefix",
                    "--hash-key",
                    "--ttl-attribute",
                    "--session-timeout",
                    "--segments",
                    "--write-units-per-second",
                    "--read-units-per-second",
                    "--seal",
                    "--seal-keys",
                    "--plain-attributes",
                    "--resume",
                    "--report");

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_ATTEMPTS = 10;
    private static final int MAX_SEGMENTS = 1000;

    static MigrateSettings parse(List<String> arguments) throws UsageException {
        Map<String, String> given = new HashMap<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String name = rest.next();
            if (name.equals(APPLY)) {
                given.put(name, "");
            } else if (!OPTIONS.contains(name)) {
                throw usage("usage.unknown", name);
            } else if (!rest.hasNext()) {
                throw usage("usage.noValue", name);
            } else if (given.put(name, rest.next()) != null) {
                throw usage("usage.twice", name);
            }
        }
        if (!given.containsKey("--table")) {
            throw usage("usage.table");
        }
        int segments = number(given, "--segments", 4, MAX_SEGMENTS);
        return new MigrateSettings(
                new TableSettings(
                        given.get("--table"),
                        given.getOrDefault("--hash-key", "id"),
                        given.getOrDefault("--ttl-attribute", "expires"),
                        Optional.ofNullable(given.get("--region")),
                        endpoint(given),
                        Optional.ofNullable(given.get("--profile")),
                        ATTEMPT_TIMEOUT,
                        CALL_TIMEOUT,
                        MAX_ATTEMPTS,
                        segments,
                        TableSettings.CONNECTION_MAX_AGE,
                        RetryMode.STANDARD,
                        TableSettings.SUSPEND_AFTER,
                        TableSettings.SUSPENSION),
                given.getOrDefault("--prefix", "sess:"),
                number(given, "--session-timeout", 30, Integer.MAX_VALUE / 60) * 60,
                segments,
                number(given, "--write-units-per-second", 0, Integer.MAX_VALUE),
                number(given, "--read-units-per-second", 0, Integer.MAX_VALUE),
                path(given, "--resume"),
                path(given, "--report"),
                given.containsKey(APPLY),
                seal(given));
    }

    /** What is to be sealed is not sealed yet. */
    private static Seal seal(Map<String, String> given) throws UsageException {
        try {
            return Seal.of(
                    SealMode.valueOf(given.getOrDefault("--seal", "off").toUpperCase(Locale.ROOT)),
                    true,
                    RecordSeal.paths(given.getOrDefault("--plain-attributes", "")),
                    Optional.ofNullable(given.get("--seal-keys")));
        } catch (IllegalArgumentException e) {
            throw usage("usage.seal", e.getMessage());
        }
    }

    private static int number(Map<String, String> given, String name, int byDefault, int max)
            throws UsageException {
        String value = given.get(name);
        if (value == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw usage("usage.number", name, value, Integer.toString(max));
    }

    private static Optional<URI> endpoint(Map<String, String> given) throws UsageException {
        String value = given.get("--endpoint");
        if (value == null) {
            return Optional.empty();
        }
        try {
            URI endpoint = new URI(value);
            if (endpoint.getScheme() != null && endpoint.getHost() != null) {
                return Optional.of(endpoint);
            }
        } catch (URISyntaxException e) {
            // Reported below, like an URI of another kind.
        }
        throw usage("usage.endpoint", value);
    }

    private static Optional<Path> path(Map<String, String> given, String name)
            throws UsageException {
        try {
            return Optional.ofNullable(given.get(name)).map(Path::of);
        } catch (InvalidPathException e) {
            throw usage("usage.path", name);
        }
    }

    private static UsageException usage(String key, Object... arguments) {
        return new UsageException(MESSAGES.getString(key, arguments));
    }
}
