package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.TomcatHome;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stock Tomcats with the same application, one for each way of keeping sessions, and one whose
 * servlet makes the bare calls.
 */
final class Subjects implements AutoCloseable {

    private final List<Dynamo> dynamos;
    private final SessionMaker maker;
    private final List<Runnable> endings = new ArrayList<>();
    private final Map<String, Subject> stores = new HashMap<>();
    private final Map<String, Subject> bares = new HashMap<>();
    private final List<Subject> peers = new ArrayList<>();
    private final Path sessions;
    private final Path bare;

    /**
     * What answers as DynamoDB.
     *
     * @param name as in the report
     * @param endpoint where it is
     * @param pid of its process; 0 if it has none of its own
     */
    record Dynamo(String name, java.net.URI endpoint, long pid) {}

    /**
     * Starts them, and makes the sessions.
     *
     * @param sessions of each size, in each of them
     * @param absent is told what cannot be had
     */
    Subjects(List<Dynamo> dynamos, int sessions, Consumer<String> absent) throws IOException {
        this.dynamos = dynamos;
        this.maker = new SessionMaker(sessions);
        this.sessions = build("sessions");
        this.bare = build("bare");
        startStore();
        startBare();
        peers.add(peer("memory", settings("memory"), "<Manager pathname=\"\"/>", 0));
        peers.add(
                peer(
                        "FileStore",
                        settings("files"),
                        Contexts.anyNode(
                                "", "<Store className=\"org.apache.catalina.session.FileStore\"/>"),
                        0));
        try {
            startRedisson();
        } catch (IOException e) {
            absent.accept("Redisson with Redis is not measured: " + e.getMessage());
        }
    }

    private static Path build(String name) {
        return WebApp.build(
                Environment.basedir().resolve("integration-tests/benchmarks/webapps").resolve(name),
                Environment.target().resolve("benchmark-webapps").resolve(name),
                List.of(
                        TomcatHome.of(TomcatVersion.V11).resolve("lib/servlet-api.jar"),
                        Environment.storeJar()));
    }

    private static NodeSettings settings(String name) {
        return TomcatNode.of(TomcatVersion.V11)
                .name("benchmark-" + name)
                .heap("512m")
                .option("-XX:TieredStopAtLevel=4");
    }

    private TomcatNode start(NodeSettings settings) {
        TomcatNode node = settings.start();
        endings.add(node::close);
        return node;
    }

    private void startStore() throws IOException {
        NodeSettings settings = settings("store").lib(Environment.storeJar());
        for (Dynamo dynamo : dynamos) {
            settings.app(
                    dynamo.name(),
                    sessions,
                    Contexts.anyNode(
                            "",
                            Contexts.store(
                                    dynamo.endpoint(),
                                    StoreBenchmark.TABLE,
                                    "prefix=\"" + EmbeddedStore.key("") + "\"")));
        }
        TomcatNode node = start(settings);
        for (Dynamo dynamo : dynamos) {
            stores.put(dynamo.name(), subject("store", node, dynamo.name(), dynamo.pid()));
        }
    }

    private Subject subject(String name, TomcatNode node, String app, long behind)
            throws IOException {
        return new Subject(name, node, app, behind, maker.make(node.url("/" + app + "/page")));
    }

    /** Copies what the store has written: the same bytes, for clients with the same cookies. */
    private void startBare() throws IOException {
        NodeSettings settings = settings("bare").lib(Environment.storeJar());
        for (Dynamo dynamo : dynamos) {
            settings.app(
                    dynamo.name(),
                    bare,
                    parameter("endpoint", dynamo.endpoint().toString())
                            + parameter("table", StoreBenchmark.TABLE));
        }
        TomcatNode node = start(settings);
        for (Dynamo dynamo : dynamos) {
            Map<SessionSize, List<String>> cookies = stores.get(dynamo.name()).cookies();
            try (DynamoDbClient client = Clients.ofStore(dynamo.endpoint())) {
                cookies.values().forEach(of -> of.forEach(one -> copy(client, one)));
            }
            bares.put(
                    dynamo.name(),
                    new Subject("bare calls", node, dynamo.name(), dynamo.pid(), cookies));
        }
    }

    private static String parameter(String name, String value) {
        return "<Parameter name=\"" + name + "\" value=\"" + value + "\"/>\n";
    }

    private static void copy(DynamoDbClient client, String cookies) {
        String id = SessionMaker.id(cookies);
        Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS(EmbeddedStore.key(id)));
        Map<String, AttributeValue> item =
                new HashMap<>(
                        client.getItem(
                                        get ->
                                                get.tableName(StoreBenchmark.TABLE)
                                                        .key(key)
                                                        .consistentRead(true))
                                .item());
        item.put("id", AttributeValue.fromS(id));
        client.putItem(put -> put.tableName(StoreBenchmark.TABLE).item(item));
    }

    private Subject peer(String name, NodeSettings settings, String context, long behind)
            throws IOException {
        return subject(name, start(settings.app("peer", sessions, context)), "peer", behind);
    }

    private void startRedisson() throws IOException {
        RedissonLibraries libraries = RedissonLibraries.copy();
        RedisServer redis = RedisServer.start(libraries.redis());
        endings.add(redis::close);
        Path config = Environment.target().resolve("benchmark-redisson.yaml");
        Files.writeString(
                config,
                "singleServerConfig:\n  address: \"redis://127.0.0.1:" + redis.port() + "\"\n");
        NodeSettings settings = settings("redisson");
        libraries.jars().forEach(settings::lib);
        peers.add(
                peer(
                        libraries.manager() + ", Redis " + redis.version(),
                        settings,
                        """
                        <Manager className="org.redisson.tomcat.RedissonSessionManager"
                            configPath="%s" readMode="REDIS" updateMode="DEFAULT"/>"""
                                .formatted(config),
                        redis.pid()));
    }

    /** Returns the name and version of Tomcat. */
    String tomcat() {
        return peers.get(0)
                .node()
                .console()
                .replaceAll("(?s).*Server version name: +([^\\n]+).*", "$1");
    }

    /** Returns the Tomcat with the store, on what is called that. */
    Subject store(String dynamo) {
        return stores.get(dynamo);
    }

    /** Returns the Tomcat with the bare calls, on what is called that. */
    Subject bare(String dynamo) {
        return bares.get(dynamo);
    }

    /** Returns the Tomcats that keep sessions in other ways. */
    List<Subject> peers() {
        return List.copyOf(peers);
    }

    @Override
    public void close() {
        endings.forEach(Runnable::run);
    }
}
