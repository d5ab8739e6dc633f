package io.github.tomcatdynamodb.table;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Builds the SDK's client from settings. */
final class ClientFactory {

    /** The SDK's own delays, up to 20 seconds, are not for a web request. */
    private static final Duration RETRY_BASE = Duration.ofMillis(25);

    private static final Duration THROTTLING_BASE = Duration.ofMillis(50);

    private static final Duration RETRY_MAX = Duration.ofMillis(500);

    private ClientFactory() {}

    /**
     * Returns a new client, to be closed by the caller.
     *
     * @param timeouts ends calls that take too long; to be shut down by the caller
     * @throws software.amazon.awssdk.core.exception.SdkClientException if no region is set or found
     */
    static DynamoDbClient create(TableSettings settings, ScheduledExecutorService timeouts) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The SDK's threads inherit the context class loader: with a web application's they would
        // keep it in memory.
        thread.setContextClassLoader(ClientFactory.class.getClassLoader());
        try {
            return build(settings, timeouts);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static DynamoDbClient build(TableSettings settings, ScheduledExecutorService timeouts) {
        DefaultCredentialsProvider.Builder credentials = DefaultCredentialsProvider.builder();
        settings.profile().ifPresent(credentials::profileName);
        DynamoDbClientBuilder builder =
                DynamoDbClient.builder()
                        .credentialsProvider(credentials.build())
                        .region(region(settings))
                        .httpClientBuilder(
                                Apache5HttpClient.builder()
                                        .connectionTimeout(settings.attemptTimeout())
                                        .socketTimeout(settings.attemptTimeout())
                                        .connectionAcquisitionTimeout(settings.attemptTimeout())
                                        .maxConnections(settings.maxConnections())
                                        // Its one thread for all clients of the JVM would outlive
                                        // the web application.
                                        .useIdleConnectionReaper(false))
                        .overrideConfiguration(
                                override ->
                                        override.apiCallAttemptTimeout(settings.attemptTimeout())
                                                .apiCallTimeout(settings.callTimeout())
                                                .scheduledExecutorService(timeouts)
                                                .retryStrategy(retries(settings))
                                                .putAdvancedOption(
                                                        SdkAdvancedClientOption.USER_AGENT_SUFFIX,
                                                        "tomcat-dynamodb-store"));
        settings.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static RetryStrategy retries(TableSettings settings) {
        RetryStrategy strategy =
                settings.retryMode() == RetryMode.ADAPTIVE
                        ? AwsRetryStrategy.adaptiveRetryStrategy()
                        : AwsRetryStrategy.standardRetryStrategy();
        return strategy.toBuilder()
                .backoffStrategy(BackoffStrategy.exponentialDelay(RETRY_BASE, RETRY_MAX))
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(THROTTLING_BASE, RETRY_MAX))
                .maxAttempts(settings.maxAttempts())
                .build();
    }

    private static Region region(TableSettings settings) {
        return settings.region()
                .map(Region::of)
                .orElseGet(
                        () -> {
                            DefaultAwsRegionProviderChain chain =
                                    settings.profile()
                                            .map(
                                                    name ->
                                                            DefaultAwsRegionProviderChain.builder()
                                                                    .profileName(name)
                                                                    .build())
                                            .orElseGet(
                                                    () ->
                                                            DefaultAwsRegionProviderChain.builder()
                                                                    .build());
                            return chain.getRegion();
                        });
    }
}
