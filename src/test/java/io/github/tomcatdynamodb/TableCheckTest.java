package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.it.harness.Ports;
import io.github.tomcatdynamodb.sessions.ApplicationLog;
import io.github.tomcatdynamodb.table.SessionTable;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the start of the store does about the table. */
class TableCheckTest {

    private final LogLines log = new LogLines();

    private Map<String, String> check(String tableName, String... more) throws LifecycleException {
        Map<String, String> all = new HashMap<>();
        all.put("tableName", tableName);
        all.put("region", EmbeddedDynamoDb.REGION);
        all.put("endpoint", LocalDynamoDb.dynamo().endpoint().toString());
        all.put("suspension", "100");
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        Settings settings = new SettingsReader(all).read();
        try (SessionTable table = new SessionTable(settings.table(), LocalDynamoDb.IGNORING)) {
            TableState state = new TableState(tableName, table.administration(), Clock.systemUTC());
            new TableCheck(
                            settings,
                            table.administration(),
                            state,
                            new ApplicationLog(log, "localhost/shop"))
                    .run();
            return state.last();
        }
    }

    private String failure(String tableName, String... more) {
        return assertThrows(LifecycleException.class, () -> check(tableName, more)).getMessage();
    }

    private String warning() {
        List<String> lines = log.lines();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("WARN "), lines.get(0));
        return lines.get(0);
    }

    @Test
    void aTableAsItShallBe_isNotWorthAWord() throws Exception {
        check(LocalDynamoDb.newTable("id", "expires"));

        assertEquals(List.of(), log.lines());
    }

    @Test
    void whatDynamoDbSaysOfTheTable_isRemembered() throws Exception {
        String tableName = LocalDynamoDb.newTable("id", "expires");

        Map<String, String> state = check(tableName);

        assertEquals(tableName, state.get("name"));
        assertEquals(EmbeddedDynamoDb.REGION, state.get("region"));
        assertEquals("there", state.get("state"));
        assertEquals("id", state.get("key"));
        assertEquals("expires", state.get("timeToLive"));
        assertEquals("0", state.get("items"));
    }

    @Test
    void aTableWithoutTimeToLive_isRememberedAsThat() throws Exception {
        assertEquals("off", check(LocalDynamoDb.newTable("id", null)).get("timeToLive"));
    }

    @Test
    void aMissingTable_stopsTheStart_withTheCommandThatCreatesIt() {
        String endpoint = LocalDynamoDb.dynamo().endpoint().toString();

        String message = failure("missing", "hashKey", "k", "ttlAttribute", "t");

        assertTrue(
                message.endsWith(
                        "aws dynamodb create-table --table-name missing"
                                + " --attribute-definitions AttributeName=k,AttributeType=S"
                                + " --key-schema AttributeName=k,KeyType=HASH"
                                + " --billing-mode PAY_PER_REQUEST --region eu-west-1"
                                + " --endpoint-url "
                                + endpoint
                                + " && aws dynamodb wait table-exists --table-name missing"
                                + " --region eu-west-1 --endpoint-url "
                                + endpoint
                                + " && aws dynamodb update-time-to-live --table-name missing"
                                + " --time-to-live-specification Enabled=true,AttributeName=t"
                                + " --region eu-west-1 --endpoint-url "
                                + endpoint),
                message);
        assertEquals(List.of(), log.lines());
    }

    @Test
    void anotherKeyName_stopsTheStart() {
        String message = failure(LocalDynamoDb.newTable("theirKey", "expires"));

        assertTrue(message.contains("hashKey=\"theirKey\""), message);
        assertTrue(message.contains("hashKey is [id]"), message);
    }

    @ParameterizedTest
    @CsvSource({"N, false", "B, false", "S, true"})
    void aKeyThatCannotHoldSessions_stopsTheStart(ScalarAttributeType type, boolean sortKey) {
        String name = LocalDynamoDb.unusedName();
        LocalDynamoDb.dynamo().createTable(name, type, sortKey);

        String message = failure(name);

        assertTrue(message.contains(sortKey ? "a sort key" : "the type " + type), message);
        // Another name, because this one is taken.
        String another = name + "-sessions";
        assertTrue(message.contains("set tableName=\"" + another + "\""), message);
        assertTrue(
                message.contains("aws dynamodb create-table --table-name " + another + " "),
                message);
    }

    @Test
    void aTableWithoutTimeToLive_isAWarning_withTheCommandThatEnablesIt() throws Exception {
        String name = LocalDynamoDb.newTable("id", null);

        check(name);

        assertTrue(
                warning()
                        .contains(
                                "aws dynamodb update-time-to-live --table-name "
                                        + name
                                        + " --time-to-live-specification"
                                        + " Enabled=true,AttributeName=expires"),
                warning());
    }

    @Test
    void timeToLiveOnAnotherAttribute_isAWarning_thatNamesBoth() throws Exception {
        check(LocalDynamoDb.newTable("id", "deleteAt"));

        assertTrue(warning().contains("[deleteAt]"), warning());
        assertTrue(warning().contains("[expires]"), warning());
    }

    /** The proxy is where nothing listens. */
    @Test
    void aRegionThatNobodyKnows_isAWarningWithTheNearest() throws Exception {
        Settings settings =
                new SettingsReader(
                                Map.of(
                                        "region", "eu-wset-1",
                                        "proxy", "http://127.0.0.1:" + Ports.free(),
                                        "maxAttempts", "1"))
                        .read();
        try (SessionTable table = new SessionTable(settings.table(), LocalDynamoDb.IGNORING)) {
            new TableCheck(
                            settings,
                            table.administration(),
                            new TableState("sessions", table.administration(), Clock.systemUTC()),
                            new ApplicationLog(log, "localhost/shop"))
                    .run();
        }

        assertTrue(log.lines().get(0).contains("[eu-wset-1] is no AWS region"));
        assertTrue(log.lines().get(0).contains("set region=\"eu-west-1\""), log.lines().get(0));
    }

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
    void aTableThatCannotBeReached_isAWarning() throws Exception {
        check(
                "sessions",
                "endpoint",
                "http://127.0.0.1:" + Ports.free(),
                "attemptTimeout",
                "200",
                "callTimeout",
                "400");

        assertTrue(warning().contains("[sessions] at [http://127.0.0.1:"), warning());
        assertTrue(warning().contains("the store starts without that"), warning());
    }

    @ParameterizedTest
    @CsvSource({"DescribeTable", "DescribeTimeToLive"})
    void aTableThatMayNotBeDescribed_isAWarning(String operation) throws Exception {
        try (DynamoDbProxy proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo())) {
            proxy.inject(FaultRule.always(Fault.accessDenied()).on(operation));

            check(LocalDynamoDb.newTable("id", "expires"), "endpoint", proxy.endpoint().toString());
        }
        assertTrue(warning().contains("dynamodb:" + operation), warning());
    }

    @Test
    void aTableWhoseTimeToLiveMayNotBeDescribed_mustHaveTheRightKeyAllTheSame() {
        try (DynamoDbProxy proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo())) {
            proxy.inject(FaultRule.always(Fault.accessDenied()).on("DescribeTimeToLive"));

            String message =
                    failure(
                            LocalDynamoDb.newTable("theirKey", "expires"),
                            "endpoint",
                            proxy.endpoint().toString());

            assertTrue(message.contains("theirKey"), message);
        }
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

    @Test
    void noMessage_holdsThousandsSeparatorsOrBraces() throws Exception {
        check(LocalDynamoDb.newTable("id", null));

        assertFalse(warning().contains("{"), warning());
    }
}
