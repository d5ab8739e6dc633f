package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A FORM log-in, kept by the Manager's {@code persistAuthentication}, survives a change of node.
 */
class FormLoginIT extends TwoNodesTest {
    private final HttpBrowser browser = new HttpBrowser();

    @Test
    void theLogInHoldsOnTheOtherNode() {
        logIn(nodes.a(), nodes.a());
        JsonObject page = page(nodes.b());
        assertEquals("B", page.get("node").getAsString());
        assertEquals("ann", page.get("user").getAsString());
        assertEquals("FORM", page.get("type").getAsString());
        assertTrue(page.get("shopper").getAsBoolean());
    }

    @Test
    void theLogInMayBeginOnOneNodeAndEndOnTheOther() {
        logIn(nodes.a(), nodes.b());
        assertEquals("ann", page(nodes.a()).get("user").getAsString());
    }

    @Test
    void theInterruptedRequestIsDoneAfterTheLogIn() {
        String page = nodes.a().url("/login/protected/index.jsp");
        assertLoginForm(browser.post(page, Map.of("note", "remember me")));
        awaitSaved();
        HttpBrowser.Response answer = follow(nodes.b(), submit(nodes.a(), "wonderland"));
        assertEquals("remember me", answer.json().get("note").getAsString());
    }

    @Test
    void theLogInSurvivesARestartOfItsNode() {
        logIn(nodes.a(), nodes.a());
        String id = page(nodes.a()).get("id").getAsString();
        nodes.a().restart();
        assertEquals("ann", page(nodes.a()).get("user").getAsString());
        assertEquals(id, page(nodes.a()).get("id").getAsString());
    }

    @Test
    void aWrongPasswordOpensNothing() {
        assertLoginForm(browser.get(nodes.a().url("/login/protected/index.jsp")));
        HttpBrowser.Response refused = submit(nodes.a(), "wrong");
        assertTrue(refused.body().contains("refused"), refused::toString);
        assertLoginForm(browser.get(nodes.b().url("/login/protected/index.jsp")));
    }

    @Test
    void loggingOutClosesEveryNode() {
        logIn(nodes.a(), nodes.a());
        page(nodes.b());
        HttpBrowser stolen = browser.copy();
        browser.get(nodes.b().url("/login/logout.jsp"));
        assertLoginForm(browser.get(nodes.a().url("/login/protected/index.jsp")));
        assertLoginForm(stolen.get(nodes.a().url("/login/protected/index.jsp")));
    }

    @Test
    void theIdFromBeforeTheLogInIsDead() {
        assertLoginForm(browser.get(nodes.a().url("/login/protected/index.jsp")));
        awaitSaved();
        HttpBrowser fixated = browser.copy();
        String before = browser.cookie("JSESSIONID", "/login");
        follow(nodes.a(), submit(nodes.a(), "wonderland"));
        assertNotEquals(before, browser.cookie("JSESSIONID", "/login"));
        assertLoginForm(fixated.get(nodes.b().url("/login/protected/index.jsp")));
    }

    private void logIn(TomcatNode first, TomcatNode second) {
        assertLoginForm(browser.get(first.url("/login/protected/index.jsp")));
        awaitSaved();
        assertEquals(
                "ann",
                follow(second, submit(second, "wonderland")).json().get("user").getAsString());
    }

    /** The log-in page is forwarded to, which answers before the session is saved. */
    private void awaitSaved() {
        String id = browser.cookie("JSESSIONID", "/login");
        Await.until(
                "the session is saved", () -> nodes.record(TwoNodes.LOGIN, id).containsKey("sess"));
    }

    private HttpBrowser.Response submit(TomcatNode node, String password) {
        return browser.post(
                node.url("/login/protected/j_security_check"),
                Map.of("j_username", "ann", "j_password", password));
    }

    private HttpBrowser.Response follow(TomcatNode node, HttpBrowser.Response redirect) {
        assertTrue(
                redirect.status() == 302 || redirect.status() == 303,
                () -> redirect + "\n" + node.log());
        URI location = URI.create(redirect.location());
        return browser.get(node.url(location.getPath()));
    }

    private JsonObject page(TomcatNode node) {
        return browser.get(node.url("/login/protected/index.jsp")).json();
    }

    private static void assertLoginForm(HttpBrowser.Response response) {
        assertEquals(200, response.status());
        assertTrue(response.body().contains("j_security_check"), response::toString);
    }
}
