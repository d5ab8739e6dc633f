package io.github.tomcatdynamodb.it.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Ports;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo, walked through in a browser without JavaScript: every button, on both nodes. */
class DemoIT {
    private static final int TOUCH_AFTER = 20;

    private static Demo demo;

    private DemoBrowser page;

    @BeforeAll
    static void startDemo() {
        demo = Demo.start(TOUCH_AFTER, Ports.free(), Ports.free());
    }

    @AfterAll
    static void stopDemo() {
        if (demo != null) {
            demo.close();
        }
    }

    @BeforeEach
    void openPage() {
        demo.nodes().values().forEach(TomcatNode::start);
        page = new DemoBrowser().open(demo.url("A"));
    }

    @AfterEach
    void closePage() {
        page.close();
    }

    @Test
    void withoutASessionNothingIsSavedAndNothingIsCalled() {
        double read = page.units("read-sum");
        page.open(demo.url("A"));

        assertEquals("A", page.node());
        assertEquals("There is no session.", page.session());
        assertEquals("No session, no save", page.lastSave());
        assertEquals("There is none.", page.text("record-kind"));
        assertFalse(page.isEnabled("change") || page.isEnabled("read") || page.isEnabled("logout"));
        assertEquals(read, page.units("read-sum"));
    }

    @Test
    void aSessionIsCreatedWithOnePut() {
        double written = page.units("write-sum");
        page.click("start");

        assertEquals("Created", page.lastSave());
        assertTrue(page.text("last-save-reason").contains("PutItem"));
        assertEquals(Set.of("basket", "colour", "wishes"), page.attributes().keySet());
        assertEquals("blue", page.attributes().get("colour"));
        assertEquals(
                Map.of(
                        "basket", "demo.Basket",
                        "colour", "java.lang.String",
                        "wishes", "java.util.ArrayList"),
                page.classes());
        assertTrue(page.record().contains("\"colour\": { \"S\": \"blue\" }"), page::record);
        assertEquals(1, page.units("write-sum") - written);
        assertFalse(page.has("start"));
    }

    @Test
    void eachChangeWritesExactlyTheAttributeThatChanged() {
        page.click("start").click("change");
        assertEquals("Changed colour", page.lastSave());
        assertEquals("green", page.attributes().get("colour"));
        assertTrue(page.record().contains("\"colour\": { \"S\": \"green\" }"), page::record);

        page.click("wish");
        assertEquals("Changed wishes", page.lastSave());
        assertEquals("[a book, a chair]", page.attributes().get("wishes"));

        page.click("basket");
        assertEquals("Changed basket", page.lastSave());
        assertEquals("Basket of [an apple], changed 1 time", page.attributes().get("basket"));
        assertTrue(page.text("saves").contains("Changed wishes"));

        page.type("colour", "green").click("change");
        assertEquals("Wrote nothing", page.lastSave());
    }

    @Test
    void justReadingWritesNothingUntilATouchIsDue() {
        page.click("start").click("change");
        double read = page.units("read-sum");
        double written = page.units("write-sum");
        page.click("read");
        assertEquals("Wrote nothing", page.lastSave());
        assertEquals(0, page.units("write-sum") - written);
        double units = page.units("read-sum") - read;
        // Strong for three seconds after a change.
        assertTrue(
                1 <= units && units <= 2, "two requests of half a unit or of one each: " + units);

        page.click("wait");
        assertEquals("Touched", page.lastSave());
        assertEquals(1, page.units("write-sum") - written);
        page.click("read");
        assertEquals("Wrote nothing", page.lastSave());
    }

    @Test
    void loggingInChangesTheIdAndKeepsTheAttributes() {
        page.click("start").click("basket");
        String before = page.session();
        Map<String, String> attributes = page.attributes();
        try (DemoBrowser thief = page.copy()) {
            page.type("user", "bob").click("login");
            assertEquals("Changed user", page.lastSave());
            assertTrue(page.text("saves").contains("Moved to the new id"), page::toString);
            assertNotEquals(before, page.session());
            attributes.put("user", "bob");
            assertEquals(attributes, page.attributes());

            thief.open(demo.url("B"));
            assertTrue(thief.session().startsWith("There is no session"), thief::toString);
            assertTrue(thief.text("record-kind").startsWith("A tombstone"), thief::toString);
        }
    }

    @Test
    void loggingOutEndsTheSessionOnBothNodes() {
        page.click("start");
        String before = page.session();
        page.click("logout");
        for (String node : new String[] {"A", "B"}) {
            page.open(demo.url(node));
            assertEquals(node, page.node());
            assertEquals(
                    "There is no session: the id in your cookie is of one that has ended.",
                    page.session());
            assertEquals("No session, no save", page.lastSave());
            assertTrue(page.text("record-kind").startsWith("A tombstone"), page::toString);
            assertFalse(page.record().contains("\"sess\""), page::record);
        }
        page.click("start");
        assertEquals("Created", page.lastSave());
        assertNotEquals(before, page.session());
    }

    @Test
    void theOtherNodeContinues() {
        page.click("start").click("change").click("basket");
        String session = page.session();
        Map<String, String> attributes = page.attributes();
        page.click("other");
        assertEquals("B", page.node());
        assertEquals(session, page.session());
        assertEquals(attributes, page.attributes());
        assertTrue(page.text("saves").contains("Changed basket"), "the saves of both nodes");

        page.click("wish");
        assertEquals("B", page.node());
        assertEquals("Changed wishes", page.lastSave());
        page.click("other");
        assertEquals("A", page.node());
        assertEquals("[a book, a chair]", page.attributes().get("wishes"));
        assertEquals(attributes.get("basket"), page.attributes().get("basket"));
    }

    @Test
    void nodesAreStoppedKilledAndStarted() {
        page.click("start").click("basket");
        String session = page.session();
        Map<String, String> attributes = page.attributes();

        page.click("stop-A");
        assertEquals("B", page.node(), "the node that stops is not the one that answers");
        assertFalse(demo.nodes().get("A").isRunning());
        assertFalse(page.isEnabled("other"));
        assertFalse(page.isEnabled("stop-B") || page.isEnabled("kill-B"), "the last one stays");
        assertEquals(session, page.session());
        assertEquals(attributes, page.attributes());
        page.click("change");
        assertEquals("Changed colour", page.lastSave());

        page.click("start-A");
        assertTrue(demo.nodes().get("A").isRunning());
        page.click("kill-B");
        assertEquals("A", page.node());
        assertFalse(demo.nodes().get("B").isRunning());
        assertEquals(session, page.session());
        assertEquals("green", page.attributes().get("colour"));

        page.click("start-B").click("other");
        assertEquals("B", page.node());
        assertEquals("green", page.attributes().get("colour"));
    }

    @Test
    void aSessionThatConnectDynamodbWroteIsContinued() {
        page.click("express");
        assertTrue(page.text("record-kind").startsWith("As connect-dynamodb wrote it"));
        assertTrue(page.record().contains("connect-session"), page::record);
        assertEquals(Set.of("cart", "views"), page.attributes().keySet());
        assertEquals("17", page.attributes().get("views"));
        assertTrue(page.attributes().get("cart").contains("price=19.99"), page::toString);
        String cart = page.attributes().get("cart");

        page.type("colour", "green").click("change");
        assertEquals("Changed colour", page.lastSave());
        assertTrue(page.text("record-kind").startsWith("Attributes are stored natively"));
        assertTrue(page.record().contains("\"qty\": { \"N\": \"2\" }"), page::record);
        assertTrue(page.record().contains("connect-session"), "foreign keys stay");
        page.click("other");
        assertEquals(cart, page.attributes().get("cart"));
        assertEquals("green", page.attributes().get("colour"));

        page.click("logout").click("express");
        assertEquals(Set.of("cart", "views"), page.attributes().keySet(), "another one");
    }

    @Test
    void whatUsersTypeIsShownAsText() {
        String hostile = "\"><script>alert('1')</script>&amp;";
        page.click("start").type("colour", hostile).click("change");
        page.type("user", hostile).click("login");
        assertEquals(hostile, page.attributes().get("colour"));
        assertEquals(hostile, page.attributes().get("user"));
        assertEquals(0, page.count("script"));
    }

    @Test
    void changesAreForThePagesOfTheDemoOnly() throws IOException, InterruptedException {
        HttpBrowser browser = new HttpBrowser();
        assertEquals(405, browser.get(demo.url("A") + "do.jsp?op=start").status());
        assertEquals(403, browser.get(demo.controlAddress() + "/state").status());
        HttpResponse<Void> foreign =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(demo.url("A") + "do.jsp"))
                                        .header("Origin", "http://example.org")
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(HttpRequest.BodyPublishers.ofString("op=start"))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding());
        assertEquals(403, foreign.statusCode());
        assertFalse(foreign.headers().firstValue("Set-Cookie").isPresent());
    }
}
