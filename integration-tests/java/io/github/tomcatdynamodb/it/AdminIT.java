package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Keys;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.Ports;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator sees and ends from the command line while three nodes run. */
class AdminIT {

    private static final String TABLE = "sessions";

    private static EmbeddedDynamoDb dynamo;
    private static DynamoDbProxy proxy;
    private static List<TomcatNode> nodes;

    /** Of the JMX of the first node. */
    private static final int JMX = Ports.free();

    @TempDir static Path directory;

    @BeforeAll
    static void start() throws Exception {
        dynamo = EmbeddedDynamoDb.start();
        proxy = DynamoDbProxy.start(dynamo);
        assertEquals("", run("create-table", "--index=userId:S"));
        nodes =
                List.of(
                        withJmx(node("one")).prepare(),
                        node("two").prepare(),
                        node("three").prepare());
        TomcatNode.startAll(nodes.toArray(TomcatNode[]::new));
    }

    private static NodeSettings withJmx(NodeSettings node) {
        String jmx = "com.sun.management.jmxremote.";
        return node.systemProperty(jmx + "port", Integer.toString(JMX))
                .systemProperty(jmx + "rmi.port", Integer.toString(JMX))
                .systemProperty(jmx + "host", "127.0.0.1")
                .systemProperty("java.rmi.server.hostname", "127.0.0.1")
                .systemProperty(jmx + "authenticate", "false")
                .systemProperty(jmx + "ssl", "false");
    }

    private static NodeSettings node(String name) {
        Path probe = WebApp.build("probe");
        return TomcatNode.of(TomcatVersion.V11)
                .name("admin-" + name)
                .lib(Environment.storeJar())
                .backgroundDelay(1)
                .app("any", probe, Contexts.anyNode("", store("")))
                .app(
                        "sticky",
                        probe,
                        Contexts.sticky("maxIdleBackup=\"1\"", store("touchAfter=\"0\"")));
    }

    private static String store(String attributes) {
        return Contexts.patientStore(
                proxy.endpoint(), TABLE, "specialKeys=\"userId:S\" " + attributes);
    }

    @AfterAll
    static void stop() {
        nodes.forEach(TomcatNode::close);
        proxy.close();
        dynamo.close();
    }

    /** Returns what a command has found. */
    private static String run(String command, String... options) throws Exception {
        try (AdminCommand admin =
                AdminCommand.start(directory, dynamo.endpoint(), command, TABLE, options)) {
            assertEquals(0, admin.status(), admin.output());
            return admin.result();
        }
    }

    private static Probe logIn(TomcatNode node, String application, String user) {
        Probe probe = new Probe(new HttpBrowser(), node, "/" + application);
        probe.create().set("userId", user);
        return probe;
    }

    @Test
    void sessionsOfAUser_areListed_andDeadOnEveryNodeAtTheNextLoad() throws Exception {
        List<Probe> users = nodes.stream().map(node -> logIn(node, "any", "42")).toList();
        Probe other = logIn(nodes.get(0), "any", "7");

        String listed = run("sessions", "--where", "userId=42");
        for (Probe user : users) {
            assertTrue(listed.contains(Keys.key("any", user.info().id())), listed);
        }
        assertFalse(listed.contains(Keys.key("any", other.info().id())), listed);

        run("revoke", "--where", "userId=42");

        for (Probe user : users) {
            for (TomcatNode node : nodes) {
                assertFalse(user.at(node).info().exists());
            }
        }
        assertTrue(other.info().exists());
    }

    @Test
    void cost_isThatOfWhatANodeHasCounted() throws Exception {
        logIn(nodes.get(0), "any", "44");

        JsonObject bill =
                JsonParser.parseString(run("cost", "--json", "--jmx=127.0.0.1:" + JMX))
                        .getAsJsonObject();

        assertTrue(bill.get("writeUnits").getAsDouble() > 0, bill::toString);
        assertTrue(bill.get("onDemand").getAsDouble() > 0, bill::toString);
    }

    @Test
    void aSessionInTheMemoryOfAStickyNode_endsWithItsNextBackup() throws Exception {
        Probe user = logIn(nodes.get(0), "sticky", "43");
        String id = user.info().id();
        Await.until(
                "the backup",
                () -> dynamo.item(TABLE, Keys.key("sticky", id)).containsKey("userId"));

        run("revoke", "--where=userId=43");
        long writes = proxy.count("UpdateItem");
        user.set("colour", "blue");
        Await.until("the next backup", () -> proxy.count("UpdateItem") > writes);

        Await.until("the end", () -> !user.info().exists());
        assertFalse(dynamo.item(TABLE, Keys.key("sticky", id)).containsKey("sess"));
    }
}
