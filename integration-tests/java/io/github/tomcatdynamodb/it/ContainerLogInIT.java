package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.it.harness.AsItIs;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.DigestLogIn;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The container's own log-ins, with a Manager and a Store as in the quick start. */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#chosen")
class ContainerLogInIT {
    /** Appended to the name of a method: switched off by the setting. */
    private static final String OFF = "off";

    /** DIGEST as Tomcat has it, which keeps nothing in a session and asks at every request. */
    private static final String DIGEST = "digest";

    /** DIGEST that keeps the user, as the others do. */
    private static final String CACHED = "cached";

    private static final List<String> METHODS = List.of("form", "basic", CACHED, DIGEST);
    private static final String PAGE = "/protected/page.jsp";
    private static final String USER = "ann";
    private static final String PASSWORD = "wonderland";

    private static OwnNodes nodes;

    private final HttpBrowser browser = new HttpBrowser();

    @Parameter TomcatVersion version;

    @BeforeParameterizedClassInvocation
    static void start(TomcatVersion version) {
        List<String> applications =
                METHODS.stream().flatMap(method -> List.of(method, method + OFF).stream()).toList();
        applications.forEach(ContainerLogInIT::build);
        nodes =
                new OwnNodes(
                        version,
                        applications,
                        (node, endpoint) -> {
                            applications.forEach(name -> deploy(node, name, endpoint));
                            node.user(USER, PASSWORD, "shopper");
                        });
    }

    private static Path build(String application) {
        Path directory = WebApp.build(application, List.of("logins"));
        Path descriptor = directory.resolve("WEB-INF/web.xml");
        String method =
                application
                        .replace(OFF, "")
                        .replace(CACHED, DIGEST)
                        .toUpperCase(java.util.Locale.ROOT);
        try {
            String xml = Files.readString(descriptor);
            Files.writeString(descriptor, xml.replace(">FORM<", ">" + method + "<"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }

    private static void deploy(NodeSettings node, String application, URI endpoint) {
        String setting = application.endsWith(OFF) ? "persistAuthentication=\"false\"" : "";
        node.app(
                application,
                build(application),
                authenticator(application)
                        + Contexts.anyNode(
                                "", Contexts.patientStore(endpoint, application, setting)));
    }

    private static String authenticator(String application) {
        return application.startsWith(CACHED)
                ? "<Valve className=\"org.apache.catalina.authenticator.DigestAuthenticator\""
                        + " cache=\"true\"/>"
                : "";
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void heal() {
        nodes.heal(AsItIs.lag());
    }

    // ---- FORM

    /** The log-in page, the log-in and the page behind it, each on one of the nodes. */
    @ParameterizedTest
    @ValueSource(strings = {"AAA", "AAB", "ABA", "ABB", "BAA", "BAB", "BBA", "BBB"})
    void form_logsIn_onWhicheverNodes(String way) {
        assertLoginForm(browser.get(url(node(way, 0), "form")));
        String before = browser.cookie("JSESSIONID", "/form");
        HttpBrowser.Response redirect = submit(node(way, 1), "form");
        JsonObject page = follow(node(way, 2), redirect).json();

        assertEquals(USER, page.get("user").getAsString());
        assertEquals("FORM", page.get("type").getAsString());
        String id = page.get("id").getAsString();
        assertNotEquals(before, id);
        assertStaysLoggedIn("form", id, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAA", "ABA", "ABB", "BAA"})
    void form_repeatsThePostThatItHasInterrupted(String way) {
        String note = "0123456789".repeat(300);
        assertLoginForm(browser.post(url(node(way, 0), "form"), Map.of("note", note)));
        HttpBrowser.Response redirect = submit(node(way, 1), "form");
        JsonObject page = follow(node(way, 2), redirect).json();

        assertEquals("POST", page.get("method").getAsString());
        assertEquals(note, page.get("note").getAsString());
        assertEquals(USER, page.get("user").getAsString());
        assertEquals(1, page.get("visits").getAsInt());
    }

    /** The control of the tests above. */
    @Test
    void form_withoutTheSetting_letsNobodyIn() {
        assertLoginForm(browser.get(url(nodes.a(), "form" + OFF)));
        HttpBrowser.Response answer = submit(nodes.b(), "form" + OFF);
        if (answer.location() != null) {
            answer = follow(nodes.a(), answer);
        }
        assertTrue(
                answer.status() >= 400 || answer.body().contains("j_security_check"),
                answer::toString);
    }

    private static TomcatNode node(String way, int step) {
        return way.charAt(step) == 'A' ? nodes.a() : nodes.b();
    }

    private HttpBrowser.Response submit(TomcatNode node, String application) {
        return browser.post(
                node.url("/" + application + "/protected/j_security_check"),
                Map.of("j_username", USER, "j_password", PASSWORD));
    }

    private HttpBrowser.Response follow(TomcatNode node, HttpBrowser.Response redirect) {
        assertTrue(
                redirect.status() == 302 || redirect.status() == 303,
                () -> redirect + "\n" + node.log());
        HttpBrowser.Response page =
                browser.get(node.url(URI.create(redirect.location()).getPath()));
        assertEquals(200, page.status(), page::toString);
        return page;
    }

    private static void assertLoginForm(HttpBrowser.Response response) {
        assertEquals(200, response.status(), response::toString);
        assertTrue(response.body().contains("j_security_check"), response::toString);
    }

    // ---- BASIC and DIGEST

    @ParameterizedTest
    @ValueSource(strings = {"basic", CACHED})
    void credentials_areKeptInTheSession(String method) {
        assertEquals(401, browser.get(url(nodes.a(), method)).status());
        assertEquals(USER, authorized(nodes.a(), method).json().get("user").getAsString());
        // The first page has made the session, the second log-in changes its id.
        JsonObject page = authorized(nodes.b(), method).json();
        assertEquals(USER, page.get("user").getAsString());
        assertStaysLoggedIn(method, page.get("id").getAsString(), 2);
    }

    /** A browser sends its credentials with every request. */
    @ParameterizedTest
    @ValueSource(strings = {"basic", CACHED})
    void credentialsOfEveryRequest_changeTheIdNotMoreThanOnce(String method) {
        authorized(nodes.a(), method);
        String id = authorized(nodes.b(), method).json().get("id").getAsString();
        for (int i = 0; i < 6; i++) {
            JsonObject page = authorized(nodes.alternating(i), method).json();
            assertEquals(id, page.get("id").getAsString());
            assertEquals(3 + i, page.get("visits").getAsInt());
        }
    }

    /** The control of the tests above. */
    @ParameterizedTest
    @ValueSource(strings = {"basic", CACHED})
    void credentials_withoutTheSetting_areNotKept(String method) {
        authorized(nodes.a(), method + OFF);
        String id = authorized(nodes.b(), method + OFF).json().get("id").getAsString();
        assertEquals(401, browser.get(url(nodes.a(), method + OFF)).status());
        JsonObject page = authorized(nodes.a(), method + OFF).json();
        assertNotEquals(id, page.get("id").getAsString());
    }

    @Test
    void digest_keepsTheSession_underANewIdEachTime() {
        String id = "";
        for (int i = 0; i < 6; i++) {
            JsonObject page = authorized(nodes.alternating(i), DIGEST).json();
            assertEquals(USER, page.get("user").getAsString());
            assertEquals(1 + i, page.get("visits").getAsInt());
            assertNotEquals(id, page.get("id").getAsString());
            id = page.get("id").getAsString();
        }
    }

    private HttpBrowser.Response authorized(TomcatNode node, String application) {
        String url = url(node, application);
        HttpBrowser.Response response;
        if (application.startsWith("basic")) {
            response = browser.getAs(USER, PASSWORD, url);
        } else {
            // Each node has nonces of its own, and a browser answers the challenge of each.
            String challenge =
                    new HttpBrowser()
                            .get(url).headers().allValues("WWW-Authenticate").stream()
                                    .filter(header -> !header.contains("SHA-256"))
                                    .findFirst()
                                    .orElseThrow();
            response =
                    browser.getAuthorized(
                            DigestLogIn.answer(
                                    challenge, USER, PASSWORD, URI.create(url).getRawPath()),
                            url);
        }
        assertEquals(200, response.status(), response::toString);
        return response;
    }

    // ---- All

    /** On both nodes in turn, with the cookies only, and under the same id. */
    private void assertStaysLoggedIn(String application, String id, int visits) {
        for (int i = 0; i < 4; i++) {
            HttpBrowser.Response response = browser.get(url(nodes.alternating(i), application));
            assertEquals(200, response.status(), response::toString);
            JsonObject page = response.json();
            assertEquals(USER, page.get("user").getAsString());
            assertEquals(id, page.get("id").getAsString());
            assertTrue(page.get("visits").getAsInt() >= visits + i, page::toString);
        }
    }

    private static String url(TomcatNode node, String application) {
        return node.url("/" + application + PAGE);
    }
}
