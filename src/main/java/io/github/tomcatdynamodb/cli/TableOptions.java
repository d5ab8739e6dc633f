package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.Access;
import io.github.tomcatdynamodb.table.RetryMode;
import io.github.tomcatdynamodb.table.TableSettings;
import io.github.tomcatdynamodb.text.Messages;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which table a command works on, and in whose name. */
final class TableOptions {

    private static final Messages MESSAGES = Messages.of(TableOptions.class);

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_ATTEMPTS = 10;

    @Option(names = "--table", paramLabel = "NAME", required = true)
    private String table;

    @Option(names = "--region", paramLabel = "REGION")
    private Optional<String> region;

    @Option(names = "--endpoint", paramLabel = "URL")
    private Optional<URI> endpoint;

    @Option(names = "--profile", paramLabel = "NAME")
    private Optional<String> profile;

    @Option(names = "--hash-key", paramLabel = "NAME", defaultValue = "id")
    private String hashKey;

    @Option(names = "--ttl-attribute", paramLabel = "NAME", defaultValue = "expires")
    private String ttlAttribute;

    /**
     * Returns the settings of the table, with patience for a tool that no request waits for.
     *
     * @param connections how many are open at the same time at most
     * @throws UsageException if the endpoint is none
     */
    TableSettings settings(int connections) throws UsageException {
        if (endpoint.isPresent()
                && (endpoint.get().getScheme() == null || endpoint.get().getHost() == null)) {
            throw new UsageException(MESSAGES.getString("usage.endpoint", endpoint.get()));
        }
        return new TableSettings(
                table,
                hashKey,
                ttlAttribute,
                region,
                endpoint,
                profile,
                ATTEMPT_TIMEOUT,
                CALL_TIMEOUT,
                MAX_ATTEMPTS,
                connections,
                TableSettings.CONNECTION_MAX_AGE,
                RetryMode.STANDARD,
                TableSettings.SUSPEND_AFTER,
                TableSettings.SUSPENSION,
                Access.DEFAULT);
    }
}
