package io.github.tomcatdynamodb.benchmark;

import java.net.URI;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.utils.AttributeMap;

/** Bare clients of DynamoDB, with the SDK's defaults. */
final class Clients {

    static final String REGION = "eu-west-1";
    static final String ACCESS_KEY_ID = "AKIDBENCHMARK";
    static final String SECRET_ACCESS_KEY = "benchmark-secret";

    /** The SDK's synchronous HTTP clients, and the jars that each brings beside the SDK's core. */
    enum Http {
        URL_CONNECTION("url-connection-client", "url-connection-client-"),
        APACHE5("apache5-client", "apache5-client-", "httpclient5-", "httpcore5-"),
        CRT("aws-crt-client", "aws-crt-client-", "crt-core-", "aws-crt-0", "aws-crt-1");

        private final String artifact;
        private final String[] jars;

        Http(String artifact, String... jars) {
            this.artifact = artifact;
            this.jars = jars;
        }

        String artifact() {
            return artifact;
        }

        boolean needs(String jar) {
            for (String prefix : jars) {
                if (jar.startsWith(prefix)) {
                    return true;
                }
            }
            return false;
        }

        /** A client for many threads that takes any certificate. */
        SdkHttpClient open(int connections) {
            AttributeMap trusting =
                    AttributeMap.builder()
                            .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
                            .put(SdkHttpConfigurationOption.MAX_CONNECTIONS, connections)
                            .build();
            return switch (this) {
                case URL_CONNECTION ->
                        UrlConnectionHttpClient.builder().buildWithDefaults(trusting);
                case APACHE5 -> Apache5HttpClient.builder().buildWithDefaults(trusting);
                case CRT -> AwsCrtHttpClient.builder().buildWithDefaults(trusting);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Clients() {}

    /** A bare client with the HTTP client that the store has. */
    static DynamoDbClient ofStore(URI endpoint) {
        return over(Apache5HttpClient.create(), endpoint);
    }

    static DynamoDbClient over(SdkHttpClient http, URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY)))
                .httpClient(http)
                .build();
    }
}
