package io.github.tomcatdynamodb.it.harness;

import com.amazonaws.services.dynamodbv2.exceptions.DynamoDBLocalServiceException;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * DynamoDB Local in this JVM, in memory, on 127.0.0.1 only and without telemetry (its stock main
 * class, which starts both the telemetry and a listener on every interface, is not used).
 *
 * <pre>
 * try (EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start()) {
 *     dynamo.createTable("sessions", "id", "expires");
 *     ... dynamo.endpoint() ... dynamo.item("sessions", key)
 * }
 * </pre>
 *
 * One set of tables, whatever region and credentials a client names. {@link #stop} and {@link
 * #restart} keep port and data, as after an outage of the real service.
 */
public final class EmbeddedDynamoDb implements AutoCloseable {
    /** Region that clients of this harness name. */
    public static final String REGION = "eu-west-1";

    /** Made-up credentials that clients of this harness use. */
    public static final String ACCESS_KEY_ID = "AKIDHARNESS";

    /** Made-up credentials that clients of this harness use. */
    public static final String SECRET_ACCESS_KEY = "harness-secret";

    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    static {
        JETTY.setLevel(Level.WARNING);
        System.setProperty("com.amazonaws.sdk.disableEc2Metadata", "true");
        System.setProperty("aws.java.v1.disableDeprecationAnnouncement", "true");
    }

    private final int port;
    private final LocalDynamoDBRequestHandler database;
    private final DynamoDbClient client;
    private final Thread shutdownHook = new Thread(this::release, "dynamodb-local-shutdown");
    private Server server;

    private EmbeddedDynamoDb(int port) {
        this.port = port;
        try {
            database = new LocalDynamoDBRequestHandler(0, true, null, true, false);
        } catch (DynamoDBLocalServiceException e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
        client = newClient(endpoint());
    }

    /** Starts on a free port. */
    public static EmbeddedDynamoDb start() {
        return start(Ports.free());
    }

    /** Starts on this port of 127.0.0.1. */
    public static EmbeddedDynamoDb start(int port) {
        EmbeddedDynamoDb dynamo = new EmbeddedDynamoDb(port);
        dynamo.restart();
        Runtime.getRuntime().addShutdownHook(dynamo.shutdownHook);
        return dynamo;
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** A client of this DynamoDB, past any proxy; closed with it. */
    public DynamoDbClient client() {
        return client;
    }

    /** A client of another endpoint, such as a proxy's, with the harness's credentials. */
    public static DynamoDbClient newClient(URI endpoint) {
        return newClient(endpoint, defaults -> {});
    }

    /** A client of another endpoint with settings of its own, such as retries and timeouts. */
    public static DynamoDbClient newClient(
            URI endpoint, Consumer<ClientOverrideConfiguration.Builder> settings) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(settings)
                .build();
    }

    /** Stops listening: connections are refused from now on. What is stored stays. */
    public synchronized void stop() {
        try {
            if (server != null) {
                server.stop();
                server.join();
                server = null;
            }
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        }
    }

    /** Whether it listens. */
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** Listens again, on the same port and with what was stored. */
    public synchronized void restart() {
        stop();
        QueuedThreadPool threads = new QueuedThreadPool(200, 8);
        threads.setName("dynamodb-local");
        threads.setDaemon(true);
        InetSocketAddress address = new InetSocketAddress(Ports.loopback(), port);
        Server starting = new Server(threads);
        ServerConnector connector = new ServerConnector(starting, 1, 1);
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(Duration.ofHours(1).toMillis());
        starting.addConnector(connector);
        ContextHandler root = new ContextHandler();
        root.setHandler(new LocalDynamoDBServerHandler(database, null));
        starting.setHandler(root);
        try {
            starting.start();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not listen on " + address, e);
        }
        server = starting;
    }

    /** Makes an on-demand table with a string key; with TTL unless {@code ttlAttribute} is null. */
    public void createTable(String name, String hashKey, String ttlAttribute) {
        create(name, List.of(new KeyPart(hashKey, ScalarAttributeType.S, KeyType.HASH)));
        client.waiter().waitUntilTableExists(table -> table.tableName(name));
        if (ttlAttribute != null) {
            client.updateTimeToLive(
                    request ->
                            request.tableName(name)
                                    .timeToLiveSpecification(
                                            ttl -> ttl.attributeName(ttlAttribute).enabled(true)));
        }
    }

    /**
     * Creates a table whose partition key {@code id} has this type, and no time to live.
     *
     * @param isSorted whether it has a sort key, too
     */
    public void createTable(String name, ScalarAttributeType keyType, boolean isSorted) {
        List<KeyPart> key = new ArrayList<>();
        key.add(new KeyPart("id", keyType, KeyType.HASH));
        if (isSorted) {
            key.add(new KeyPart("sort", ScalarAttributeType.S, KeyType.RANGE));
        }
        create(name, key);
    }

    private record KeyPart(String name, ScalarAttributeType type, KeyType role) {
        AttributeDefinition definition() {
            return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
        }

        KeySchemaElement element() {
            return KeySchemaElement.builder().attributeName(name).keyType(role).build();
        }
    }

    private void create(String name, List<KeyPart> key) {
        client.createTable(
                table ->
                        table.tableName(name)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(
                                        key.stream().map(KeyPart::definition).toList())
                                .keySchema(key.stream().map(KeyPart::element).toList()));
    }

    /** Deletes a table with all that is in it; a table that is not there is no error. */
    public void deleteTable(String name) {
        try {
            client.deleteTable(table -> table.tableName(name));
            client.waiter().waitUntilTableNotExists(table -> table.tableName(name));
        } catch (ResourceNotFoundException gone) {
            return;
        }
    }

    /** The item with this key in a table whose hash key is {@code id}; empty when there is none. */
    public Map<String, AttributeValue> item(String table, String key) {
        return item(table, "id", key);
    }

    /** The item with this key, as it is stored at this moment; empty when there is none. */
    public Map<String, AttributeValue> item(String table, String hashKey, String key) {
        return client.getItem(
                        get ->
                                get.tableName(table)
                                        .key(Map.of(hashKey, AttributeValue.fromS(key)))
                                        .consistentRead(true))
                .item();
    }

    /** Everything that a table holds. */
    public List<Map<String, AttributeValue>> items(String table) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        client.scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()
                .forEach(items::add);
        return items;
    }

    /** Stores an item as it is, such as one that another application wrote. */
    public void put(String table, Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(table).item(item));
    }

    /** Stops for good: all data is gone. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(shutdownHook);
        release();
    }

    private void release() {
        client.close();
        stop();
        database.shutdown();
    }

    /**
     * Runs in the foreground until the process ends.
     *
     * @param args the port, and optionally the name of a table to make (key {@code id}, TTL {@code
     *     expires})
     */
    public static void main(String[] args) throws InterruptedException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : Ports.free();
        EmbeddedDynamoDb dynamo = start(port);
        if (args.length > 1) {
            dynamo.createTable(args[1], "id", "expires");
        }
        System.out.println("DynamoDB Local on " + dynamo.endpoint());
        Thread.currentThread().join();
    }
}
