package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What becomes of calls of which DynamoDB refuses a share. */
class RetriesIT {

    private static final int REQUESTS = 1000;
    private static final int THREADS = 16;

    private static String tableName;

    private DynamoDbProxy proxy;

    @BeforeAll
    static void makeTable() {
        tableName = LocalDynamoDb.newTable("id", "expires");
    }

    @BeforeEach
    void startProxy() {
        proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo());
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
    }

    private SessionTable open(URI endpoint, Duration callTimeout, int maxAttempts) {
        return open(endpoint, callTimeout, maxAttempts, RetryMode.STANDARD);
    }

    private SessionTable open(URI endpoint, Duration callTimeout, int maxAttempts, RetryMode mode) {
        return new SessionTable(
                new TableSettings(
                        tableName,
                        "id",
                        "expires",
                        Optional.of(EmbeddedDynamoDb.REGION),
                        Optional.of(endpoint),
                        Optional.empty(),
                        callTimeout,
                        callTimeout,
                        maxAttempts,
                        200,
                        TableSettings.CONNECTION_MAX_AGE,
                        mode,
                        TableSettings.SUSPEND_AFTER,
                        TableSettings.SUSPENSION,
                        Access.DEFAULT),
                LocalDynamoDb.IGNORING);
    }

    private SessionTable open() {
        return open(proxy.endpoint(), Duration.ofSeconds(3), TableSettings.MAX_ATTEMPTS);
    }

    private static ItemPut put(String key) {
        return new ItemPut(key, Map.of("a", AttributeValue.fromS("1")), "", Map.of(), Map.of());
    }

    /** A request reads, and every second one writes. Returns the share of those that fail. */
    private static double failing(SessionTable table) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> requests =
                    Stream.iterate(0, number -> number + 1)
                            .limit(REQUESTS)
                            .<Callable<Boolean>>map(number -> () -> succeeds(table, number))
                            .toList();
            int failed = 0;
            for (Future<Boolean> request : threads.invokeAll(requests)) {
                failed += request.get() ? 0 : 1;
            }
            return (double) failed / REQUESTS;
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean succeeds(SessionTable table, int number) {
        try {
            table.get("k" + number, false);
            if (number % 2 == 0) {
                table.put(put("k" + number));
            }
            return true;
        } catch (TableException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.3, ProvisionedThroughputExceededException, 0.005",
        "0.3, ThrottlingException, 0.005",
        "0.5, RequestLimitExceeded, 0.05",
        "0.5, ReplicatedWriteConflictException, 0.05"
    })
    void aShareOfThrottledCalls_failsFewRequests(double share, String code, double most)
            throws Exception {
        proxy.inject(
                FaultRule.always(new Fault.Error(400, code, "injected")).withProbability(share, 7));
        try (SessionTable table = open()) {
            double failing = failing(table);

            assertTrue(failing < most, failing + " of the requests fail");
        }
    }

    @Test
    void threeAttempts_wouldNotBeEnough() throws Exception {
        proxy.inject(FaultRule.always(Fault.throttling()).withProbability(0.5, 7));
        try (SessionTable table = open(proxy.endpoint(), Duration.ofSeconds(3), 3)) {
            double failing = failing(table);

            assertTrue(failing > 0.05, failing + " of the requests fail");
        }
    }

    @Test
    void aCallThatIsThrottledToTheEnd_usesItsTime_andIsThrottled() {
        FaultRule rule = proxy.inject(FaultRule.always(Fault.throttling()));
        try (SessionTable table = open(proxy.endpoint(), Duration.ofMillis(1000), 20)) {
            // More often than it takes to suspend calls that are not answered.
            for (int i = 0; i < TableSettings.SUSPEND_AFTER + 1; i++) {
                int before = rule.struck();
                long start = System.nanoTime();
                TableException thrown =
                        assertThrows(TableException.class, () -> table.get("k", false));
                long millis = (System.nanoTime() - start) / 1_000_000;

                assertEquals(Kind.THROTTLED, thrown.kind(), thrown::getMessage);
                assertTrue(millis < 1500, "took " + millis + " ms");
                int attempts = rule.struck() - before;
                assertTrue(attempts >= 4 && attempts < 20, "attempts: " + attempts);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ReplicatedWriteConflictException",
                "TransactionConflictException",
                "TransactionInProgressException"
            })
    void aConflict_isTriedAgain(String code) {
        proxy.inject(FaultRule.always(new Fault.Error(400, code, "injected")).times(3));
        try (SessionTable table = open()) {
            assertEquals(new WriteResult.Written(), table.put(put("conflict")));
        }
    }

    @Test
    void whatDynamoDbMeans_isNotTriedAgain() {
        for (String code : List.of("ValidationException", "AccessDeniedException")) {
            FaultRule rule = proxy.inject(FaultRule.always(new Fault.Error(400, code, "injected")));
            try (SessionTable table = open()) {
                assertThrows(TableException.class, () -> table.get("k", false));
            }
            assertEquals(1, rule.struck());
            proxy.remove(rule);
        }
    }

    @Test
    void adaptive_closesItsThread() throws Exception {
        proxy.inject(FaultRule.always(Fault.throttling()).withProbability(0.5, 7));
        try (SessionTable table =
                open(proxy.endpoint(), Duration.ofSeconds(3), 12, RetryMode.ADAPTIVE)) {
            Await.until(
                    "calls wait",
                    Duration.ofSeconds(20),
                    () -> {
                        succeeds(table, 0);
                        return rateLimiters() > 0;
                    });
        }
        Await.until("its thread ends", Duration.ofSeconds(10), () -> rateLimiters() == 0);
    }

    private static long rateLimiters() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("rate-limiter"))
                .filter(Thread::isAlive)
                .count();
    }
}
