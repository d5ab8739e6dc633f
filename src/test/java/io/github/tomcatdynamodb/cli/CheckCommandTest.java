package io.github.tomcatdynamodb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** {@code check} on tables with one thing wrong each. */
class CheckCommandTest {

    private static DynamoDbProxy proxy;
    private static String table;

    @BeforeAll
    static void start() {
        proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo());
        table = LocalDynamoDb.newTable("id", "expires");
    }

    @AfterEach
    void heal() {
        proxy.heal();
        proxy.dateShift(Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    private static CommandLines check(String name, String options) {
        return CommandLines.run(
                "check "
                        + CommandLines.at(name)
                                .replace(
                                        LocalDynamoDb.dynamo().endpoint().toString(),
                                        proxy.endpoint().toString())
                        + options);
    }

    private static Map<String, JsonObject> findings(CommandLines line) {
        return line.out()
                .lines()
                .map(text -> JsonParser.parseString(text).getAsJsonObject())
                .collect(
                        Collectors.toMap(
                                (JsonObject found) -> found.get("subject").getAsString(),
                                Function.identity(),
                                (one, two) -> one,
                                TreeMap::new));
    }

    private static void assertWrong(String subject, String advice, String name, String options) {
        CommandLines line = check(name, " --json" + options);
        JsonObject finding = findings(line).get(subject);

        assertEquals("WRONG", finding.get("level").getAsString(), line.out());
        assertTrue(finding.get("advice").getAsString().contains(advice), finding.toString());
        assertEquals(Main.FINDINGS, line.status());
    }

    @Test
    void aTableAsItShouldBe_isFine_andNothingWasWritten() {
        CommandLines line = check(table, "");

        assertEquals(Main.FINE, line.status(), line.out());
        assertTrue(line.out().contains("OK    key: a string [id]"), line.out());
        assertTrue(line.out().contains("OK    dynamodb:UpdateItem: allowed"), line.out());
        assertTrue(line.out().contains("latency: a read takes "), line.out());
        assertTrue(
                line.out()
                        .contains(
                                "NOTE  dynamodb:DescribeContinuousBackups: not answered"
                                        + " (REJECTED): this endpoint does not offer it"),
                line.out());
        assertEquals(0, LocalDynamoDb.dynamo().items(table).size());
    }

    @Test
    void aMissingTable_isWrong_andSoIsAnotherKeyOrTimeToLive() {
        assertWrong("table", "aws dynamodb create-table", LocalDynamoDb.unusedName(), "");
        assertWrong("key", "hashKey=\"id\"", table, " --hash-key=sid");
        assertWrong("timeToLive", "ttlAttribute=\"expires\"", table, " --ttl-attribute=end");
        String without = LocalDynamoDb.newTable("id", null);
        assertWrong("timeToLive", "aws dynamodb update-time-to-live", without, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DescribeTable", "DescribeTimeToLive", "GetItem", "PutItem", "UpdateItem"})
    void aPermissionThatIsMissing_isTheOneThatIsNamed(String operation) {
        proxy.inject(FaultRule.always(Fault.accessDenied()).on(operation));

        CommandLines line = check(table, " --json");

        assertEquals(
                Map.of("dynamodb:" + operation, "denied"),
                findings(line).values().stream()
                        .filter(found -> found.get("level").getAsString().equals("WRONG"))
                        .collect(
                                Collectors.toMap(
                                        found -> found.get("subject").getAsString(),
                                        found -> found.get("text").getAsString())));
        assertEquals(Main.FINDINGS, line.status());
    }

    @ParameterizedTest
    @CsvSource({"N, false", "B, false", "S, true"})
    void aKeyThatNoSessionCanHave_isWrong(ScalarAttributeType type, boolean isSorted) {
        String name = LocalDynamoDb.unusedName();
        LocalDynamoDb.dynamo().createTable(name, type, isSorted);

        assertWrong("key", "create another table", name, "");
    }

    /** As in AWS's documentation of the two calls. */
    @Test
    void aTableThatIsProtectedRecoverableAndEncryptedWithAKey_isSaidToBe() {
        answer(
                "DescribeTable",
                """
                {"Table": {"TableArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/x",
                  "TableStatus": "ACTIVE", "ItemCount": 5, "TableSizeBytes": 3000,
                  "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                  "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                  "DeletionProtectionEnabled": true,
                  "ProvisionedThroughput": {"ReadCapacityUnits": 7, "WriteCapacityUnits": 3},
                  "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS",
                    "KMSMasterKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/k"}}}
                """);
        answer(
                "DescribeContinuousBackups",
                """
                {"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED",
                  "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED"}}}
                """);

        Map<String, JsonObject> findings = findings(check(table, " --json"));

        assertFine("on", findings.get("deletionProtection"));
        assertFine("on", findings.get("pointInTimeRecovery"));
        assertFine(
                "with the KMS key arn:aws:kms:eu-west-1:123456789012:key/k",
                findings.get("encryption"));
        assertFine("provisioned: 7 read units, 3 write units", findings.get("billing"));
    }

    private static void answer(String operation, String body) {
        proxy.inject(FaultRule.always(new Fault.Answer(body)).on(operation));
    }

    private static void assertFine(String text, JsonObject finding) {
        assertEquals("OK", finding.get("level").getAsString());
        assertEquals(text, finding.get("text").getAsString());
    }

    @Test
    void aClockThatIsOff_isWrong() {
        proxy.dateShift(Duration.ofMinutes(3));

        assertWrong("clock", "NTP", table, "");
    }
}
