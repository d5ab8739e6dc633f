package io.github.tomcatdynamodb.it;

import io.github.tomcatdynamodb.it.harness.AsItIs;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Keys;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One node with a DynamoDB of its own, for tests that break things. Each application has a table of
 * its own, named as it is.
 */
final class FaultNode implements AutoCloseable {
    /** Any node, with the default settings. */
    static final String ANY = "any";

    /** Any node, with short timeouts and suspensions so that tests of outages are short too. */
    static final String QUICK = "quick";

    /** Any node, with a new session for the user whose session cannot be loaded. */
    static final String FRESH = "fresh";

    /** Any node, where a failed save is only logged. */
    static final String LENIENT = "lenient";

    /** Sessions in memory, backed up when idle and saved at stop. */
    static final String STICKY = "sticky";

    /** Sessions in memory, saved at stop only. */
    static final String RESTART = "restart";

    private static final String SHORT =
            "attemptTimeout=\"500\" callTimeout=\"1200\" maxAttempts=\"3\""
                    + " suspendAfter=\"3\" suspension=\"300\"";

    private static final String IN_ONE_ITEM = SHORT + " largeAttributeSize=\"0\"";

    private final EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start();
    private final DynamoDbProxy proxy = AsItIs.proxy(dynamo);
    private final TomcatNode node;

    FaultNode(TomcatVersion version) {
        Path probe = WebApp.build("probe");
        String sticky = "saveOnRestart=\"true\" processExpiresFrequency=\"1\"";
        node =
                TomcatNode.of(version)
                        .name("F")
                        .lib(Environment.storeJar())
                        .backgroundDelay(1)
                        .app(ANY, probe, Contexts.anyNode("", store(ANY, "")))
                        .app(QUICK, probe, Contexts.anyNode("", store(QUICK, SHORT)))
                        .app(
                                FRESH,
                                probe,
                                Contexts.anyNode(
                                        "", store(FRESH, SHORT + " onLoadFailure=\"newSession\"")))
                        .app(
                                LENIENT,
                                probe,
                                Contexts.anyNode(
                                        "", store(LENIENT, SHORT + " onSaveFailure=\"log\"")))
                        .app(
                                STICKY,
                                probe,
                                Contexts.sticky(
                                        sticky + " maxIdleBackup=\"1\"",
                                        store(STICKY, IN_ONE_ITEM + " touchAfter=\"1\"")))
                        .app(RESTART, probe, Contexts.sticky(sticky, store(RESTART, IN_ONE_ITEM)))
                        .prepare();
        for (String table : new String[] {ANY, QUICK, FRESH, LENIENT, STICKY, RESTART}) {
            dynamo.createTable(table, "id", "expires");
        }
        node.start();
        for (String application : new String[] {ANY, QUICK, FRESH, LENIENT, STICKY, RESTART}) {
            user(application).ok("op", "none");
        }
    }

    private String store(String table, String attributes) {
        return Contexts.store(proxy.endpoint(), table, attributes);
    }

    /** All is well again, and the node runs and has saved a session. */
    void heal() {
        if (!dynamo.isRunning()) {
            dynamo.restart();
        }
        proxy.heal();
        node.start();
        // Its first call takes longer, and may still be suspended.
        Await.until("all is well", () -> user(QUICK).get("op", "create").status() == 200);
    }

    TomcatNode tomcat() {
        return node;
    }

    EmbeddedDynamoDb dynamo() {
        return dynamo;
    }

    DynamoDbProxy proxy() {
        return proxy;
    }

    /** A new user without a session. */
    Probe user(String application) {
        return new Probe(new HttpBrowser(), node, "/" + application);
    }

    /** The record of a session as it stands in the table; empty when there is none. */
    Map<String, AttributeValue> record(String application, String sessionId) {
        return dynamo.item(application, Keys.key(application, sessionId));
    }

    /** The attributes in the record of a session; empty when there is none. */
    Map<String, AttributeValue> stored(String application, String sessionId) {
        AttributeValue sess = record(application, sessionId).get("sess");
        return sess == null ? Map.of() : sess.m();
    }

    @Override
    public void close() {
        node.close();
        proxy.close();
        dynamo.close();
    }
}
