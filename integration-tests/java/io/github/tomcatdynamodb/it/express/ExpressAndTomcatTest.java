package io.github.tomcatdynamodb.it.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.Gate;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A test with one browser, one cookie and one table; Express with a real Node store on one side and
 * a stock Tomcat of each version on the other.
 */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#stock")
abstract class ExpressAndTomcatTest {
    static final String LEGACY = "legacy";
    private static final String SHARED = "shared";
    private static final String SECRETS = "new-secret,old-secret";
    private static final String HALF_AN_HOUR = "1800000";

    static EmbeddedDynamoDb dynamo;

    /** Express with connect-dynamodb, on the table {@link #LEGACY}. */
    static ExpressApp connect;

    /** Express with @pwrdrvr/dynamodb-session-store, on the table {@link #SHARED}. */
    static ExpressApp pwrdrvr;

    static TomcatNode tomcat;

    @Parameter TomcatVersion version;

    final HttpBrowser browser = new HttpBrowser();
    private int logBefore;

    @BeforeAll
    static void startExpress() {
        assumeTrue(NodeModules.problem() == null, NodeModules.problem());
        dynamo = EmbeddedDynamoDb.start();
        dynamo.createTable(LEGACY, "id", "expires");
        dynamo.createTable(SHARED, "id", "expires");
        connect = ExpressApp.start("connect-dynamodb", dynamo, LEGACY, SECRETS, HALF_AN_HOUR);
        pwrdrvr = ExpressApp.start("pwrdrvr", dynamo, SHARED, SECRETS, HALF_AN_HOUR);
    }

    @AfterAll
    static void stopAll() {
        if (dynamo != null) {
            connect.close();
            pwrdrvr.close();
            tomcat.close();
            tomcat = null;
            dynamo.close();
            dynamo = null;
        }
    }

    @BeforeEach
    void startTomcat() {
        if (tomcat == null || tomcat.version() != version) {
            if (tomcat != null) {
                tomcat.close();
            }
            tomcat = start();
        }
        logBefore = tomcat.console().length();
    }

    private TomcatNode start() {
        Path probe = WebApp.build("probe");
        String cookie = "sessionCookieName=\"connect.sid\" sessionCookiePath=\"/\"";
        TomcatNode node =
                TomcatNode.of(version)
                        .name("express")
                        .lib(Environment.storeJar())
                        .app("upgrade", probe, cookie, context(LEGACY, SECRETS, "sess:", ""))
                        .app(
                                "keep",
                                probe,
                                cookie,
                                context(LEGACY, SECRETS, "sess:", "legacyFormat=\"keep\""))
                        .app(
                                "shared",
                                probe,
                                cookie,
                                context(SHARED, SECRETS, "session#", "expressCompatible=\"true\""))
                        .app(
                                "rotated",
                                probe,
                                cookie,
                                context(SHARED, "new-secret", "session#", ""))
                        .app(
                                "cases",
                                probe,
                                cookie,
                                context(
                                        LEGACY,
                                        "keyboard cat,line-end&#10;",
                                        "sess:",
                                        "legacyFormat=\"keep\""))
                        .start();
        for (String application : new String[] {"upgrade", "keep", "shared", "rotated", "cases"}) {
            new Probe(new HttpBrowser(), node, "/" + application).ok("op", "none");
        }
        return node;
    }

    private String context(String table, String secrets, String prefix, String attributes) {
        return "<CookieProcessor className=\"io.github.tomcatdynamodb.express.ExpressCookieProcessor\" secrets=\"%s\"/>%n"
                        .formatted(secrets)
                + Contexts.anyNode(
                        "",
                        Contexts.store(
                                dynamo.endpoint(),
                                table,
                                "attemptTimeout=\"20000\" callTimeout=\"40000\" prefix=\""
                                        + prefix
                                        + "\" "
                                        + attributes));
    }

    @AfterEach
    void nothingWentWrong() {
        String log = tomcat.console().substring(logBefore);
        assertFalse(log.contains("SEVERE"), log);
        assertTrue(connect.isRunning() && pwrdrvr.isRunning());
    }

    Probe onTomcat(String application) {
        return new Probe(browser, tomcat, "/" + application);
    }

    Map<String, AttributeValue> legacy(String sid) {
        return dynamo.item(LEGACY, "sess:" + sid);
    }

    Map<String, AttributeValue> shared(String sid) {
        return dynamo.item(SHARED, "session#" + sid);
    }

    /** Puts what connect-dynamodb would: an item whose session is a text. */
    static void put(String key, long expires, String sess) {
        dynamo.put(
                LEGACY,
                Map.of(
                        "id",
                        AttributeValue.fromS(key),
                        "expires",
                        AttributeValue.fromN(Long.toString(expires)),
                        "sess",
                        AttributeValue.fromS(sess)));
    }

    /** Logs in on Express and fills the session with every kind of JSON value. */
    String fill(ExpressApp.User express) {
        String sid = express.login("ann").id();
        express.set("int", "42");
        express.set("double", "1.5");
        express.set("large", "9007199254740991");
        express.set("yes", "true");
        express.set("list", "[1,\"two\",{\"three\":3}]");
        express.set("map", "{\"first\":\"x\",\"nested\":{\"a\":[]}}");
        express.set("date", "\"2026-11-18T12:00:00.000Z\"");
        express.set("strange name.$", "\"\\u00fc \\ud83d\\ude00\"");
        return sid;
    }

    static void assertFilled(Probe.Session session) {
        assertEquals("ann", session.text("user"));
        assertEquals("java.lang.Integer", session.type("int"));
        assertEquals("42", session.text("int"));
        assertEquals("java.lang.Double", session.type("double"));
        assertEquals("1.5", session.text("double"));
        assertEquals("java.lang.Long", session.type("large"));
        assertEquals("9007199254740991", session.text("large"));
        assertEquals("java.lang.Boolean", session.type("yes"));
        assertEquals("java.util.ArrayList", session.type("list"));
        assertEquals("[1,\"two\",{\"three\":3}]", session.text("list"));
        assertEquals("java.util.HashMap", session.type("map"));
        assertEquals("java.lang.String", session.type("date"));
        assertEquals("\u00fc \ud83d\ude00", session.text("strange name.$"));
        assertFalse(session.has("cookie"));
        assertFalse(session.has("lastModified"));
        assertEquals(1800, session.maxInactive());
    }

    static void assertFilled0(Probe.Session session) {
        assertEquals("[1,\"two\",{\"three\":3},\"three\"]", session.text("list"));
        assertEquals("ann", session.text("user"));
        assertFalse(session.has("cookie"));
    }

    /** When express-session makes a cookie, it looks at the clock twice. */
    static void assertHalfAnHour(Probe.Session session) {
        assertEquals(1_800_000.0, session.json().get("originalMaxAge").getAsDouble(), 1_000.0);
    }

    /** Sets an attribute on Tomcat, in a request during which something else is done. */
    HttpBrowser.Response setWhile(
            String application, String name, String value, Runnable meanwhile) {
        Probe slow = new Probe(browser.copy(), onTomcat(application));
        Gate gate = new Gate(slow);
        CompletableFuture<HttpBrowser.Response> held =
                gate.hold(slow, "op", "set", "name", name, "value", value);
        meanwhile.run();
        gate.open();
        return held.join();
    }

    /** Changes on Tomcat what Express has filled. */
    static void change(Probe user) {
        user.set("fromTomcat", "x");
        user.mutate("list", "four");
        user.remove("double");
    }

    static void assertChanged(Probe.Session onExpress) {
        assertEquals("x", onExpress.text("fromTomcat"));
        assertEquals("[1,\"two\",{\"three\":3},\"four\"]", onExpress.text("list"));
        assertFalse(onExpress.has("double"));
        assertHalfAnHour(onExpress);
    }
}
