package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.it.harness.Await;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;

/** Nodes that a test starts, with settings of its own, and whose calls fail soon. */
abstract class OwnStores {
    static final String TABLE = LocalDynamoDb.newTable("id", "expires");

    final TestClock clock = new TestClock();
    final List<TestNode> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    TestNode start(String... settings) {
        TestNode node = new TestNode(clock, settings(settings));
        nodes.add(node);
        return node;
    }

    static Map<String, String> settings(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        settings.put("tableName", TABLE);
        // What fails shall fail soon.
        settings.put("attemptTimeout", "1000");
        settings.put("callTimeout", "1000");
        settings.put("maxAttempts", "2");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    void soonAfter() {
        // What is remembered for a second.
        clock.advance(Duration.ofSeconds(1));
    }

    static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** Those of the SDK. */
    static void awaitEndOfThreadsSince(Set<Thread> before) {
        Await.until(
                "no thread is left",
                Duration.ofSeconds(10),
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> !before.contains(thread))
                                .noneMatch(thread -> thread.getName().contains("sdk")));
    }

    static String mbeanName(TestNode node) {
        return node.context().getDomain() + ":type=Store,host=localhost,context=/shop";
    }

    static boolean isRegistered(String name) {
        try {
            return ManagementFactory.getPlatformMBeanServer().isRegistered(new ObjectName(name));
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }
}
