package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Keys;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What an administrator does over JMX, here by the JMX proxy of Tomcat's Manager. */
class JmxIT extends TwoNodesTest {

    private static String name(String application) {
        return "Catalina:type=Store,host=localhost,context=/" + application;
    }

    private static String ask(TomcatNode node, String query) {
        HttpBrowser.Response response = node.asManager("/manager/jmxproxy/?" + query);
        assertEquals(200, response.status(), response::toString);
        assertTrue(response.body().startsWith("OK"), response::toString);
        return response.body();
    }

    private static String invoke(
            TomcatNode node, String application, String operation, String session) {
        return ask(node, "invoke=" + name(application) + "&op=" + operation + "&ps=" + session);
    }

    @Test
    void show_tellsWhatIsStored_withoutValues() {
        Probe user = user();
        user.set("colour", "blue");

        String shown = invoke(nodes.b(), TwoNodes.ANY, "show", Keys.hash(user.info().id()));
        assertTrue(shown.contains("attribute colour: S"), shown);
        assertFalse(shown.contains("blue"), shown);
    }

    @Test
    void expire_endsASession_onEveryNode() {
        Probe user = user();
        user.set("colour", "blue");
        String id = user.info().id();

        invoke(nodes.a(), TwoNodes.ANY, "expire", Keys.hash(id));

        assertFalse(user.at(nodes.b()).info().exists());
        assertFalse(user.at(nodes.a()).info().exists());
        assertFalse(nodes.record(TwoNodes.ANY, id).containsKey("sess"));
    }

    @Test
    void expire_whileARequestUsesTheSession_isFinal() {
        Probe user = user();
        user.set("colour", "blue");
        String id = user.info().id();
        nodes.proxy().reset();
        CompletableFuture<?> request =
                CompletableFuture.runAsync(() -> user.get("op", "slow", "ms", "1000"));
        Await.until(
                "the request has its session",
                () -> nodes.proxy().calls().on(TwoNodes.ANY).count("GetItem") > 0);

        invoke(nodes.a(), TwoNodes.ANY, "expire", id);
        request.join();

        assertFalse(nodes.record(TwoNodes.ANY, id).containsKey("sess"));
        assertFalse(user.at(nodes.a()).info().exists());
    }

    @Test
    void expire_endsASessionInTheMemoryOfItsNode() {
        Probe sticky = nodes.user(TwoNodes.STICKY);
        sticky.set("colour", "blue");

        invoke(nodes.a(), TwoNodes.STICKY, "expire", sticky.info().id());

        assertFalse(sticky.info().exists());
    }

    @Test
    void readConsistency_changesOnTheNode_untilItIsChangedBack() {
        Probe user = user();
        user.set("colour", "blue");
        String attribute = "set=" + name(TwoNodes.ANY) + "&att=ReadConsistency&val=";
        try {
            ask(nodes.a(), attribute + "strong");
            assertTrue(callsOf(TwoNodes.ANY, user::info).of("GetItem").only().consistent());
        } finally {
            ask(nodes.a(), attribute + "default");
        }
        assertTrue(
                ask(nodes.a(), "get=" + name(TwoNodes.ANY) + "&att=ReadConsistency")
                        .contains("session"));
    }
}
