package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.table.Access;
import io.github.tomcatdynamodb.table.Access.AccountEndpoints;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the settings that say in whose name and by which way DynamoDB is called.
 *
 * @param values all settings
 */
record AccessReader(SettingValues values) {

    /** What a client that somebody else has made says for itself. */
    private static final List<String> OF_THE_CLIENT =
            List.of(
                    "region",
                    "endpoint",
                    "profile",
                    "roleArn",
                    "externalId",
                    "roleSessionName",
                    "fips",
                    "dualStack",
                    "proxy",
                    "accountEndpoints",
                    "maxConnections");

    // IAM's rules (API reference of STS, "AssumeRole").
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/.+");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9+=,.@:_/-]{2,1224}");
    private static final Pattern SESSION_NAME = Pattern.compile("[A-Za-z0-9+=,.@_-]{2,64}");

    /**
     * Reads them.
     *
     * @param endpoint what is called in the place of the region's endpoint
     */
    Access read(Optional<URI> endpoint) {
        Access access =
                new Access(
                        role(),
                        flag("fips"),
                        flag("dualStack"),
                        values.url("proxy"),
                        values.text("accountEndpoints")
                                .map(
                                        mode ->
                                                values.choice(
                                                        "accountEndpoints",
                                                        AccountEndpoints.PREFERRED,
                                                        AccountEndpoints.values())));
        if (endpoint.isPresent()
                && (access.fips().orElse(false) || access.dualStack().orElse(false))) {
            values.problem("settings.endpointOfRegion");
        }
        return access;
    }

    /**
     * Returns the name of the client that calls DynamoDB; empty where the store makes one.
     *
     * @param hasClient whether the store was given a client in code
     */
    Optional<String> clientName(boolean hasClient) {
        Optional<String> name = values.text("clientName");
        if (name.isPresent() && hasClient) {
            values.problem("settings.twoClients", name.get());
        }
        List<String> contradicting =
                OF_THE_CLIENT.stream()
                        .filter(setting -> values.given(setting).isPresent())
                        .toList();
        if ((name.isPresent() || hasClient) && !contradicting.isEmpty()) {
            values.problem("settings.ofTheClient", String.join(", ", contradicting));
        }
        return name;
    }

    private Optional<Access.Role> role() {
        Optional<String> arn = text("roleArn", ROLE);
        Optional<String> externalId = text("externalId", EXTERNAL_ID);
        Optional<String> sessionName = text("roleSessionName", SESSION_NAME);
        if (arn.isEmpty() && (externalId.isPresent() || sessionName.isPresent())) {
            values.problem("settings.noRole");
        }
        // Some take it for a secret.
        externalId.ifPresent(set -> values.show("externalId", "(set)"));
        return arn.map(
                role ->
                        new Access.Role(
                                role, externalId, sessionName.orElse(Access.Role.SESSION_NAME)));
    }

    private Optional<String> text(String name, Pattern rule) {
        Optional<String> value = values.text(name);
        if (value.filter(given -> !rule.matcher(given).matches()).isPresent()) {
            values.problem("settings." + name);
        }
        return value;
    }

    private Optional<Boolean> flag(String name) {
        return values.text(name).map(set -> values.flag(name));
    }
}
