package io.github.tomcatdynamodb.it.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Somebody with a browser, each of whose requests goes to the node that the test says. */
final class Visitor {
    private final FrameworkNodes nodes;
    private final Framework application;
    private final HttpBrowser browser;
    private final boolean alone;

    Visitor(FrameworkNodes nodes, Framework application) {
        this(nodes, application, new HttpBrowser(), true);
    }

    private Visitor(
            FrameworkNodes nodes, Framework application, HttpBrowser browser, boolean alone) {
        this.nodes = nodes;
        this.application = application;
        this.browser = browser;
        this.alone = alone;
    }

    /** The same browser, for another thread: somebody who does not wait for anybody's save. */
    Visitor inAnotherTab() {
        return new Visitor(nodes, application, browser, false);
    }

    /** Requests a page; a redirect is followed on the other node, if that runs. */
    Page get(TomcatNode node, String target) {
        return request(node, target, browser::get);
    }

    /** Sends a form; a redirect is followed on the other node, if that runs. */
    Page post(TomcatNode node, String target, Map<String, String> form) {
        return request(node, target, url -> browser.post(url, form));
    }

    /** Requests what may be an error. */
    HttpBrowser.Response send(TomcatNode node, String target) {
        return browser.get(node.url(target));
    }

    private Page request(
            TomcatNode node, String target, Function<String, HttpBrowser.Response> send) {
        URI path = URI.create(target);
        String query = path.getRawQuery() == null ? "" : "?" + path.getRawQuery();
        String url = node.url(path.getRawPath() + query);
        HttpBrowser.Response response = send.apply(url);
        if (alone) {
            nodes.awaitSaved(application);
        }
        if (response.status() == 302 || response.status() == 303) {
            String next = URI.create(url).resolve(response.location()).toString();
            TomcatNode other = nodes.otherThan(node);
            return request(other.isRunning() ? other : node, next, browser::get);
        }
        assertEquals(200, response.status(), () -> node + ": " + response + "\n" + node.log());
        return new Page(URI.create(url), response.body());
    }

    /** A path inside the application. */
    String inside(String path) {
        return application.path() + path;
    }

    String sessionId() {
        return browser.cookie("JSESSIONID", application.path());
    }

    /** The names of the attributes that are in the record, none of them without a value. */
    Set<String> storedAttributes() {
        Map<String, AttributeValue> record = nodes.record(application, sessionId());
        assertTrue(record.containsKey("sess"), record::toString);
        Set<String> names = new HashSet<>(record.get("sess").m().keySet());
        // Also those that stand in items of their own.
        names.addAll(record.get("tomcat").m().get("types").m().keySet());
        return names;
    }
}
