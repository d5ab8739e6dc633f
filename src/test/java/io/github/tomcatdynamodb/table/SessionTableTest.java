package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.it.harness.Ports;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SessionTableTest {

    private static String tableName;

    private DynamoDbProxy proxy;
    private Recorder recorder;

    @BeforeAll
    static void makeTable() {
        tableName = LocalDynamoDb.newTable("id", "expires");
    }

    @BeforeEach
    void startProxy() {
        proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo());
        recorder = new Recorder();
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
    }

    private SessionTable open() {
        return open(tableName);
    }

    private SessionTable open(String name) {
        return new SessionTable(LocalDynamoDb.settings(name, proxy.endpoint()), recorder);
    }

    /** A table of which nobody waits long for an answer. */
    private SessionTable hurried(URI endpoint) {
        return hurried(endpoint, RetryMode.STANDARD, TableSettings.SUSPEND_AFTER);
    }

    private SessionTable hurried(URI endpoint, RetryMode retryMode, int suspendAfter) {
        return hurried(endpoint, retryMode, suspendAfter, TableSettings.CONNECTION_MAX_AGE);
    }

    private SessionTable hurried(
            URI endpoint, RetryMode retryMode, int suspendAfter, Duration connectionMaxAge) {
        return table(endpoint, Duration.ofMillis(300), retryMode, suspendAfter, connectionMaxAge);
    }

    private SessionTable table(
            URI endpoint,
            Duration timeout,
            RetryMode retryMode,
            int suspendAfter,
            Duration connectionMaxAge) {
        TableSettings patient = LocalDynamoDb.settings(tableName, endpoint);
        return new SessionTable(
                new TableSettings(
                        patient.tableName(),
                        patient.hashKey(),
                        patient.ttlAttribute(),
                        patient.region(),
                        patient.endpoint(),
                        patient.profile(),
                        timeout,
                        timeout,
                        1,
                        50,
                        connectionMaxAge,
                        retryMode,
                        suspendAfter,
                        TableSettings.SUSPENSION,
                        Access.DEFAULT),
                recorder);
    }

    private static ItemPut put(String key, String value) {
        return new ItemPut(key, Map.of("a", s(value)), "", Map.of(), Map.of());
    }

    private static ItemUpdate update(String key, String before, String after) {
        return new ItemUpdate(
                key,
                "SET #a = :after",
                "#a = :before",
                Map.of("#a", "a"),
                Map.of(":after", s(after), ":before", s(before)));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    // ---- Reading and writing

    @Test
    void get_ofAMissingItem_isEmpty() {
        try (SessionTable table = open()) {
            assertEquals(Optional.empty(), table.get("nobody", false));
            assertEquals(Optional.empty(), table.get("nobody", true));
        }
    }

    @Test
    void get_asksForConsistency_onlyIfItShall() {
        try (SessionTable table = open()) {
            table.put(put("consistent", "1"));
            table.get("consistent", false);
            table.get("consistent", true);
        }

        assertEquals(
                List.of(false, true),
                proxy.calls().of("GetItem").stream().map(call -> call.consistent()).toList());
        assertEquals(
                List.of("PutItem 0.0 1.0", "GetItem 0.5 0.0", "GetItem 1.0 0.0"), recorder.calls);
    }

    @Test
    void put_withoutCondition_replaces() {
        try (SessionTable table = open()) {
            assertEquals(new WriteResult.Written(), table.put(put("replaced", "1")));
            assertEquals(new WriteResult.Written(), table.put(put("replaced", "2")));
            assertEquals(
                    Optional.of(Map.of("id", s("replaced"), "a", s("2"))),
                    table.get("replaced", true));
        }
    }

    @Test
    void aRefusedWrite_tellsWhatStandsThere_andIsNoFailure() {
        try (SessionTable table = open()) {
            table.put(put("refused", "1"));
            Map<String, AttributeValue> current = Map.of("id", s("refused"), "a", s("1"));

            assertEquals(
                    new WriteResult.Refused(current), table.update(update("refused", "x", "2")));
            assertEquals(
                    new WriteResult.Refused(current),
                    table.put(
                            new ItemPut(
                                    "refused",
                                    Map.of(),
                                    "attribute_not_exists(#k)",
                                    Map.of("#k", "id"),
                                    Map.of())));
            assertEquals(
                    new WriteResult.Refused(Map.of()), table.update(update("nobody", "x", "2")));
        }
        assertTrue(recorder.calls.stream().noneMatch(call -> call.matches(".* [A-Z_]+")));
    }

    @Test
    void aRefusedWriteWhoseAnswerIsSilent_asksWhatStandsThere() throws Exception {
        // As engines do that do not know ReturnValuesOnConditionCheckFailure.
        try (ScriptedDynamoDb dynamo =
                        new ScriptedDynamoDb(
                                ScriptedDynamoDb.error(
                                        "UpdateItem", "ConditionalCheckFailedException"),
                                ScriptedDynamoDb.error(
                                        "PutItem", "ConditionalCheckFailedException"),
                                ScriptedDynamoDb.json(
                                        "GetItem",
                                        200,
                                        "{\"Item\":{\"id\":{\"S\":\"k\"},\"a\":{\"S\":\"1\"}},"
                                                + "\"ConsumedCapacity\":{\"CapacityUnits\":1.0}}"),
                                ScriptedDynamoDb.json("GetItem", 200, "{}"));
                SessionTable table = hurried(dynamo.endpoint())) {
            assertEquals(
                    new WriteResult.Refused(Map.of("id", s("k"), "a", s("1"))),
                    table.update(update("k", "x", "2")));
            assertEquals(new WriteResult.Refused(Map.of()), table.put(put("k", "2")));

            assertEquals(
                    List.of("UpdateItem", "GetItem", "PutItem", "GetItem"), dynamo.operations());
            assertTrue(
                    dynamo.requests().get(1).body().contains("\"ConsistentRead\":true"),
                    dynamo.requests().get(1).body());
        }
        assertEquals(
                List.of(
                        "UpdateItem 0.0 0.0",
                        "GetItem 1.0 0.0",
                        "PutItem 0.0 0.0",
                        "GetItem 0.0 0.0"),
                recorder.calls);
    }

    @Test
    void aRefusedWriteWhoseAnswerSaysWhatStandsThere_asksNothing() {
        try (SessionTable table = open()) {
            table.put(put("told", "1"));
            table.update(update("told", "x", "2"));
        }
        assertEquals(0, proxy.count("GetItem"));
    }

    @Test
    void aConnectionThatIsTooOld_isReplaced_andNoOther() throws Exception {
        try (ScriptedDynamoDb dynamo =
                new ScriptedDynamoDb(ScriptedDynamoDb.json("*", 200, "{}"))) {
            try (SessionTable table = hurried(dynamo.endpoint())) {
                readTimes(table, 20);
            }
            assertEquals(1, dynamo.connections());
        }
        try (ScriptedDynamoDb dynamo =
                new ScriptedDynamoDb(ScriptedDynamoDb.json("*", 200, "{}"))) {
            try (SessionTable table =
                    hurried(
                            dynamo.endpoint(),
                            RetryMode.STANDARD,
                            TableSettings.SUSPEND_AFTER,
                            Duration.ofMillis(1))) {
                readTimes(table, 20);
            }
            assertTrue(dynamo.connections() > 5, "connections: " + dynamo.connections());
        }
    }

    private static void readTimes(SessionTable table, int times) {
        for (int i = 0; i < times; i++) {
            table.get("k", false);
        }
    }

    // ---- Failures

    private static Kind kind(Runnable call) {
        return assertThrows(TableException.class, call::run).kind();
    }

    static Stream<Consumer<SessionTable>> calls() {
        return Stream.of(
                table -> table.get("k", false),
                table -> table.put(put("k", "1")),
                table -> table.update(update("k", "1", "2")),
                table -> table.administration().describe());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void throttling_isThrottled_afterRetries(Consumer<SessionTable> call) {
        for (Fault fault : List.of(Fault.throttling(), Fault.throughputExceeded())) {
            FaultRule rule = proxy.inject(FaultRule.always(fault));
            try (SessionTable table = open()) {
                assertEquals(Kind.THROTTLED, kind(() -> call.accept(table)));
            }
            assertEquals(3, rule.struck());
            proxy.remove(rule);
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aMissingTable_isNoTable(Consumer<SessionTable> call) {
        try (SessionTable table = open("no-such-table")) {
            if (table.administration().describe().isPresent()) {
                throw new AssertionError();
            }
            try {
                call.accept(table);
            } catch (TableException e) {
                assertEquals(Kind.NO_TABLE, e.kind());
                assertTrue(e.getMessage().contains("no-such-table"), e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessDeniedException",
                "UnrecognizedClientException",
                "InvalidSignatureException",
                "ExpiredTokenException",
                "MissingAuthenticationTokenException",
                "IncompleteSignatureException"
            })
    void refusedCredentials_areDenied_andTheMessageNamesTheAction(String code) {
        proxy.inject(FaultRule.always(new Fault.Error(400, code, "arn:secret")));
        try (SessionTable table = open()) {
            TableException thrown = assertThrows(TableException.class, () -> table.get("k", false));

            assertEquals(Kind.DENIED, thrown.kind());
            assertTrue(thrown.getMessage().contains("dynamodb:GetItem"), thrown.getMessage());
            assertTrue(thrown.getMessage().contains(code), thrown.getMessage());
        }
    }

    @Test
    void aPrincipalThatIsRefused_isNamed() {
        String principal = "arn:aws:sts::123456789012:assumed-role/web/i-0abc";
        proxy.inject(
                FaultRule.always(
                        new Fault.Error(
                                400,
                                "AccessDeniedException",
                                "User: "
                                        + principal
                                        + " is not authorized to perform: dynamodb:GetItem on"
                                        + " resource: arn:aws:dynamodb:eu-west-1:123456789012:t")));
        try (SessionTable table = open()) {
            TableException thrown = assertThrows(TableException.class, () -> table.get("k", false));

            assertTrue(
                    thrown.getMessage().contains("the principal is [" + principal + "]"),
                    thrown.getMessage());
        }
    }

    /** A refused signature is answered with what should have been signed, the token included. */
    @Test
    void whatDynamoDbSays_isInNoStackTrace() {
        proxy.inject(
                FaultRule.always(
                        new Fault.Error(
                                400,
                                "InvalidSignatureException",
                                "The Canonical String for this request should have been"
                                        + " x-amz-security-token:SECRET")));
        try (SessionTable table = open()) {
            TableException thrown = assertThrows(TableException.class, () -> table.get("k", false));
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));

            assertFalse(trace.toString().contains("SECRET"), trace.toString());
            assertTrue(trace.toString().contains(": software.amazon.awssdk."), trace.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 403, 404, 413})
    void anAnswerThatIsNotDynamoDbs_isUnavailable(int status) throws Exception {
        // A captive portal, or a proxy of the company.
        try (ScriptedDynamoDb dynamo =
                        new ScriptedDynamoDb(
                                new ScriptedDynamoDb.Answer(
                                        "*", status, "text/html", "<html>no</html>"));
                SessionTable table = hurried(dynamo.endpoint())) {
            TableException thrown = assertThrows(TableException.class, () -> table.get("k", false));

            assertEquals(Kind.UNAVAILABLE, thrown.kind());
            assertTrue(
                    thrown.getMessage().contains("" + status), "no status: " + thrown.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500, 502, 503, 504})
    void anAnswerThatMakesNoSense_isUnavailable(int status) throws Exception {
        try (ScriptedDynamoDb dynamo =
                        new ScriptedDynamoDb(
                                new ScriptedDynamoDb.Answer(
                                        "*", status, "text/html", "<html>no</html>"));
                SessionTable table = hurried(dynamo.endpoint())) {
            assertEquals(Kind.UNAVAILABLE, kind(() -> table.get("k", false)));
        }
    }

    @Test
    void anItemBeyond400KB_isTooLarge_andWhatWasStoredStays() {
        try (SessionTable table = open()) {
            table.put(put("large", "1"));
            String large = "x".repeat(410_000);

            assertEquals(Kind.TOO_LARGE, kind(() -> table.put(put("large", large))));
            assertEquals(Kind.TOO_LARGE, kind(() -> table.update(update("large", "1", large))));
            assertEquals(s("1"), table.get("large", true).orElseThrow().get("a"));
        }
    }

    @Test
    void aCallThatDynamoDbDoesNotUnderstand_isRejected() {
        try (SessionTable table = open()) {
            assertEquals(
                    Kind.REJECTED,
                    kind(
                            () ->
                                    table.update(
                                            new ItemUpdate(
                                                    "k", "SET", "#a = :a", Map.of(), Map.of()))));
        }
    }

    static Stream<Fault> unanswered() {
        return Stream.of(
                new Fault.ResetBefore(),
                new Fault.ResetMidResponse(),
                new Fault.LostResponse(),
                new Fault.Garbage(),
                new Fault.GarbageBody(),
                new Fault.Hang(),
                new Fault.HangAfter(),
                Fault.internalServerError(),
                new Fault.Error(503, "ServiceUnavailable", "x"));
    }

    @ParameterizedTest
    @MethodSource("unanswered")
    void whateverKeepsTheAnswerAway_isUnavailable_withinTheCallTimeout(Fault fault) {
        proxy.inject(FaultRule.always(fault));
        try (SessionTable table = hurried(proxy.endpoint())) {
            long start = System.nanoTime();

            assertEquals(Kind.UNAVAILABLE, kind(() -> table.get("k", false)));

            assertTrue(millisSince(start) < 2000, "took " + millisSince(start) + " ms");
        }
    }

    @Test
    void aPortWhereNothingListens_isUnavailable_andTheMessageNamesIt() {
        int port = Ports.free();
        try (SessionTable table = hurried(URI.create("http://127.0.0.1:" + port))) {
            TableException thrown = assertThrows(TableException.class, () -> table.get("k", false));
            assertEquals(Kind.UNAVAILABLE, thrown.kind());
            assertTrue(
                    thrown.getMessage().contains("[127.0.0.1:" + port + "]"), thrown.getMessage());
            assertEquals(Kind.UNAVAILABLE, kind(() -> table.administration().describe()));
        }
        assertEquals(List.of("GetItem UNAVAILABLE", "DescribeTable UNAVAILABLE"), recorder.calls);
    }

    @Test
    void aHostThatDoesNotExist_isUnavailable() {
        try (SessionTable table = hurried(URI.create("http://nowhere.invalid:8000"))) {
            assertEquals(Kind.UNAVAILABLE, kind(() -> table.get("k", false)));
        }
    }

    @Test
    void aSingleFault_isRetried_andNotNoticed() {
        try (SessionTable table = open()) {
            table.put(put("retried", "1"));
            unanswered()
                    .filter(fault -> !(fault instanceof Fault.Hang))
                    .filter(fault -> !(fault instanceof Fault.HangAfter))
                    .filter(fault -> !(fault instanceof Fault.GarbageBody))
                    .forEach(
                            fault -> {
                                proxy.inject(FaultRule.always(fault).times(1));
                                assertTrue(table.get("retried", true).isPresent(), fault::toString);
                                assertEquals(
                                        new WriteResult.Written(), table.put(put("retried", "1")));
                            });
        }
    }

    @Test
    void noMessage_holdsAKeyOrAValue() {
        List<Fault> faults = new ArrayList<>(unanswered().toList());
        faults.add(Fault.accessDenied());
        faults.add(Fault.throttling());
        faults.add(new Fault.Error(400, "ValidationException", "the secret-key is secret-value"));
        for (Fault fault : faults) {
            FaultRule rule = proxy.inject(FaultRule.always(fault));
            try (SessionTable table = hurried(proxy.endpoint())) {
                for (Runnable call :
                        List.<Runnable>of(
                                () -> table.get("secret-key", false),
                                () -> table.put(put("secret-key", "secret-value")),
                                () -> table.update(update("secret-key", "secret-value", "x")))) {
                    TableException thrown = assertThrows(TableException.class, call::run);
                    assertFalse(thrown.getMessage().contains("secret"), thrown.getMessage());
                }
            }
            proxy.remove(rule);
        }
    }

    // ---- The breaker

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

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
    void retryMode_adaptive_callsAsWell() {
        try (SessionTable table =
                table(
                        proxy.endpoint(),
                        Duration.ofSeconds(30),
                        RetryMode.ADAPTIVE,
                        TableSettings.SUSPEND_AFTER,
                        TableSettings.CONNECTION_MAX_AGE)) {
            table.put(put("adaptive", "1"));
            assertTrue(table.get("adaptive", true).isPresent());
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

    // ---- What is left behind

    @Test
    void close_leavesNoThreadAndNoConnection() {
        // Whatever the SDK starts once for all clients is there before.
        try (SessionTable table = open()) {
            table.get("k", false);
        }
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        for (int i = 0; i < 5; i++) {
            try (SessionTable table = open()) {
                table.put(put("threads", "1"));
                table.administration().describe();
            }
        }

        Await.until(
                "its threads end",
                Duration.ofSeconds(10),
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(Thread::isAlive)
                                .filter(thread -> !before.contains(thread))
                                .noneMatch(SessionTableTest::isOurs));
    }

    /** Not of the proxy, of DynamoDB Local or of the JVM. */
    private static boolean isOurs(Thread thread) {
        return !thread.getName().matches("dynamodb-(local|proxy).*")
                && !thread.getName().startsWith("ForkJoinPool")
                && thread.getThreadGroup() != null
                && !thread.getThreadGroup().getName().equals("system");
    }

    @Test
    void noThreadThatIsLeft_keepsTheClassLoaderOfTheCaller() {
        ClassLoader mine = new ClassLoader(getClass().getClassLoader()) {};
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(mine);
        try {
            try (SessionTable table = open()) {
                table.get("k", false);
                assertEquals(mine, thread.getContextClassLoader());
            }
            Await.until(
                    "no thread has the web application's class loader",
                    Duration.ofSeconds(10),
                    () ->
                            Thread.getAllStackTraces().keySet().stream()
                                    .filter(other -> other != thread)
                                    .noneMatch(other -> other.getContextClassLoader() == mine));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
