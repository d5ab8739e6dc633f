package io.github.tomcatdynamodb.it;

import static io.github.tomcatdynamodb.it.FaultTest.assertFailed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Probe;
import org.junit.jupiter.api.Test;

/** Sessions that must fit into one item, and hardly do, or do not. */
class SizeIT extends TwoNodesTest {

    @Test
    void aSessionTooLargeForAnItemFailsClearlyAndStaysAsItWas() {
        Probe user = nodes.user(TwoNodes.TOUCH);
        user.set("small", "large", "5000");
        String id = user.set("kept", "1").id();
        nodes.a().markLog();
        assertFailed(user.get("op", "set", "name", "big", "type", "large", "value", "500000"));
        String log = nodes.a().log();
        assertTrue(log.contains("too large for a DynamoDB item"), log);
        assertTrue(log.contains("big 500003"), log);
        assertTrue(log.contains("small 5005"), log);
        assertEquals("1", user.info().text("kept"));
        assertFalse(nodes.stored(TwoNodes.TOUCH, id).containsKey("big"));

        Probe created = nodes.user(TwoNodes.TOUCH);
        assertFailed(created.get("op", "set", "name", "big", "type", "large", "value", "500000"));
        assertFailed(created.get("op", "set", "name", "big", "type", "large", "value", "2000000"));
    }

    @Test
    void aLargeSessionIsWarnedOf() {
        Probe user = nodes.user(TwoNodes.TOUCH);
        nodes.a().markLog();
        user.set("nearly", "large", "290000");
        assertFalse(nodes.a().log().contains("bytes of at most"));
        user.set("more", "large", "30000");
        // Tomcat writes its log in a thread of its own.
        Await.until(
                "the warning",
                () ->
                        nodes.a().log().contains("bytes of at most")
                                && nodes.a().log().contains("nearly 290006, more 30004"));
    }
}
