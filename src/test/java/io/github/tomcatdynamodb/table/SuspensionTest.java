package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When DynamoDB does not answer, callers soon need not wait for it any more. */
class SuspensionTest extends ProxiedTable {
    private static void fail(SessionTable table, int calls) {
        for (int i = 0; i < calls; i++) {
            assertEquals(Kind.UNAVAILABLE, kind(() -> table.get("k", false)));
        }
    }

    @Test
    void afterFiveUnansweredCalls_furtherOnesFailAtOnce() {
        proxy.inject(FaultRule.always(new Fault.Hang()));
        try (SessionTable table = hurried(proxy.endpoint())) {
            fail(table, 5);
            long start = System.nanoTime();

            for (Consumer<SessionTable> call : calls().toList()) {
                assertEquals(Kind.SUSPENDED, kind(() -> call.accept(table)));
            }

            assertTrue(millisSince(start) < 4 * 50, "took " + millisSince(start) + " ms");
            assertEquals(5, proxy.count("GetItem"));
            assertEquals(9, recorder.calls.size());
        }
    }

    @Test
    void whileSuspended_oneCallIsLetThroughAtATime() {
        proxy.inject(FaultRule.always(new Fault.Hang()));
        try (SessionTable table = hurried(proxy.endpoint())) {
            fail(table, 5);
            // The one after the suspension has to wait, and learns that nothing has changed.
            Await.until(
                    "a call is let through",
                    Duration.ofSeconds(5),
                    () -> kind(() -> table.get("k", false)) == Kind.UNAVAILABLE);
            long start = System.nanoTime();

            assertEquals(Kind.SUSPENDED, kind(() -> table.get("k", false)));

            assertTrue(millisSince(start) < 50, "took " + millisSince(start) + " ms");
        }
    }

    @Test
    void manyCallersAtOnce_duringAnOutage_doNotAllWait() throws Exception {
        proxy.inject(FaultRule.always(new Fault.Hang()));
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try (SessionTable table = hurried(proxy.endpoint())) {
            fail(table, 5);
            long before = proxy.calls().size();
            Await.until(
                    "a call is let through",
                    Duration.ofSeconds(5),
                    () -> {
                        CompletableFuture<?>[] calls =
                                Stream.generate(
                                                () ->
                                                        CompletableFuture.runAsync(
                                                                () ->
                                                                        kind(
                                                                                () ->
                                                                                        table.get(
                                                                                                "k",
                                                                                                false)),
                                                                threads))
                                        .limit(20)
                                        .toArray(CompletableFuture[]::new);
                        CompletableFuture.allOf(calls).join();
                        return proxy.calls().size() > before;
                    });

            assertEquals(before + 1, proxy.calls().size());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void afterTheOutage_everythingWorksAgainWithinSeconds() {
        proxy.refuse();
        try (SessionTable table = hurried(proxy.endpoint())) {
            fail(table, 5);
            assertEquals(Kind.SUSPENDED, kind(() -> table.get("k", false)));

            proxy.heal();

            Await.until(
                    "DynamoDB answers",
                    Duration.ofSeconds(5),
                    () -> {
                        try {
                            table.get("k", false);
                            return true;
                        } catch (TableException e) {
                            return false;
                        }
                    });
            for (int i = 0; i < 10; i++) {
                table.get("k", false);
            }
        }
    }

    @Test
    void suspendAfter_isHowManyCallsGoUnanswered_andZeroIsNever() {
        proxy.refuse();
        try (SessionTable twice = hurried(proxy.endpoint(), RetryMode.STANDARD, 2);
                SessionTable never = hurried(proxy.endpoint(), RetryMode.STANDARD, 0)) {
            fail(twice, 2);
            assertEquals(Kind.SUSPENDED, kind(() -> twice.get("k", false)));
            fail(never, 12);
        }
    }

    @Test
    void whatDynamoDbAnswers_suspendsNothing() {
        proxy.inject(FaultRule.always(Fault.throttling()));
        try (SessionTable table = open()) {
            for (int i = 0; i < 8; i++) {
                assertEquals(Kind.THROTTLED, kind(() -> table.get("k", false)));
            }
            proxy.heal();
            table.get("k", false);
        }
    }
}
