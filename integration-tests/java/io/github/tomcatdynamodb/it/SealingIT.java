package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Keys;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sealed sessions on two nodes. Applications with different settings have the same sessions, as the
 * nodes of one have while sealing is introduced or keys are changed.
 */
class SealingIT {
    private static final String TABLE = "sealed";

    /** By system property: keys, the one that seals first. */
    private static final Map<String, String> KEYS =
            Map.of(
                    "seal.old", key("old"),
                    "seal.both", key("new") + "," + key("old"),
                    "seal.new", key("new"));

    /** By name: the settings of an application. */
    private static final Map<String, String> APPLICATIONS =
            Map.of(
                    "off", "",
                    "signed", "seal=\"sign\" sealKeys=\"property:seal.new\"",
                    "introduced",
                            "seal=\"encrypt\" sealKeys=\"property:seal.old\""
                                    + " acceptUnsealed=\"true\"",
                    "old", "seal=\"encrypt\" sealKeys=\"property:seal.old\"",
                    "both", "seal=\"encrypt\" sealKeys=\"property:seal.both\"",
                    "new", "seal=\"encrypt\" sealKeys=\"property:seal.new\"");

    private static OwnNodes nodes;

    private static String key(String id) {
        byte[] secret = (id + "x".repeat(32)).substring(0, 32).getBytes(StandardCharsets.UTF_8);
        return id + ":" + Base64.getEncoder().encodeToString(secret);
    }

    @BeforeAll
    static void start() {
        Path app = WebApp.build(TABLE, List.of("probe", "logins"));
        nodes =
                new OwnNodes(
                        TomcatVersion.V11,
                        List.of(TABLE),
                        (node, endpoint) -> {
                            KEYS.forEach(node::systemProperty);
                            APPLICATIONS.forEach(
                                    (name, settings) ->
                                            deploy(node, name, app, endpoint, settings));
                            node.user("ann", "wonderland", "shopper");
                        });
    }

    private static void deploy(
            NodeSettings node, String name, Path app, URI endpoint, String settings) {
        String store =
                Contexts.patientStore(
                        endpoint,
                        TABLE,
                        "prefix=\"shop#\" keys=\"hashed\" touchAfter=\"0\" " + settings);
        node.app(name, app, "sessionCookiePath=\"/\"", Contexts.anyNode("", store));
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static Probe at(String application, TomcatNode node, HttpBrowser browser) {
        return new Probe(browser, node, "/" + application);
    }

    private static Map<String, AttributeValue> record(String id) {
        return nodes.dynamo().item(TABLE, "shop#" + Keys.hash(id));
    }

    private static AttributeValue stored(String id, String name) {
        return record(id).get("sess").m().get(name);
    }

    private static void put(String id, String name, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(record(id));
        Map<String, AttributeValue> sess = new HashMap<>(item.get("sess").m());
        sess.put(name, value);
        item.put("sess", AttributeValue.fromM(sess));
        nodes.dynamo().put(TABLE, item);
    }

    private static String id(HttpBrowser browser) {
        return browser.cookie("JSESSIONID", "/");
    }

    private static void logIn(TomcatNode node, String application, HttpBrowser browser) {
        String page = node.url("/" + application + "/protected/page.jsp");
        browser.get(page);
        HttpBrowser.Response redirect =
                browser.post(
                        node.url("/" + application + "/j_security_check"),
                        Map.of("j_username", "ann", "j_password", "wonderland"));
        assertTrue(redirect.status() / 100 == 3, redirect::toString);
        assertEquals("ann", page(node, application, browser).get("user").getAsString());
    }

    private static JsonObject page(TomcatNode node, String application, HttpBrowser browser) {
        return browser.get(node.url("/" + application + "/protected/page.jsp")).json();
    }

    // ---- They work as others do

    @ParameterizedTest
    @ValueSource(strings = {"new", "signed"})
    void sessions_changeLogInAndChangeTheirId_onBothNodes(String application) {
        HttpBrowser browser = new HttpBrowser();
        Probe a = at(application, nodes.a(), browser);
        Probe b = at(application, nodes.b(), browser);
        a.set("name", "hunter2");
        a.set("cart", "bean", "hunter2");
        b.mutate("cart", "hunter3");
        b.set("list", "list", "hunter2");
        String before = id(browser);
        logIn(nodes.a(), application, browser);

        String after = id(browser);
        assertNotEquals(before, after);
        for (TomcatNode node : List.of(nodes.b(), nodes.a(), nodes.b())) {
            assertEquals("ann", page(node, application, browser).get("user").getAsString());
        }
        assertEquals("hunter2", b.info().text("name"));
        assertTrue(a.info().text("cart").contains("hunter3"), a.info().text("cart"));
        assertFalse(b.info().text("list").isEmpty());
        b.logout();
        assertFalse(a.info().exists());
    }

    @Test
    void aDump_showsNoIdNoNameAndNoValue() {
        HttpBrowser browser = new HttpBrowser();
        Probe user = at("new", nodes.a(), browser);
        user.set("nickname", "hunter2");
        user.set("cart", "bean", "hunter2");
        String former = id(browser);
        logIn(nodes.b(), "new", browser);
        user.set("pin", "int", "8151623");

        StringBuilder dump = new StringBuilder();
        for (String id : List.of(former, id(browser))) {
            dump(record(id), dump);
        }
        for (String secret :
                List.of(
                        former,
                        id(browser),
                        "hunter2",
                        "8151623",
                        "ann",
                        "wonderland",
                        "shopper",
                        "FORM",
                        "probe.Cart",
                        "Principal")) {
            assertFalse(dump.toString().contains(secret), () -> secret + " in " + dump);
        }
        assertTrue(dump.toString().contains("nickname"), "what is searched is the record");
    }

    /** Bytes as text, as one would search them. */
    private static void dump(Map<String, AttributeValue> map, StringBuilder dump) {
        map.forEach(
                (name, value) -> {
                    dump.append(name).append('=');
                    if (value.hasM()) {
                        dump(value.m(), dump);
                    } else if (value.b() != null) {
                        dump.append(value.b().asString(StandardCharsets.ISO_8859_1));
                    } else {
                        dump.append(value);
                    }
                    dump.append('\n');
                });
    }

    // ---- What somebody tries who may write to the table

    @ParameterizedTest
    @ValueSource(strings = {"new", "signed"})
    void whatIsPutIntoAnothersPlace_isRefused_loggedOnce_andKept(String application) {
        HttpBrowser ann = new HttpBrowser();
        HttpBrowser mallory = new HttpBrowser();
        String role = "role-" + application;
        at(application, nodes.a(), ann).set(role, "bean", "admin");
        logIn(nodes.a(), application, ann);
        Probe user = at(application, nodes.a(), mallory);
        user.set(role, "bean", "guest");
        AttributeValue ofAnn = stored(id(ann), role);

        put(id(mallory), role, ofAnn);
        assertNull(user.info().text(role));
        assertNull(user.info().text(role));
        user.set("x", "y");
        assertEquals(ofAnn, stored(id(mallory), role));
        assertEquals(1, occurrences(nodes.a().log(), "[" + role + "]"));
        assertFalse(nodes.a().log().contains("admin"));

        Map<String, AttributeValue> whole = new HashMap<>(record(id(ann)));
        whole.put("id", AttributeValue.fromS("shop#" + Keys.hash(id(mallory))));
        nodes.dynamo().put(TABLE, whole);
        assertNull(at(application, nodes.b(), mallory).info().text(role));
        HttpBrowser.Response page =
                mallory.get(nodes.b().url("/" + application + "/protected/page.jsp"));
        assertFalse(page.body().contains("\"ann\""), page::toString);
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    // ---- Introduction and change of keys

    @Test
    void sealing_isIntroduced_andKeysAreChanged_withoutALogOut() {
        HttpBrowser browser = new HttpBrowser();
        at("off", nodes.a(), browser).set("name", "Ann");
        at("off", nodes.a(), browser).set("cart", "bean", "Ann");
        logIn(nodes.a(), "off", browser);
        HttpBrowser untouched = browser.copyOf("JSESSIONID");

        assertNull(at("old", nodes.b(), untouched).info().text("name"));
        List<String> way = List.of("introduced", "old", "both", "new");
        for (int step = 0; step < way.size(); step++) {
            TomcatNode node = nodes.alternating(step);
            Probe user = at(way.get(step), node, browser);
            assertEquals("Ann", user.info().text("name"), way.get(step));
            assertEquals("ann", page(node, way.get(step), browser).get("user").getAsString());
            assertTrue(user.info().has("cart"), way.get(step));
        }
    }
}
