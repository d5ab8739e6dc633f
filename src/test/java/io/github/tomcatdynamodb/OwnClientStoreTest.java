package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.catalina.Engine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A store that calls DynamoDB by a client that it was given. */
class OwnClientStoreTest {

    private static final String TABLE = LocalDynamoDb.newTable("id", "expires");

    private DynamoDbClient client;

    private DynamoDbClient client(URI endpoint) {
        client =
                DynamoDbClient.builder()
                        .region(Region.of(EmbeddedDynamoDb.REGION))
                        .endpointOverride(endpoint)
                        .httpClient(Apache5HttpClient.create())
                        .build();
        return client;
    }

    @AfterEach
    void closeClient() {
        if (client != null) {
            client.close();
        }
    }

    private static TestNode start(Map<String, String> settings, Consumer<TestNode> more) {
        return new TestNode(
                new TestClock(),
                settings,
                node -> {
                    // What the client says for itself.
                    node.store().setRegion(null);
                    node.store().setEndpoint(null);
                    more.accept(node);
                });
    }

    /** The resources of the server that the node's application runs in. */
    private static void addGlobalResource(TestNode node, String name, Object resource) {
        Engine engine = (Engine) node.context().getParent().getParent();
        ClientLookupTest.addGlobalResource(engine, name, resource);
    }

    private static void keepsSessions(TestNode node) {
        String id = node.create(session -> session.setAttribute("colour", "blue"));

        assertEquals(Optional.of(Map.of("colour", "blue")), node.attributes(id));
        assertEquals(1, node.calls().of("PutItem").size());
    }

    @Test
    void aClientOfCode_isUsed() {
        try (TestNode node =
                start(
                        Map.of("tableName", TABLE),
                        starting ->
                                starting.store()
                                        .setDynamoDbClient(client(starting.proxy().endpoint())))) {
            keepsSessions(node);
        }
    }

    @Test
    void aGlobalResource_isUsed() {
        try (TestNode node =
                start(
                        Map.of("tableName", TABLE, "clientName", "dynamodb"),
                        starting ->
                                addGlobalResource(
                                        starting,
                                        "dynamodb",
                                        client(starting.proxy().endpoint())))) {
            keepsSessions(node);
        }
    }
}
