package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table that is called by a client that somebody else has made. */
class OwnClientTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final String TABLE = LocalDynamoDb.newTable("id", "expires");

    private final DynamoDbProxy proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo());
    private final Recorder recorder = new Recorder();

    /** Of a node whose clock is five minutes ahead. */
    private final TableClock clock =
            new TableClock(Clock.offset(Clock.systemUTC(), FIVE_MINUTES), warning -> {});

    /** What the owner's interceptor has seen. */
    private final List<String> seen = new CopyOnWriteArrayList<>();

    /** Tries nothing again by itself, and waits for ever. */
    private final DynamoDbClient client =
            DynamoDbClient.builder()
                    .region(Region.EU_SOUTH_2)
                    .endpointOverride(proxy.endpoint())
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create(
                                            EmbeddedDynamoDb.ACCESS_KEY_ID,
                                            EmbeddedDynamoDb.SECRET_ACCESS_KEY)))
                    .httpClient(
                            Apache5HttpClient.builder().socketTimeout(Duration.ofHours(1)).build())
                    .overrideConfiguration(
                            override ->
                                    override.retryStrategy(AwsRetryStrategy.doNotRetry())
                                            .addExecutionInterceptor(new Owner()))
                    .build();

    private final class Owner implements ExecutionInterceptor {
        @Override
        public void beforeExecution(
                Context.BeforeExecution context, ExecutionAttributes attributes) {
            seen.add(context.request().getClass().getSimpleName());
        }
    }

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
    }

    private SessionTable open() {
        return new SessionTable(
                new TableSettings(
                        TABLE,
                        "id",
                        "expires",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        TableSettings.MAX_ATTEMPTS,
                        1,
                        TableSettings.CONNECTION_MAX_AGE,
                        RetryMode.STANDARD,
                        TableSettings.SUSPEND_AFTER,
                        TableSettings.SUSPENSION,
                        Access.DEFAULT),
                recorder,
                clock,
                new OwnClient(client));
    }

    private static ItemPut put(String key) {
        return new ItemPut(key, Map.of("a", AttributeValue.fromS("1")), "", Map.of(), Map.of());
    }

    @Test
    void calls_areMadeByTheClient_withItsInterceptors() {
        try (SessionTable table = open()) {
            table.put(put("own"));

            assertEquals("1", table.get("own", true).orElseThrow().get("a").s());
            assertTrue(table.administration().describe().isPresent());
        }
        assertEquals(List.of("PutItemRequest", "GetItemRequest", "DescribeTableRequest"), seen);
    }

    @Test
    void region_isThatOfTheClient() {
        try (SessionTable table = open()) {
            assertEquals("eu-south-2", table.administration().region());
        }
    }

    @Test
    void whatIsThrottled_isTriedAgain_asTheSettingsSay() {
        FaultRule rule = proxy.inject(FaultRule.always(Fault.throttling()).times(3));
        try (SessionTable table = open()) {
            assertEquals(new WriteResult.Written(), table.put(put("throttled")));
        }
        assertEquals(3, rule.struck());
        assertEquals(3, recorder.throttled.get());
    }

    @Test
    void aCallWithoutAnAnswer_endsWithItsTime() {
        proxy.inject(FaultRule.always(new Fault.Hang()));
        try (SessionTable table = open()) {
            long start = System.nanoTime();
            TableException failure =
                    assertThrows(TableException.class, () -> table.get("hangs", false));
            long millis = (System.nanoTime() - start) / 1_000_000;

            assertEquals(Kind.UNAVAILABLE, failure.kind());
            assertTrue(failure.getMessage().contains("127.0.0.1"), failure.getMessage());
            assertTrue(millis < 10_000, "took " + millis + " ms");
        }
    }

    @Test
    void answers_teachTheTime() {
        try (SessionTable table = open()) {
            // The first one waits for connection and classes.
            table.get("k", false);
            table.get("k", false);
        }
        long error = clock.offset() + FIVE_MINUTES.toMillis();
        assertTrue(Math.abs(error) <= 1500, "off by " + error + " ms");
    }

    @Test
    void close_leavesTheClientOpen() {
        open().close();
        try (SessionTable table = open()) {
            assertTrue(table.get("nothing", false).isEmpty());
        }
    }
}
