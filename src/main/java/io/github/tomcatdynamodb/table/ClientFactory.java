package io.github.tomcatdynamodb.table;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Builds the SDK's clients from settings. */
final class ClientFactory {

    private ClientFactory() {}

    /**
     * Returns a new client of DynamoDB, to be closed by the caller.
     *
     * @param share connections and credentials; to be closed by the caller, later
     * @param attempts sees every attempt
     */
    static DynamoDbClient create(
            TableSettings settings, SharedConnections.Share share, Attempts attempts) {
        DynamoDbClientBuilder builder =
                DynamoDbClient.builder()
                        .credentialsProvider(share.account().credentials())
                        .region(share.account().region())
                        .httpClient(share.http())
                        .overrideConfiguration(
                                override ->
                                        configure(
                                                override,
                                                settings,
                                                Retries.of(settings, attempts),
                                                attempts,
                                                share.timeouts()));
        settings.endpoint().ifPresent(builder::endpointOverride);
        settings.access().fips().ifPresent(builder::fipsEnabled);
        settings.access().dualStack().ifPresent(builder::dualstackEnabled);
        settings.access()
                .accountEndpoints()
                .map(mode -> AccountIdEndpointMode.valueOf(mode.name()))
                .ifPresent(builder::accountIdEndpointMode);
        return builder.build();
    }

    /**
     * Sets for how long calls are tried, and who sees it.
     *
     * @param timeouts ends calls that take too long
     */
    static void configure(
            ClientOverrideConfiguration.Builder override,
            TableSettings settings,
            RetryStrategy retries,
            Attempts attempts,
            ScheduledExecutorService timeouts) {
        override.apiCallAttemptTimeout(settings.attemptTimeout())
                .apiCallTimeout(settings.callTimeout())
                .retryStrategy(retries)
                .scheduledExecutorService(timeouts)
                .addExecutionInterceptor(attempts)
                .putAdvancedOption(
                        SdkAdvancedClientOption.USER_AGENT_SUFFIX, "tomcat-dynamodb-store");
    }

    /**
     * Returns the host of an endpoint, or else of a region, as far as can be told before a call.
     */
    static String host(Optional<URI> endpoint, Region region) {
        return endpoint.map(URI::getHost)
                .orElseGet(() -> DynamoDbClient.serviceMetadata().endpointFor(region).toString());
    }

    /**
     * Returns new connections, to be closed by the caller.
     *
     * @param timeouts closes those that are given up, when no call uses them any more
     */
    static SdkHttpClient connections(TableSettings settings, ScheduledExecutorService timeouts) {
        return new FreshConnections(
                () -> pool(settings),
                closing -> {
                    Future<?> unused =
                            timeouts.schedule(
                                    closing,
                                    settings.callTimeout().toMillis(),
                                    TimeUnit.MILLISECONDS);
                });
    }

    private static SdkHttpClient pool(TableSettings settings) {
        ProxyConfiguration.Builder proxy = ProxyConfiguration.builder();
        settings.access().proxy().ifPresent(proxy::endpoint);
        return Apache5HttpClient.builder()
                .proxyConfiguration(proxy.build())
                .connectionTimeout(settings.attemptTimeout())
                .socketTimeout(settings.attemptTimeout())
                .connectionAcquisitionTimeout(settings.attemptTimeout())
                .connectionTimeToLive(settings.connectionMaxAge())
                .maxConnections(settings.maxConnections())
                // Its one thread for all clients of the JVM would outlive the web application.
                .useIdleConnectionReaper(false)
                .build();
    }
}
