package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.it.harness.Ports;
import io.github.tomcatdynamodb.sessions.ApplicationLog;
import io.github.tomcatdynamodb.table.SessionTable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the start of the store does about the table. */
class TableCheckTest extends TableChecks {
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
                                        "maxAttempts", "1"),
                                false)
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
    void noMessage_holdsThousandsSeparatorsOrBraces() throws Exception {
        check(LocalDynamoDb.newTable("id", null));

        assertFalse(warning().contains("{"), warning());
    }
}
