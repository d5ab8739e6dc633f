package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.table.TableDescription.Throughput;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;

class TableAdministrationTest {

    private DynamoDbProxy proxy;

    @BeforeEach
    void startProxy() {
        proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo());
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
    }

    private SessionTable open(String name) {
        return new SessionTable(
                LocalDynamoDb.settings(name, proxy.endpoint()), LocalDynamoDb.IGNORING);
    }

    @Test
    void describe_ofAMissingTable_isEmpty() {
        try (SessionTable table = open("none")) {
            assertEquals(Optional.empty(), table.administration().describe());
        }
    }

    @Test
    void describe_tellsKeyTimeToLiveAndNumberOfItems() {
        String name = LocalDynamoDb.newTable("theKey", "theEnd");
        try (SessionTable table = open(name)) {
            TableDescription description = table.administration().describe().orElseThrow();
            assertEquals("theKey", description.keyName());
            assertEquals("S", description.keyType());
            assertFalse(description.hasSortKey());
            assertEquals(0, description.itemCount());
            assertEquals("000000000000", description.account());
            assertEquals(List.of(), description.indexes());
            assertEquals(Optional.of("theEnd"), table.administration().timeToLive());
        }
        String without = LocalDynamoDb.newTable("id", null);
        try (SessionTable table = open(without)) {
            assertEquals(Optional.empty(), table.administration().timeToLive());
        }
    }

    @Test
    void create_makesAnOnDemandTableWithTimeToLive() {
        String name = LocalDynamoDb.unusedName();
        try (SessionTable table = open(name)) {
            table.administration().create(NewTable.PLAIN);

            TableDescription description = table.administration().describe().orElseThrow();
            assertEquals("id", description.keyName());
            assertEquals(Optional.empty(), description.provisioned());
            assertEquals(Optional.of("expires"), table.administration().timeToLive());
            table.put(
                    new ItemPut(
                            "k", Map.of("a", AttributeValue.fromS("1")), "", Map.of(), Map.of()));
        }
        assertEquals(
                BillingMode.PAY_PER_REQUEST,
                LocalDynamoDb.dynamo()
                        .client()
                        .describeTable(request -> request.tableName(name))
                        .table()
                        .billingModeSummary()
                        .billingMode());
    }

    @Test
    void create_makesAProvisionedTable_withTheUnits_andTheIndexes() {
        String name = LocalDynamoDb.unusedName();
        try (SessionTable table = open(name)) {
            table.administration()
                    .create(
                            new NewTable(
                                    Optional.of(new Throughput(7, 3)),
                                    new TreeMap<>(Map.of("userId", "S")),
                                    false));
        }
        var throughput =
                LocalDynamoDb.dynamo()
                        .client()
                        .describeTable(request -> request.tableName(name))
                        .table()
                        .provisionedThroughput();
        assertEquals(7, throughput.readCapacityUnits());
        assertEquals(3, throughput.writeCapacityUnits());
        try (SessionTable table = open(name)) {
            TableDescription description = table.administration().describe().orElseThrow();
            assertEquals(Optional.of(new Throughput(7, 3)), description.provisioned());
            assertEquals(
                    List.of(new SecondaryIndex("userId-index", "userId", "S")),
                    description.indexes());
        }
    }

    @Test
    void create_byTwoNodesAtOnce_succeedsOnBoth() {
        for (int round = 0; round < 5; round++) {
            String name = LocalDynamoDb.unusedName();
            try (SessionTable one = open(name);
                    SessionTable two = open(name)) {
                CompletableFuture.allOf(
                                CompletableFuture.runAsync(() -> create(one)),
                                CompletableFuture.runAsync(() -> create(two)))
                        .join();

                assertEquals(Optional.of("expires"), one.administration().timeToLive());
            }
        }
    }

    @Test
    void create_whileAnotherNodeDoes_waitsForItsTable_andTakesItsTimeToLive() throws Exception {
        // What AWS answers the second node; DynamoDB Local creates at once.
        try (ScriptedDynamoDb dynamo =
                        new ScriptedDynamoDb(
                                ScriptedDynamoDb.json(
                                        "CreateTable",
                                        400,
                                        "{\"__type\":\"x#ResourceInUseException\"}"),
                                ScriptedDynamoDb.json(
                                        "DescribeTable", 200, description("CREATING")),
                                ScriptedDynamoDb.json("DescribeTable", 200, description("ACTIVE")),
                                ScriptedDynamoDb.json(
                                        "UpdateTimeToLive",
                                        400,
                                        "{\"__type\":\"x#ValidationException\",\"message\":"
                                                + "\"TimeToLive is already enabled\"}"));
                SessionTable table =
                        new SessionTable(
                                LocalDynamoDb.settings("t", dynamo.endpoint()),
                                LocalDynamoDb.IGNORING)) {
            create(table);

            assertEquals(
                    List.of("CreateTable", "DescribeTable", "DescribeTable", "UpdateTimeToLive"),
                    dynamo.operations());
        }
    }

    @Test
    void patiently_triesAgain_onlyWhatMayPass() {
        proxy.inject(FaultRule.always(Fault.accessDenied()));
        try (SessionTable table = open("t")) {
            TableAdministration administration = table.administration();
            TableException thrown =
                    assertThrows(
                            TableException.class,
                            () -> administration.patiently(administration::describe));
            assertEquals(Kind.DENIED, thrown.kind());
        }
        assertEquals(1, proxy.count("DescribeTable"));
    }

    private static void create(SessionTable table) {
        table.administration().create(NewTable.PLAIN);
    }

    private static String description(String status) {
        return "{\"Table\":{\"TableName\":\"t\",\"TableArn\":\"arn:aws:dynamodb:eu-west-1:111122223333:table/t\",\"TableStatus\":\""
                + status
                + "\",\"ItemCount\":0,\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}],"
                + "\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}]}}";
    }

    @Test
    void describe_ofATableThatAnotherNodeIsCreating_waitsForIt() throws Exception {
        // DynamoDB Local creates at once, AWS takes some ten seconds.
        try (ScriptedDynamoDb dynamo =
                        new ScriptedDynamoDb(
                                ScriptedDynamoDb.json(
                                        "DescribeTable", 200, description("CREATING")),
                                ScriptedDynamoDb.json(
                                        "DescribeTable", 200, description("CREATING")),
                                ScriptedDynamoDb.json("DescribeTable", 200, description("ACTIVE")),
                                ScriptedDynamoDb.json(
                                        "DescribeTimeToLive",
                                        200,
                                        "{\"TimeToLiveDescription\":{\"TimeToLiveStatus\":\"ENABLED\","
                                                + "\"AttributeName\":\"expires\"}}"));
                SessionTable table =
                        new SessionTable(
                                LocalDynamoDb.settings("t", dynamo.endpoint()),
                                LocalDynamoDb.IGNORING)) {
            assertEquals("id", table.administration().describe().orElseThrow().keyName());

            assertTrue(
                    dynamo.operations().stream().filter("DescribeTable"::equals).count() >= 3,
                    "did not wait: " + dynamo.operations());
        }
    }
}
