package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatHome;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console says of a Store that stands in the wrong place, or more than once. */
class PlacementIT {
    private static final String TABLE = "placement";

    private static EmbeddedDynamoDb dynamo;
    private static TomcatNode node;

    /** Runs as with {@code catalina.sh start -security}. */
    private static TomcatNode guarded;

    @TempDir static Path directory;

    @BeforeAll
    static void start() throws Exception {
        dynamo = EmbeddedDynamoDb.start();
        dynamo.createTable(TABLE, "id", "expires");
        Path copy = directory.resolve("tomcat-dynamodb-store-copy.jar");
        Files.copy(Environment.storeJar(), copy);
        Path probe = WebApp.build("probe");
        String store = Contexts.store(dynamo.endpoint(), TABLE, "");
        String other = Contexts.store(dynamo.endpoint(), "not-there", "");
        NodeSettings settings =
                node(TomcatVersion.V11, "placement")
                        .lib(copy)
                        .app("two-stores", probe, Contexts.anyNode("", other + store))
                        .app("no-manager", probe, store)
                        .app(
                                "other-manager",
                                probe,
                                "<Manager className=\"org.apache.catalina.session.StandardManager\">"
                                        + store
                                        + "</Manager>");
        node = settings.prepare();
        Path policy = directory.resolve("catalina.policy");
        Files.writeString(
                policy,
                Files.readString(TomcatHome.of(TomcatVersion.V9).resolve("conf/catalina.policy"))
                        // What the stock one says of CATALINA_HOME, where administrators put it.
                        + """

                        grant codeBase "file:${catalina.base}/lib/-" {
                            permission java.security.AllPermission;
                        };
                        """);
        guarded =
                node(TomcatVersion.V9, "guarded")
                        .option("-Djava.security.manager")
                        .option("-Djava.security.policy=" + policy)
                        .app("guarded", probe, Contexts.anyNode("", store))
                        .prepare();
        TomcatNode.startAll(node, guarded);
    }

    private static NodeSettings node(TomcatVersion version, String name) {
        return TomcatNode.of(version).name(name).lib(Environment.storeJar());
    }

    @AfterAll
    static void stop() {
        guarded.close();
        node.close();
        dynamo.close();
    }

    private static void assertSays(TomcatNode node, String... parts) {
        String console = node.console();
        for (String part : parts) {
            assertTrue(console.contains(part), part + " is not in:\n" + console);
        }
    }

    @Test
    void twoJars_areNamed() {
        assertSays(
                node,
                "The store is there more than once",
                Environment.storeJar().getFileName().toString(),
                "tomcat-dynamodb-store-copy.jar");
    }

    @Test
    void twoStores_areSaid_andTheLastOneKeepsTheSessions() {
        assertSays(
                node,
                "more than one Store and uses the last one. The one with the table [not-there]");
        Probe user = new Probe(new HttpBrowser(), node, "/two-stores");
        user.set("name", "Ann");
        assertEquals("Ann", user.info().text("name"));
        assertEquals(1, dynamo.items(TABLE).size());
    }

    /** By Tomcat itself: nobody makes the Store. */
    @Test
    void storeOutsideOfAManager_isSaid() {
        assertSays(node, "Context/Store");
    }

    /** By Tomcat itself: only a PersistentManager has a Store. */
    @Test
    void storeInAnotherManager_isSaid() {
        assertSays(node, "org.apache.catalina.session.StandardManager");
    }

    @Test
    void securityManager_stopsTheStart() {
        assertSays(guarded, "does not work under a SecurityManager");
        assertEquals(
                404, new HttpBrowser().get(guarded.url("/guarded/probe.jsp?op=none")).status());
    }
}
