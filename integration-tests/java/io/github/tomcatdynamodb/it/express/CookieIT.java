package io.github.tomcatdynamodb.it.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which session a Cookie header is for, on Express and on Tomcat. */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#chosen")
class CookieIT {

    private static final String TABLE = "cookies";
    private static final String SECRET = "keyboard cat";
    private static final String OLD_SECRET = "older";
    private static final String HOST_COOKIE = "__Host-sid";

    /** So many headers for the cookie of another name. */
    private static final int SOME = 100;

    private static final Map<String, String> ON_EXPRESS = new HashMap<>();

    private static EmbeddedDynamoDb dynamo;
    private static ExpressApp express;

    private static TomcatNode tomcat;

    @Parameter private TomcatVersion version;

    @BeforeAll
    static void startExpress() {
        assumeTrue(NodeModules.problem() == null, NodeModules.problem());
        dynamo = EmbeddedDynamoDb.start();
        dynamo.createTable(TABLE, "id", "expires");
        CookieHeaders.IDS.forEach(CookieIT::session);
        express =
                ExpressApp.start(
                        "connect-dynamodb", dynamo, TABLE, SECRET + "," + OLD_SECRET, "none");
    }

    private static void session(String id) {
        dynamo.put(
                TABLE,
                Map.of(
                        "id",
                        AttributeValue.fromS("sess:" + id),
                        "expires",
                        AttributeValue.fromN(
                                Long.toString(Instant.now().getEpochSecond() + 86_400)),
                        "sess",
                        AttributeValue.fromS(
                                "{\"cookie\":{\"originalMaxAge\":null,\"expires\":null,"
                                        + "\"httpOnly\":true,\"path\":\"/\"},\"user\":\"ann\"}")));
    }

    @AfterAll
    static void stopAll() {
        if (dynamo != null) {
            express.close();
            dynamo.close();
            dynamo = null;
        }
    }

    @BeforeParameterizedClassInvocation
    static void startTomcat(TomcatVersion version) {
        Path probe = WebApp.build("probe");
        tomcat =
                TomcatNode.of(version)
                        .name("cookies")
                        .lib(Environment.storeJar())
                        .app("app", probe, attributes("connect.sid"), context("connect.sid"))
                        .app("host", probe, attributes(HOST_COOKIE), context(HOST_COOKIE))
                        .start();
    }

    private static String attributes(String name) {
        return "sessionCookieName=\"" + name + "\" sessionCookiePath=\"/\"";
    }

    private static String context(String name) {
        return """
                <CookieProcessor className="io.github.tomcatdynamodb.express.ExpressCookieProcessor"
                    secrets="%s,%s" cookieName="%s"/>
                """
                        .formatted(SECRET, OLD_SECRET, name)
                + Contexts.anyNode(
                        "",
                        Contexts.patientStore(
                                dynamo.endpoint(),
                                TABLE,
                                "prefix=\"sess:\" legacyFormat=\"keep\""));
    }

    @AfterParameterizedClassInvocation
    static void stopTomcat() {
        tomcat.close();
    }

    @Test
    void everyHeader_isForTheSameSession() {
        Map<String, String> different = new LinkedHashMap<>();
        int headers = 0;
        int sessions = 0;
        for (String application : new String[] {"app", "host"}) {
            String name = application.equals("app") ? "connect.sid" : HOST_COOKIE;
            List<String> all = new ArrayList<>(new CookieHeaders(name, SECRET, OLD_SECRET).all());
            if (!name.equals("connect.sid")) {
                Collections.shuffle(all, new Random(5));
                all.subList(SOME, all.size()).clear();
            }
            for (String header : all) {
                String onExpress =
                        ON_EXPRESS.computeIfAbsent(
                                header,
                                sent ->
                                        verdict(
                                                express.url("/" + application, "op", "info"),
                                                sent));
                String onTomcat =
                        verdict(tomcat.url("/" + application + "/probe.jsp?op=info"), header);
                if (!onExpress.equals(onTomcat)) {
                    different.put(header, "Express " + onExpress + ", Tomcat " + onTomcat);
                }
                sessions += CookieHeaders.IDS.contains(onExpress) ? 1 : 0;
            }
            headers += all.size();
        }
        System.out.printf(
                "Cookies on %s: %,d headers, %,d of them for a session%n",
                version, headers, sessions);
        assertEquals(Map.of(), different);
        assertTrue(headers >= 800 && sessions > 200, headers + " " + sessions);
    }

    /** What the guide says of differences. */
    @Test
    void whatTomcatLimits_isRefused() {
        String good =
                "connect.sid="
                        + CookieHeaders.encoded(
                                CookieHeaders.signed(CookieHeaders.IDS.get(0), SECRET));
        String many = CookieHeaders.cookies(300) + good;
        String large = "n=" + "v".repeat(9_000) + "; " + good;
        for (String header : new String[] {many, large}) {
            assertEquals(
                    CookieHeaders.IDS.get(0), verdict(express.url("/app", "op", "info"), header));
            String onTomcat = verdict(tomcat.url("/app/probe.jsp?op=info"), header);
            assertTrue(onTomcat.startsWith("status "), onTomcat);
        }
    }

    @Test
    void idInTheUrl_isNone() {
        String id = CookieHeaders.IDS.get(0);

        HttpBrowser.Response response =
                new HttpBrowser().get(tomcat.url("/app/probe.jsp;connect.sid=" + id + "?op=info"));

        assertEquals(200, response.status());
        assertEquals(false, response.json().get("session").getAsBoolean());
    }

    /** Not only read: each goes on under its id, on both sides. */
    @Test
    void everyId_isWrittenOnBothSides() {
        for (String id : CookieHeaders.IDS) {
            HttpBrowser browser =
                    new HttpBrowser()
                            .setCookie(
                                    "connect.sid",
                                    "/",
                                    CookieHeaders.encoded(CookieHeaders.signed(id, SECRET)));
            Probe user = new Probe(browser, tomcat, "/app");
            assertEquals(id, user.set("fromTomcat", version.toString()).id());
            Probe.Session onExpress = express.user(browser).set("fromExpress", "\"x\"");
            assertEquals(id, onExpress.id());
            assertEquals(version.toString(), onExpress.text("fromTomcat"));
            assertEquals("x", user.info().text("fromExpress"));
        }
    }

    private static String verdict(String url, String header) {
        RawRequest.Answer answer = RawRequest.get(URI.create(url), header);
        if (answer.status() != 200) {
            return "status " + answer.status();
        }
        JsonObject json = answer.json();
        return json.get("session").getAsBoolean() ? json.get("id").getAsString() : "no session";
    }
}
