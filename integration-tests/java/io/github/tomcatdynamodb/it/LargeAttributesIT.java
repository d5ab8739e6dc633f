package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attributes in items of their own, on nodes that die. What is large here is a hundred bytes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LargeAttributesIT {
    private static final String APPLICATION = "large";
    private static final String BEFORE = "before ".repeat(50);

    /** Longer than a slow machine takes from a request to the next. */
    private static final Duration LONG_LAG = Duration.ofSeconds(5);

    private static final String AFTER = "after ".repeat(50);

    private static OwnNodes nodes;

    @BeforeAll
    static void start() {
        nodes = OwnNodes.withProbe(TomcatVersion.V11, APPLICATION, "largeAttributeSize=\"100\"");
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static long parts() {
        return nodes.dynamo().items(APPLICATION).stream()
                .filter(item -> item.get("id").s().contains("#large."))
                .count();
    }

    @Test
    @Order(1)
    void changes_onAlternatingNodes_areSeen_andAreNotInTheSession() {
        nodes.heal(LONG_LAG);
        Probe user = nodes.user(APPLICATION).create();
        for (int i = 0; i < 20; i++) {
            user = user.at(nodes.alternating(i));
            user.set("large", BEFORE + i);
            user.set("small", String.valueOf(i));
            user = user.at(nodes.alternating(i + 1));
            assertEquals(BEFORE + i, user.info().text("large"));
            assertEquals(String.valueOf(i), user.info().text("small"));
        }
        assertEquals(
                AttributeValue.fromS("19"),
                nodes.stored(APPLICATION, user.info().id()).get("small"));
        assertFalse(nodes.stored(APPLICATION, user.info().id()).containsKey("large"));
        assertTrue(nodes.proxy().staleReads() > 0, "replicas had not all of it");
    }

    @Test
    @Order(2)
    void logIn_withALargeAttribute_isSeenOnTheOtherNode() {
        Probe user = nodes.user(APPLICATION).create();
        user.set("large", BEFORE);
        String before = user.info().id();

        user.login("zoe");

        Probe there = user.at(nodes.b());
        assertEquals("zoe", there.info().text("user"));
        assertEquals(BEFORE, there.info().text("large"));
        assertTrue(nodes.stored(APPLICATION, before).isEmpty());
    }

    /** The last one: node A stays dead. */
    @Test
    @Order(3)
    void kill_betweenTheItemsAndTheSession_leavesTheFormerOneWhole() {
        Probe user = nodes.user(APPLICATION).create();
        user.set("large", BEFORE);
        user.set("small", "before");
        long before = parts();
        nodes.proxy().inject(FaultRule.always(new Fault.Hang()).on("UpdateItem"));

        CompletableFuture<Void> change =
                CompletableFuture.runAsync(
                        () ->
                                user.get(
                                        "op", "set", "name", "large", "type", "string", "value",
                                        AFTER));
        Await.until("the items are written", () -> parts() > before);
        nodes.a().kill();
        change.exceptionally(broken -> null).join();
        nodes.heal(LONG_LAG);

        Probe there = user.at(nodes.b());
        assertEquals(BEFORE, there.info().text("large"));
        assertEquals("before", there.info().text("small"));
        there.set("large", AFTER);
        assertEquals(AFTER, there.info().text("large"));
    }
}
