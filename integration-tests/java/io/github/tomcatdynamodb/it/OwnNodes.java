package io.github.tomcatdynamodb.it;

import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Keys;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Two nodes, A and B, with a DynamoDB of their own, whose replicas a test may let lag behind. Which
 * applications run on them, is the test's affair; each has a table of its own, named as it is.
 */
final class OwnNodes implements AutoCloseable {

    private final EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start();
    private final DynamoDbProxy proxy = DynamoDbProxy.start(dynamo);
    private final TomcatVersion version;
    private final TomcatNode a;
    private final TomcatNode b;

    /** Says what runs on a node. */
    @FunctionalInterface
    interface SetUp {
        /**
         * @param node named, with the store in {@code lib}
         * @param endpoint what the store is given as its endpoint
         */
        void of(NodeSettings node, URI endpoint);
    }

    /** Starts both; nothing lags yet. */
    OwnNodes(TomcatVersion version, List<String> tables, SetUp setUp) {
        this.version = version;
        tables.forEach(table -> dynamo.createTable(table, "id", "expires"));
        a = node("A", setUp);
        b = node("B", setUp);
        TomcatNode.startAll(a, b);
    }

    /**
     * Starts both with the probe application, any node.
     *
     * @param application its name
     * @param attributes further ones of its Store
     */
    static OwnNodes withProbe(TomcatVersion version, String application, String attributes) {
        Path probe = WebApp.build(application, List.of("probe"));
        return new OwnNodes(
                version,
                List.of(application),
                (node, endpoint) ->
                        node.app(
                                application,
                                probe,
                                Contexts.anyNode(
                                        "",
                                        Contexts.patientStore(endpoint, application, attributes))));
    }

    /** Starts a further node on the same DynamoDB, which is the caller's to close. */
    TomcatNode another(String name, SetUp setUp) {
        return node(name, setUp).start();
    }

    private TomcatNode node(String name, SetUp setUp) {
        NodeSettings node =
                TomcatNode.of(version).name(name).lib(Environment.storeJar()).backgroundDelay(1);
        setUp.of(node, proxy.endpoint());
        return node.prepare();
    }

    TomcatNode a() {
        return a;
    }

    TomcatNode b() {
        return b;
    }

    /** Node A for even numbers, node B for odd ones. */
    TomcatNode alternating(int number) {
        return number % 2 == 0 ? a : b;
    }

    DynamoDbProxy proxy() {
        return proxy;
    }

    EmbeddedDynamoDb dynamo() {
        return dynamo;
    }

    /** A new user without a session, at node A. */
    Probe user(String application) {
        return new Probe(new HttpBrowser(), a, "/" + application);
    }

    /** The record of a session as it truly stands; empty when there is none. */
    Map<String, AttributeValue> record(String application, String sessionId) {
        return dynamo.item(application, Keys.key(application, sessionId));
    }

    /** The attributes in the record of a session; empty when there is none. */
    Map<String, AttributeValue> stored(String application, String sessionId) {
        AttributeValue sess = record(application, sessionId).get("sess");
        return sess == null ? Map.of() : sess.m();
    }

    /** All is well again, and every read is stale that can be, up to this lag. */
    void heal(Duration lag) {
        proxy.heal();
        proxy.lag(lag);
    }

    @Override
    public void close() {
        a.close();
        b.close();
        proxy.close();
        dynamo.close();
    }
}
