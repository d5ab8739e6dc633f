package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.table.Access;
import io.github.tomcatdynamodb.table.Access.AccountEndpoints;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the settings that say in whose name and by which way DynamoDB is called.
 *
 * @param values all settings
 */
record AccessReader(SettingValues values) {

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
