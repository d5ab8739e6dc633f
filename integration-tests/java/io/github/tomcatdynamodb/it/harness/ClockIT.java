package io.github.tomcatdynamodb.it.harness;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node has a clock of its own, which may be off and may jump, on every Tomcat. */
class ClockIT {
    private static final String MANAGER =
            "<Manager className=\"org.apache.catalina.session.StandardManager\"/>";

    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#stock")
    void aNodeLivesInItsOwnTime(TomcatVersion version) {
        Duration ahead = Duration.ofHours(2);
        try (TomcatNode node = node(version, "clock").clockOffset(ahead).start()) {
            Probe probe = new Probe(new HttpBrowser(), node, "/probe");
            assertNow(ahead, probe.set("a", "b").created());
            assertNow(ahead, probe.info().accessed());

            // A jump back while it runs.
            Duration behind = Duration.ofMinutes(-5);
            node.setClock(behind);
            probe.info();
            assertNow(behind, probe.info().accessed());
            Probe another = new Probe(new HttpBrowser(), node, "/probe");
            assertNow(behind, another.set("a", "b").created());

            // Each jump is longer than the timeout; the first may come before the end of a request
            // whose answer is there already, and which is noted with the time at its end.
            for (int hours = 1; another.info().exists(); hours++) {
                assertTrue(hours < 24, "the session never times out");
                node.setClock(Duration.ofHours(hours));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#stock")
    void aNodeWithoutOneHasTheTrueTime(TomcatVersion version) {
        try (TomcatNode node = node(version, "true").start()) {
            Probe probe = new Probe(new HttpBrowser(), node, "/probe");
            assertNow(Duration.ZERO, probe.set("a", "b").created());
            assertThrows(IllegalStateException.class, () -> node.setClock(Duration.ZERO));
        }
    }

    private static NodeSettings node(TomcatVersion version, String name) {
        return TomcatNode.of(version)
                .name(name)
                .backgroundDelay(60)
                .app("probe", WebApp.build("probe"), MANAGER);
    }

    private static void assertNow(Duration offset, long told) {
        long off = told - System.currentTimeMillis() - offset.toMillis();
        assertTrue(Math.abs(off) < 60_000, "off by ms: " + off);
    }
}
