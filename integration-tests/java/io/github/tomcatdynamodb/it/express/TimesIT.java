package io.github.tomcatdynamodb.it.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** When sessions end: as Express means it, whoever wrote last. */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#chosen")
class TimesIT {

    private static final String SECRET = "keyboard cat";
    private static final String LEGACY = "legacy";
    private static final String SHARED = "shared";

    /** How long a session lives with each form of a cookie, in seconds. */
    private static final Map<String, Double> FORMS =
            Map.of(
                    "none", 86_400.0,
                    "null", 86_400.0,
                    "false", 86_400.0,
                    "hour", 3_600.0,
                    "odd", 90_061.5,
                    "short", 61.5,
                    "date", 7_200.0);

    private static EmbeddedDynamoDb dynamo;
    private static ExpressApp connect;
    private static ExpressApp pwrdrvr;

    private static TomcatNode tomcat;

    @Parameter TomcatVersion version;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void startExpress() {
        assumeTrue(NodeModules.problem() == null, NodeModules.problem());
        dynamo = EmbeddedDynamoDb.start();
        dynamo.createTable(LEGACY, "id", "expires");
        dynamo.createTable(SHARED, "id", "expires");
        connect = ExpressApp.start("connect-dynamodb", dynamo, LEGACY, SECRET, "none");
        pwrdrvr = ExpressApp.start("pwrdrvr", dynamo, SHARED, SECRET, "none");
    }

    @AfterAll
    static void stopAll() {
        if (dynamo != null) {
            connect.close();
            pwrdrvr.close();
            dynamo.close();
            dynamo = null;
        }
    }

    @BeforeParameterizedClassInvocation
    static void startTomcat(TomcatVersion version) {
        Path probe = WebApp.build("probe");
        String cookie = "sessionCookieName=\"connect.sid\" sessionCookiePath=\"/\"";
        tomcat =
                TomcatNode.of(version)
                        .name("times")
                        .lib(Environment.storeJar())
                        .app(
                                "keep",
                                probe,
                                cookie,
                                context(LEGACY, "sess:", "legacyFormat", "keep"))
                        .app(
                                "upgrade",
                                probe,
                                cookie,
                                context(LEGACY, "sess:", "legacyFormat", "upgrade"))
                        .app(
                                "shared",
                                probe,
                                cookie,
                                context(SHARED, "session#", "expressCompatible", "true"))
                        .start();
    }

    /** Each request writes its access: so the ends can be compared. */
    private static String context(String table, String prefix, String name, String value) {
        return """
                <CookieProcessor className="io.github.tomcatdynamodb.express.ExpressCookieProcessor"
                    secrets="%s"/>
                """
                        .formatted(SECRET)
                + Contexts.anyNode(
                        "",
                        Contexts.patientStore(
                                dynamo.endpoint(),
                                table,
                                "touchAfter=\"0\" prefix=\"%s\" %s=\"%s\""
                                        .formatted(prefix, name, value)));
    }

    @AfterParameterizedClassInvocation
    static void stopTomcat() {
        tomcat.close();
    }

    private Probe onTomcat(String application) {
        return new Probe(browser, tomcat, "/" + application);
    }

    private static Map<String, AttributeValue> item(String table, String id) {
        return dynamo.item(table, (table.equals(LEGACY) ? "sess:" : "session#") + id);
    }

    /** A request after which the session lives so many seconds, but for what rounding adds. */
    private static String ends(String table, double seconds, Supplier<Probe.Session> request) {
        double before = System.currentTimeMillis() / 1000.0;
        String id = request.get().id();
        double after = System.currentTimeMillis() / 1000.0;
        double end = Double.parseDouble(item(table, id).get("expires").n());
        assertTrue(
                end > before + seconds - 1.1 && end < after + seconds + 2,
                () ->
                        "expected %.3f from %.3f to %.3f, and the end is %.3f"
                                .formatted(seconds, before, after, end));
        return id;
    }

    @Test
    void connect_everyForm_endsTheSame_whoeverWroteLast() {
        for (String path : new String[] {"/times/", "/rolling/"}) {
            FORMS.forEach(
                    (form, seconds) -> {
                        ExpressApp.User express = connect.user(browser, path + form);
                        ends(LEGACY, seconds, () -> express.login("ann"));
                        Probe user = onTomcat("keep");
                        ends(LEGACY, seconds, user::info);
                        ends(LEGACY, seconds, () -> user.set("fromTomcat", form));
                        assertEquals(Math.ceil(seconds), user.info().maxInactive());
                        ends(LEGACY, seconds, express::info);
                        ends(LEGACY, seconds, () -> express.set("fromExpress", "1"));
                        ends(LEGACY, seconds, user::info);
                        Probe upgrading = onTomcat("upgrade");
                        ends(LEGACY, seconds, () -> upgrading.set("fromTomcat", "last"));
                        assertEquals(Math.ceil(seconds), upgrading.info().maxInactive());
                    });
        }
    }

    @Test
    void pwrdrvr_everyForm_endsTheSame_whoeverWroteLast() {
        for (String path : new String[] {"/times/", "/rolling/"}) {
            FORMS.forEach(
                    (form, seconds) -> {
                        ExpressApp.User express = pwrdrvr.user(browser, path + form);
                        ends(SHARED, seconds, () -> express.login("ann"));
                        Probe user = onTomcat("shared");
                        ends(SHARED, seconds, user::info);
                        ends(SHARED, seconds, () -> user.set("fromTomcat", form));
                        assertEquals(Math.ceil(seconds), user.info().maxInactive());
                        ends(SHARED, seconds, () -> express.set("fromExpress", "1"));
                        ends(SHARED, seconds, user::info);
                        ends(SHARED, seconds, () -> user.set("fromTomcat", "again"));
                        assertEquals(Math.ceil(seconds), user.info().maxInactive());
                    });
        }
    }

    @Test
    void whatExpressChanges_holdsOnTomcat_andTheReverse() {
        for (String table : new String[] {LEGACY, SHARED}) {
            ExpressApp.User express =
                    (table.equals(LEGACY) ? connect : pwrdrvr).user(browser, "/times/hour");
            Probe user = onTomcat(table.equals(LEGACY) ? "keep" : "shared");
            ends(table, 3_600, () -> express.login("ann"));
            ends(table, 3_600, () -> user.set("a", "1"));
            ends(table, 120, () -> express.maxAge("120000"));
            ends(table, 120, () -> user.set("a", "2"));
            ends(table, 240, () -> express.expiresIn(240_000));
            ends(table, 240, () -> user.set("a", "3"));
            ends(table, 86_400, () -> express.maxAge("null"));
            ends(table, 86_400, () -> user.set("a", "4"));
            ends(table, 300, () -> user.interval(300));
            ends(table, 300, () -> express.set("b", "1"));
            ends(table, 300, () -> user.set("a", "5"));
        }
    }

    @Test
    void keep_sessionThatNeverExpires_staysSo_untilExpressWritesIt() {
        for (int never : new int[] {-1, 0}) {
            ExpressApp.User express = connect.user(browser);
            String id = express.login("ann").id();
            Probe user = onTomcat("keep");
            user.interval(never);
            assertTrue(item(LEGACY, id).get("sess").s() != null);
            assertFalse(item(LEGACY, id).containsKey("expires"));
            assertEquals(never, user.set("a", "1").maxInactive());
            assertEquals(never, user.info().maxInactive());
            assertFalse(item(LEGACY, id).containsKey("expires"));

            // Express gives it a day when it touches it, which Tomcat takes back.
            ends(LEGACY, 86_400, express::info);
            assertEquals(never, user.info().maxInactive());
            assertFalse(item(LEGACY, id).containsKey("expires"));

            String other = user.login("bob").id();
            assertEquals(never, user.info().maxInactive());
            assertTrue(item(LEGACY, other).get("sess").s() != null);
            assertFalse(item(LEGACY, other).containsKey("expires"));

            // Whoever writes it says how long it lives.
            ends(LEGACY, 86_400, () -> express.set("b", "1"));
            assertEquals(86_400, user.info().maxInactive());
            ends(LEGACY, 600, () -> user.interval(600));
            ends(LEGACY, 600, () -> express.set("b", "2"));
        }
    }

    @Test
    void keep_whatTomcatCreates_maySayThatItNeverExpires() {
        Probe user = onTomcat("keep");
        user.set("a", "1");
        String id = user.interval(-1).id();
        assertTrue(item(LEGACY, id).get("sess").s() != null);
        assertEquals(-1, user.info().maxInactive());
        assertEquals("1", connect.user(browser).info().text("a"));
    }
}
