package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reading and writing, and what is left behind by that. */
class SessionTableTest extends ProxiedTable {
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
