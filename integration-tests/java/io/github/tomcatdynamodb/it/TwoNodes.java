package io.github.tomcatdynamodb.it;

import io.github.tomcatdynamodb.it.harness.AsItIs;
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
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Two nodes of one version on one DynamoDB, shared by all test classes and started when first asked
 * for. Each of their applications stands for one way of setting up the store, and has a table of
 * its own, named as it is.
 */
final class TwoNodes {
    /** Any node, with the default settings. */
    static final String ANY = "any";

    /** Any node, touched after one second, each session in one item. */
    static final String TOUCH = "touch";

    /** Sessions in memory, backed up when idle. */
    static final String STICKY = "sticky";

    /** Any node, behind a FORM log-in. */
    static final String LOGIN = "login";

    /** Two applications on any node whose session cookie is for all applications. */
    static final String ONE = "one";

    static final String TWO = "two";

    /** Two versions of one application, on any node, in one table. */
    static final String VERSIONED = "versioned";

    private static final Map<TomcatVersion, TwoNodes> STARTED = new EnumMap<>(TomcatVersion.class);

    private final EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start();
    private final DynamoDbProxy proxy = AsItIs.proxy(dynamo);
    private final TomcatNode a;
    private final TomcatNode b;

    private TwoNodes(TomcatVersion version) {
        for (String table : new String[] {ANY, TOUCH, STICKY, LOGIN, ONE, TWO, VERSIONED}) {
            dynamo.createTable(table, "id", "expires");
        }
        a = node(version, "A").prepare();
        b = node(version, "B").prepare();
        TomcatNode.startAll(a, b);
        compilePages(a);
        b.takeOverPages();
    }

    /** The two nodes of this version, both running, with all well and nothing counted. */
    static synchronized TwoNodes of(TomcatVersion version) {
        TwoNodes nodes = STARTED.computeIfAbsent(version, TwoNodes::new);
        nodes.a.start();
        nodes.b.start();
        nodes.proxy.heal();
        return nodes;
    }

    TomcatNode a() {
        return a;
    }

    TomcatNode b() {
        return b;
    }

    EmbeddedDynamoDb dynamo() {
        return dynamo;
    }

    DynamoDbProxy proxy() {
        return proxy;
    }

    /** A new user without a session, at node A. */
    Probe user(String application) {
        return new Probe(new HttpBrowser(), a, "/" + application);
    }

    /**
     * The record of a session as it stands in the application's table; empty when there is none.
     */
    Map<String, AttributeValue> record(String application, String sessionId) {
        return dynamo.item(table(application), Keys.key(application, sessionId));
    }

    /** The attributes in the record of a session; empty when there is none. */
    Map<String, AttributeValue> stored(String application, String sessionId) {
        AttributeValue sess = record(application, sessionId).get("sess");
        return sess == null ? Map.of() : sess.m();
    }

    /** Puts the record of a session under the key that another application would have given it. */
    void moveRecord(String application, String other, String sessionId) {
        Map<String, AttributeValue> record = new HashMap<>(record(application, sessionId));
        dynamo.client()
                .deleteItem(
                        delete ->
                                delete.tableName(table(application))
                                        .key(Map.of("id", record.get("id"))));
        record.put("id", AttributeValue.fromS(Keys.key(other, sessionId)));
        dynamo.put(table(other), record);
    }

    private static String table(String application) {
        return application.replaceFirst("##.*", "");
    }

    private NodeSettings node(TomcatVersion version, String name) {
        Path probe = WebApp.build("probe");
        String notes = version.isJavax() ? " persistAuthenticationNotes=\"true\"" : "";
        return TomcatNode.of(version)
                .name(name)
                .lib(Environment.storeJar())
                .backgroundDelay(1)
                .app(ANY, probe, Contexts.anyNode("", store(ANY, "")))
                .app(
                        TOUCH,
                        probe,
                        Contexts.anyNode(
                                "", store(TOUCH, "touchAfter=\"1\" largeAttributeSize=\"0\"")))
                .app(
                        STICKY,
                        probe,
                        Contexts.sticky(
                                "maxIdleBackup=\"1\" saveOnRestart=\"true\""
                                        + " processExpiresFrequency=\"1\"",
                                store(STICKY, "touchAfter=\"1\"")))
                .app(ONE, probe, "sessionCookiePath=\"/\"", Contexts.anyNode("", store(ONE, "")))
                .app(TWO, probe, "sessionCookiePath=\"/\"", Contexts.anyNode("", store(TWO, "")))
                .app(VERSIONED + "##1", probe, Contexts.anyNode("", store(VERSIONED, "")))
                .app(VERSIONED + "##2", probe, Contexts.anyNode("", store(VERSIONED, "")))
                .app(
                        LOGIN,
                        WebApp.build("form-login"),
                        Contexts.anyNode(
                                "persistAuthentication=\"true\"" + notes, store(LOGIN, "")))
                .user("ann", "wonderland", "shopper")
                .manager("boss", "secret")
                .showProxySessions();
    }

    private String store(String table, String attributes) {
        return Contexts.patientStore(proxy.endpoint(), table, attributes);
    }

    private static void compilePages(TomcatNode node) {
        HttpBrowser browser = new HttpBrowser();
        for (String application : new String[] {ANY, TOUCH, STICKY}) {
            new Probe(browser, node, "/" + application).ok("op", "none");
        }
    }
}
