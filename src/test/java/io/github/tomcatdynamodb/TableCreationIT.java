package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.table.SessionTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;

/** What the start of the store does about a table that is missing, if it may. */
class TableCreationIT extends TableChecks {
    @Test
    void createTable_makesAMissingTable_andSaysWhatThatIsFor() throws Exception {
        String name = LocalDynamoDb.unusedName();

        check(name, "createTable", "true", "hashKey", "k", "ttlAttribute", "t");

        assertTrue(warning().contains("trying out"), warning());
        LogLines before = log;
        check(name, "hashKey", "k", "ttlAttribute", "t");
        assertEquals(1, before.lines().size());
    }

    @Test
    void createTable_withUnits_makesAProvisionedTable() throws Exception {
        String name = LocalDynamoDb.unusedName();

        check(name, "createTable", "true", "readCapacityUnits", "7", "writeCapacityUnits", "3");

        ProvisionedThroughputDescription units =
                LocalDynamoDb.dynamo()
                        .client()
                        .describeTable(describe -> describe.tableName(name))
                        .table()
                        .provisionedThroughput();
        assertEquals(7, units.readCapacityUnits());
        assertEquals(3, units.writeCapacityUnits());
    }

    private String[] hurried(DynamoDbProxy proxy) {
        return new String[] {
            "createTable", "true",
            "endpoint", proxy.endpoint().toString(),
            "attemptTimeout", "1500",
            "callTimeout", "1500",
            "maxAttempts", "1"
        };
    }

    private static void isThere(String name) {
        try (SessionTable table = LocalDynamoDb.open(name)) {
            assertTrue(table.administration().describe().isPresent());
            assertEquals(Optional.of("expires"), table.administration().timeToLive());
        }
    }

    static Stream<Arguments> faultsThatPass() {
        return Stream.of(
                Arguments.of("DescribeTable", new Fault.Hang()),
                Arguments.of("DescribeTable", Fault.throttling()),
                Arguments.of("CreateTable", new Fault.HangAfter()),
                Arguments.of("UpdateTimeToLive", new Fault.HangAfter()));
    }

    @ParameterizedTest
    @MethodSource("faultsThatPass")
    void createTable_goesOnTrying_whenACallGoesWrongTwice(String operation, Fault fault)
            throws Exception {
        String name = LocalDynamoDb.unusedName();
        try (DynamoDbProxy proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo())) {
            FaultRule rule = proxy.inject(FaultRule.always(fault).on(operation).times(2));

            check(name, hurried(proxy));

            assertEquals(2, rule.struck());
        }
        assertTrue(warning().contains("trying out"), warning());
        isThere(name);
    }

    @Test
    void createTable_goesOnTrying_whileItWaitsForTheNewTable() throws Exception {
        String name = LocalDynamoDb.unusedName();
        try (DynamoDbProxy proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo())) {
            FaultRule rule =
                    proxy.inject(
                            FaultRule.always(new Fault.Hang())
                                    .on("DescribeTable")
                                    .where((operation, request) -> proxy.count("CreateTable") > 0)
                                    .times(2));

            check(name, hurried(proxy));

            assertEquals(2, rule.struck());
        }
        isThere(name);
    }

    @Test
    void createTable_withoutDynamoDb_isAWarning_withTheCommand_afterSomeTries() throws Exception {
        try (DynamoDbProxy proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo())) {
            proxy.inject(FaultRule.always(new Fault.Hang()));

            check("never-created", hurried(proxy));

            assertEquals(4, proxy.count("DescribeTable"));
        }
        assertTrue(warning().contains("no session can be saved until"), warning());
        assertTrue(
                warning().contains("aws dynamodb create-table --table-name never-created"),
                warning());
    }

    @Test
    void withoutCreateTable_theStartDoesNotWaitForASecondTry() throws Exception {
        try (DynamoDbProxy proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo())) {
            proxy.inject(FaultRule.always(new Fault.Hang()));
            String[] settings = hurried(proxy);
            settings[1] = "false";

            check("not-asked-for", settings);

            assertEquals(1, proxy.count("DescribeTable"));
        }
    }

    @Test
    void createTable_leavesATableThatIsThere() throws Exception {
        String name = LocalDynamoDb.newTable("id", "expires");

        check(name, "createTable", "true");

        assertEquals(List.of(), log.lines());
    }

    @Test
    void twoNodesThatCreateAtOnce_bothStart() {
        for (int round = 0; round < 5; round++) {
            String name = LocalDynamoDb.unusedName();
            startTwo(() -> check(name, "createTable", "true"));
            isThere(name);
        }
        // That time to live is not enabled yet may be said, but nothing is wrong.
        assertTrue(
                log.lines().stream().allMatch(line -> line.startsWith("WARN ")),
                log.lines().toString());
    }

    @Test
    void twoNodesThatCreateAtOnce_bothStart_alsoWhenTheirFirstCallsGetNoAnswer() {
        String name = LocalDynamoDb.unusedName();
        try (DynamoDbProxy proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo())) {
            for (String operation : List.of("DescribeTable", "CreateTable", "UpdateTimeToLive")) {
                // One each: a node that got them all must have a try left.
                proxy.inject(FaultRule.always(new Fault.HangAfter()).on(operation).times(1));
            }

            startTwo(() -> check(name, hurried(proxy)));
        }
        isThere(name);
        assertFalse(log.lines().toString().contains("could not be"), log.lines().toString());
    }

    private interface Start {
        void run() throws LifecycleException;
    }

    private static void startTwo(Start start) {
        Runnable node =
                () -> {
                    try {
                        start.run();
                    } catch (LifecycleException e) {
                        throw new IllegalStateException(e);
                    }
                };
        CompletableFuture.allOf(CompletableFuture.runAsync(node), CompletableFuture.runAsync(node))
                .join();
    }

    @Test
    void aTableThatMayNotBeCreated_isAWarning_thatSaysSo() throws Exception {
        try (DynamoDbProxy proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo())) {
            proxy.inject(FaultRule.always(Fault.accessDenied()).on("CreateTable"));

            check(
                    LocalDynamoDb.unusedName(),
                    "createTable",
                    "true",
                    "endpoint",
                    proxy.endpoint().toString());
        }
        assertTrue(
                log.lines().get(log.lines().size() - 1).contains("dynamodb:CreateTable"),
                log.lines().toString());
    }
}
