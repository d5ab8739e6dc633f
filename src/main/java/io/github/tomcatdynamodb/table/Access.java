package io.github.tomcatdynamodb.table;

import java.net.URI;
import java.util.Optional;

/**
 * In whose name and by which way DynamoDB is called, beyond what the SDK finds by itself.
 *
 * @param role the role that is assumed with the credentials that are found; empty to call in their
 *     own name
 * @param fips whether the endpoints validated by FIPS 140 are called; empty leaves it to the SDK's
 *     default chain
 * @param dualStack whether the endpoints with addresses of IPv6, too, are called; empty leaves it
 *     to the SDK's default chain
 * @param proxy the HTTP proxy that all calls go through; empty leaves it to the system properties
 *     and variables that the SDK looks at
 * @param accountEndpoints whether the endpoints of the account are called; empty leaves it to the
 *     SDK's default chain
 */
public record Access(
        Optional<Role> role,
        Optional<Boolean> fips,
        Optional<Boolean> dualStack,
        Optional<URI> proxy,
        Optional<AccountEndpoints> accountEndpoints) {

    /** Everything as the SDK finds it. */
    public static final Access DEFAULT =
            new Access(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /**
     * A role of IAM.
     *
     * @param arn its ARN
     * @param externalId what the role's owner asks for; empty when it asks for nothing
     * @param sessionName what its sessions are called in CloudTrail
     */
    public record Role(String arn, Optional<String> externalId, String sessionName) {

        /** What sessions are called unless something else is set. */
        public static final String SESSION_NAME = "tomcat-dynamodb-store";
    }

    /**
     * Whether endpoints are called that have the account's id in their names, as AWS prefers it. A
     * firewall that lets named hosts through must know them.
     */
    public enum AccountEndpoints {
        /** Where the credentials tell the account. */
        PREFERRED,
        /** Never. */
        DISABLED,
        /** Always; a call whose credentials do not tell the account fails. */
        REQUIRED
    }
}
