package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tomcat's Manager web application works on applications whose sessions are in DynamoDB. */
class ManagerAppIT extends TwoNodesTest {

    @Test
    void listsApplicationsAndTheirSessions() {
        // Those of other tests.
        nodes.a().managerText("expire?path=/sticky&idle=0");
        nodes.user(TwoNodes.STICKY).set("name", "Ann");
        assertTrue(nodes.a().managerText("list").contains("/any:running:"));
        assertTrue(nodes.a().managerText("sessions?path=/any").contains("[30] minutes"));
        String sticky = nodes.a().managerText("sessions?path=/sticky");
        assertTrue(sticky.contains("[1] sessions"), sticky);
    }

    @Test
    void showsTheSessionsOfAnApplicationWithoutAScan() {
        assumeFalse(version.isEmbedded(), "the page needs catalina-ha.jar of the distribution");
        user().set("name", "Ann");
        assertTrue(
                ManagerPages.sessions(nodes.a(), TwoNodes.ANY).contains("Sessions Administration"));
        String id = nodes.user(TwoNodes.STICKY).set("name", "Ann").id();
        assertTrue(ManagerPages.sessions(nodes.a(), TwoNodes.STICKY).contains(id));
    }

    @Test
    void expiresIdleSessionsOfAnApplication() {
        Probe sticky = nodes.user(TwoNodes.STICKY);
        sticky.set("name", "Ann");
        nodes.a().managerText("expire?path=/sticky&idle=0");
        assertFalse(sticky.info().exists());
        assertFalse(sticky.at(nodes.b()).info().exists());
    }

    @Test
    void reloadsAnApplicationWithoutLosingSessionsOrLeavingAnythingBehind() {
        Probe user = user();
        user.set("cart", "bean", "Ann");
        nodes.a().markLog();
        for (int i = 1; i <= 8; i++) {
            nodes.a().reload("/any");
            assertEquals("probe.Cart", user.info().type("cart"));
            user.mutate("cart", "book");
            Probe.Session elsewhere = user.at(nodes.b()).info();
            assertTrue(elsewhere.text("cart").endsWith("changes: " + i), elsewhere::toString);
        }
        assertEquals(List.of(), leakWarnings());
        String leaks = nodes.a().managerText("findleaks?statusLine=true");
        assertTrue(leaks.contains("No memory leaks found"), leaks);
    }

    /** But not of Tomcat's own background thread, which may be at work in the application. */
    private List<String> leakWarnings() {
        return nodes.a()
                .log()
                .lines()
                .filter(line -> line.contains("memory leak"))
                .filter(line -> !line.contains("[Catalina-utility-"))
                .toList();
    }

    @Test
    void stopsAndStartsAnApplication() {
        Probe user = user();
        user.set("name", "Ann");
        nodes.a().managerText("stop?path=/any");
        assertEquals(404, user.get("op", "info").status());
        nodes.a().managerText("start?path=/any");
        assertEquals("Ann", user.info().text("name"));
    }

    @Test
    void showsManagerAndStoreOverJmx() {
        String id = user().set("secret attribute", "secret value").id();
        for (String type : new String[] {"Manager", "Store"}) {
            HttpBrowser.Response answer =
                    nodes.a()
                            .asManager(
                                    "/manager/jmxproxy/?qry=Catalina:type="
                                            + type
                                            + ",context=/any,*");
            assertEquals(200, answer.status());
            assertTrue(answer.body().startsWith("OK - Number of results: 1"), answer::toString);
            assertFalse(answer.body().contains("Exception"), answer::toString);
            assertFalse(answer.body().contains(id), answer::toString);
            assertFalse(answer.body().contains("secret value"), answer::toString);
        }
    }
}
