package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.Gate;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Requests that go on after their servlet has returned. */
class AsyncIT extends TwoNodesTest {

    @Test
    void whatADispatchedRequestHasChanged_theOtherNodeReads() {
        Probe user = user();
        user.set("before", "1");

        user.setLater("later", "2", "dispatch");

        assertEquals("2", user.at(nodes.b()).info().text("later"));
    }

    @Test
    void aDispatchedRequest_loadsTheSessionOnce_andSavesItOnce() {
        Probe user = user();
        user.set("before", "1");

        ApiCalls calls =
                callsOf(
                        TwoNodes.ANY,
                        () -> {
                            user.setLater("later", "2", "dispatch");
                            return null;
                        });

        assertEquals(1, calls.count("GetItem"), calls::toString);
        assertEquals(1, calls.writes().size(), calls::toString);
    }

    @Test
    void whatACompletedRequestHasChanged_bothNodesRead() {
        Probe user = user();
        user.set("before", "1");

        user.setLater("later", "2", "complete");

        for (Probe here : new Probe[] {user, user.at(nodes.b())}) {
            assertEquals("2", here.info().text("later"));
            assertEquals("1", here.info().text("before"));
        }
    }

    @Test
    void whatTheFirstRequestHasChangedLater_theOtherNodeReads() {
        Probe user = user();

        user.setLater("later", "2", "complete");

        Probe there = user.at(nodes.b());
        assertEquals("2", there.info().text("later"));
    }

    @Test
    void aLogoutAtTheOtherNode_isFinal() {
        Probe user = user();
        user.set("before", "1");
        user.setLater("later", "2", "complete");
        Probe there = user.at(nodes.b());
        assertEquals("2", there.info().text("later"));
        Probe thief = tab(user);

        there.logout();

        assertFalse(thief.info().exists());
    }

    @Test
    void aLogoutAtTheOtherNode_whileItIsUnderWay_isFinal() {
        Probe user = user();
        user.set("before", "1");
        Probe thief = tab(user);
        Gate gate = new Gate(user);
        CompletableFuture<HttpBrowser.Response> held =
                gate.holdLater(user, "name", "later", "value", "2", "end", "complete");

        tab(user).at(nodes.b()).logout();
        assertFalse(thief.info().exists());
        gate.open();

        held.join();
        assertFalse(thief.info().exists());
        assertFalse(thief.at(nodes.b()).info().exists());
    }
}
