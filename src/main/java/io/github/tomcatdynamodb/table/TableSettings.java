package io.github.tomcatdynamodb.table;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which table, where it is, and how long a call to it may take.
 *
 * @param tableName the table's name
 * @param hashKey the name of its partition key, a string
 * @param ttlAttribute the name of the attribute that DynamoDB's time to live is set on
 * @param region the AWS region; empty leaves it to the SDK's default chain
 * @param endpoint another endpoint than the region's, for example DynamoDB Local; empty for AWS
 * @param profile the profile of the AWS configuration files that the credentials come from, and
 *     from nowhere else; also the region, if it is not set and the profile has one. Empty leaves
 *     both to the SDK's default chain
 * @param attemptTimeout how long one attempt of a call may take
 * @param callTimeout how long a call may take with all its attempts
 * @param maxAttempts how often a call is tried at most, from 1; never after {@code callTimeout}
 * @param maxConnections how many connections are open at the same time at most
 * @param connectionMaxAge how old a connection may be when a call takes it; zero for any age. When
 *     the address behind DynamoDB's name changes, no call is sent to the former one for longer than
 *     this after the JVM has noticed, also when nobody closes the connections there; those that are
 *     broken, or that a call has waited for in vain, are replaced at once. When the JVM notices is
 *     up to its security property {@code networkaddress.cache.ttl} ({@code
 *     conf/security/java.security} of the JDK): so many seconds it keeps an address, 30 unless set.
 *     With both defaults a change is followed after 50 seconds at the latest
 * @param retryMode how a call is tried again
 * @param suspendAfter after how many calls without an answer in a row calls fail at once; 0 for
 *     never
 * @param suspension for how long they do, until one is let through to see whether DynamoDB is back
 * @param access in whose name and by which way, beyond what the SDK finds
 */
public record TableSettings(
        String tableName,
        String hashKey,
        String ttlAttribute,
        Optional<String> region,
        Optional<URI> endpoint,
        Optional<String> profile,
        Duration attemptTimeout,
        Duration callTimeout,
        int maxAttempts,
        int maxConnections,
        Duration connectionMaxAge,
        RetryMode retryMode,
        int suspendAfter,
        Duration suspension,
        Access access) {

    /** The default of {@code maxAttempts}: enough for the whole of {@code callTimeout}. */
    public static final int MAX_ATTEMPTS = 12;

    /** The default of {@code connectionMaxAge}. */
    public static final Duration CONNECTION_MAX_AGE = Duration.ofSeconds(20);

    /** The default of {@code suspendAfter}. */
    public static final int SUSPEND_AFTER = 5;

    /** The default of {@code suspension}. */
    public static final Duration SUSPENSION = Duration.ofSeconds(1);
}
