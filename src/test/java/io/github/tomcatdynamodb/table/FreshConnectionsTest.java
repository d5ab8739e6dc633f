package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.it.harness.Await;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

class FreshConnectionsTest {

    private static final int CONNECTIONS = 12;

    @Test
    void whenEveryConnectionIsDead_oneAttemptIsLost() throws Exception {
        try (ScriptedDynamoDb dynamo = new ScriptedDynamoDb(ScriptedDynamoDb.json("*", 200, "{}"));
                SessionTable table =
                        new SessionTable(
                                LocalDynamoDb.settings(
                                        "t",
                                        dynamo.endpoint(),
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(20)),
                                LocalDynamoDb.IGNORING)) {
            Await.until(
                    "there are many",
                    Duration.ofSeconds(20),
                    () -> {
                        openConnections(table);
                        return dynamo.connections() >= 8;
                    });
            int before = dynamo.requests().size();

            dynamo.forgetConnections();
            table.get("k", false);

            int attempts = dynamo.requests().size() - before;
            // A slow machine may lose another one.
            assertTrue(attempts == 2 || attempts == 3, "attempts: " + attempts);
        }
    }

    /** As many as there are requests at the same time. */
    private static void openConnections(SessionTable table) {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        CyclicBarrier start = new CyclicBarrier(CONNECTIONS);
        try {
            CompletableFuture.allOf(
                            Stream.generate(
                                            () ->
                                                    CompletableFuture.runAsync(
                                                            () -> {
                                                                await(start);
                                                                table.get("k", false);
                                                            },
                                                            threads))
                                    .limit(CONNECTIONS)
                                    .toArray(CompletableFuture[]::new))
                    .join();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    // ---- Which are given up, and when they are closed

    /** Does to a request what it is told to. */
    private static final class Client implements SdkHttpClient {
        private boolean timesOut;
        private boolean closed;

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    if (timesOut) {
                        throw new SocketTimeoutException();
                    }
                    return HttpExecuteResponse.builder().build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final List<Client> clients = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final FreshConnections connections = new FreshConnections(this::client, later::add);

    private Client client() {
        Client client = new Client();
        clients.add(client);
        return client;
    }

    private ExecutableHttpRequest request() {
        return connections.prepareRequest(null);
    }

    @Test
    void whatIsGivenUp_isClosedLater() {
        clients.get(0).timesOut = true;
        assertThrows(SocketTimeoutException.class, request()::call);

        assertEquals(2, clients.size());
        assertFalse(clients.get(0).closed);
        later.forEach(Runnable::run);
        assertTrue(clients.get(0).closed);
        assertFalse(clients.get(1).closed);
    }

    @Test
    void anAttemptThatIsAborted_givesUp_butNotOneThatWasAnswered() throws Exception {
        ExecutableHttpRequest answered = request();
        answered.call();
        answered.abort();
        assertEquals(1, clients.size());

        request().abort();
        assertEquals(2, clients.size());
    }

    @Test
    void whenAnotherWasAnsweredMeanwhile_nothingIsGivenUp() throws Exception {
        ExecutableHttpRequest slow = request();
        request().call();

        slow.abort();

        assertEquals(1, clients.size());
    }

    @Test
    void manyThatWaitInVain_giveUpOnce() {
        List<ExecutableHttpRequest> requests = Stream.generate(this::request).limit(9).toList();

        requests.forEach(ExecutableHttpRequest::abort);

        assertEquals(2, clients.size());
    }

    @Test
    void close_closesWhatWasGivenUp_too() {
        request().abort();

        connections.close();

        assertEquals(2, clients.size());
        assertTrue(clients.stream().allMatch(client -> client.closed));
    }
}
