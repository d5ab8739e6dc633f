package io.github.tomcatdynamodb.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.AdminCommand;
import io.github.tomcatdynamodb.it.harness.ApiCall;
import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The IAM policies allow what each set-up really calls, and nothing else. */
class PoliciesIT {

    private static final long FUTURE = 4_000_000_000L;

    @TempDir static Path directory;

    private static EmbeddedDynamoDb dynamo;
    private static DynamoDbProxy proxy;
    private static ApiCalls calls;

    @BeforeAll
    static void recordTheCallsOfEachSetUp() {
        dynamo = EmbeddedDynamoDb.start();
        proxy = DynamoDbProxy.start(dynamo);
        dynamo.createTable("shop", "id", "expires");
        dynamo.createTable("sticky", "id", "expires");
        Path probe = WebApp.build("probe");
        try (TomcatNode node =
                TomcatNode.of(TomcatVersion.V11)
                        .name("policies")
                        .lib(Environment.storeJar())
                        .app("shop", probe, Contexts.anyNode("", store("shop", "")))
                        .app("shop##2", probe, Contexts.anyNode("", store("shop", "")))
                        .app("sticky", probe, Contexts.sticky("", store("sticky", "")))
                        .app(
                                "created",
                                probe,
                                Contexts.anyNode("", store("created", "createTable=\"true\"")))
                        .start()) {
            List<Probe> users =
                    List.of("/shop", "/sticky", "/created").stream()
                            .map(path -> new Probe(new HttpBrowser(), node, path))
                            .toList();
            users.forEach(user -> user.create().set("colour", "blue"));
            node.restart();
            users.forEach(user -> user.set("colour", "green"));
            users.forEach(user -> user.login("Ann"));
            node.restart();
            users.forEach(Probe::logout);
        }
        calls = proxy.calls();
    }

    @AfterAll
    static void stop() {
        proxy.close();
        dynamo.close();
    }

    private static String store(String table, String attributes) {
        return Contexts.patientStore(proxy.endpoint(), table, attributes);
    }

    private static Set<String> actions(ApiCalls calls) {
        return calls.stream()
                .map(call -> "dynamodb:" + call.operation())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({
        "shop, table/iam-policy.json",
        "sticky, table/iam-policy.json",
        "shop, table/iam-policy-per-application.json",
        "created, table/iam-policy-create-table.json"
    })
    void policy_allowsWhatTheSetUpCalls_andNothingElse(String table, String policy) {
        assertEquals(Policy.example(policy).actions(), actions(calls.on(table)));
    }

    @Test
    void policyPerApplication_allowsAllVersionsOfTheApplication_andNoOtherApplication() {
        Policy policy = Policy.example("table/iam-policy-per-application.json");
        ApiCalls items = calls.where(call -> !call.key("id").isEmpty());

        assertTrue(items.on("shop").stream().allMatch(policy::allows));
        assertFalse(items.on("sticky").size() == 0);
        assertFalse(items.on("sticky").stream().anyMatch(policy::allows));
    }

    @Test
    void policyOfMigrate_allowsWhatItCalls_andNothingElse() throws Exception {
        dynamo.createTable("express", "id", "expires");
        dynamo.put("express", record("sess:a", AttributeValue.fromS("{\"cookie\":{}}"), FUTURE));

        assertAllows("table/iam-policy-migrate.json", "express", List.of("migrate", "--apply"));
    }

    @Test
    void policyOfSweep_allowsWhatItCalls_andNothingElse() throws Exception {
        dynamo.createTable("swept", "id", "expires");
        dynamo.put("swept", record("old", AttributeValue.fromM(Map.of()), 1));

        assertAllows("table/iam-policy-sweep.json", "swept", List.of("sweep", "--apply"));
        assertEquals(0, dynamo.items("swept").size());
    }

    @Test
    void policyOfUserSessions_allowsWhatThoseCommandsCall_andNothingElse() throws Exception {
        run(dynamo.endpoint(), "users", List.of("create-table", "--index=userId:S"));
        Map<String, AttributeValue> record =
                new HashMap<>(record("key", AttributeValue.fromM(Map.of()), FUTURE));
        record.put("userId", AttributeValue.fromS("42"));
        dynamo.put("users", record);

        assertAllows(
                "table/iam-policy-user-sessions.json",
                "users",
                List.of("show", "key"),
                List.of("sessions", "--where", "userId=42"),
                List.of("revoke", "--where", "userId=42"));
        assertFalse(dynamo.item("users", "key").containsKey("sess"));
    }

    private static Map<String, AttributeValue> record(
            String key, AttributeValue session, long expires) {
        return Map.of(
                "id",
                AttributeValue.fromS(key),
                "sess",
                session,
                "expires",
                AttributeValue.fromN(Long.toString(expires)));
    }

    @SafeVarargs
    private static void assertAllows(String policy, String table, List<String>... commands)
            throws Exception {
        DynamoDbProxy own = DynamoDbProxy.start(dynamo);
        for (List<String> command : commands) {
            run(own.endpoint(), table, command);
        }
        assertEquals(Policy.example(policy).actions(), actions(own.calls()));
        // It complains of every scan and query, which no node makes.
        assertThrows(AssertionError.class, own::close);
    }

    private static void run(URI endpoint, String table, List<String> command) throws Exception {
        String[] options = command.subList(1, command.size()).toArray(String[]::new);
        try (AdminCommand admin =
                AdminCommand.start(directory, endpoint, command.get(0), table, options)) {
            assertEquals(0, admin.status(), admin.output());
        }
    }

    @Test
    void calls_haveBeenAnswered() {
        assertEquals(List.of(), calls.where(call -> call.status() == 0).list());
        assertTrue(calls.stream().map(ApiCall::table).distinct().count() == 3);
    }
}
