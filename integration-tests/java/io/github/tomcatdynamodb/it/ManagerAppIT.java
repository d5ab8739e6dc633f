package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import org.junit.jupiter.api.Test;

/** Tomcat's Manager web application works on applications whose sessions are in DynamoDB. */
class ManagerAppIT extends TwoNodesTest {

    @Test
    void listsApplicationsAndTheirSessions() {
        nodes.user(TwoNodes.STICKY).set("name", "Ann");
        assertTrue(nodes.a().managerText("list").contains("/any:running:"));
        assertTrue(nodes.a().managerText("sessions?path=/any").contains("30 minutes"));
        String sticky = nodes.a().managerText("sessions?path=/sticky");
        assertTrue(sticky.contains("sessions"), sticky);
    }

    @Test
    void showsSessionsInTheStoreWithoutAScan() {
        user().set("name", "Ann");
        Probe sticky = nodes.user(TwoNodes.STICKY);
        String id = sticky.set("name", "Ann").id();
        for (String application : new String[] {TwoNodes.ANY, TwoNodes.STICKY}) {
            HttpBrowser.Response page =
                    nodes.a().asManager("/manager/html/sessions?path=/" + application);
            assertEquals(200, page.status(), page::toString);
            assertTrue(page.body().contains("Sessions Administration"), page::toString);
        }
        HttpBrowser.Response page = nodes.a().asManager("/manager/html/sessions?path=/sticky");
        assertTrue(page.body().contains(id));
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
        int logged = nodes.a().log().length();
        nodes.a().reload("/any");
        assertEquals("probe.Cart", user.info().type("cart"));
        user.mutate("cart", "book");
        assertEquals("Cart of Ann: [book], changes: 1", user.at(nodes.b()).info().text("cart"));

        assertFalse(nodes.a().log().substring(logged).contains("memory leak"));
        String leaks = nodes.a().managerText("findleaks?statusLine=true");
        assertTrue(leaks.contains("No web applications"), leaks);
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
        HttpBrowser.Response answer =
                nodes.a().asManager("/manager/jmxproxy/?qry=Catalina:type=Manager,context=/any,*");
        assertEquals(200, answer.status());
        assertTrue(answer.body().startsWith("OK - Number of results: 1"), answer::toString);
        assertFalse(answer.body().contains("Exception"), answer::toString);
    }
}
