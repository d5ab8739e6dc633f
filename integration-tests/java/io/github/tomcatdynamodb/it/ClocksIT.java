package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.AsItIs;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions live as long as they should, whatever the nodes' clocks say. */
class ClocksIT {
    private static final String APP = "clocks";
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration TOUCH_AFTER = Duration.ofSeconds(1);

    /** The time of DynamoDB's answers has whole seconds. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#newest")
    void session_onNodesMinutesAndHoursOff_endsInTime(TomcatVersion version) {
        try (OwnNodes nodes = nodes(version, Duration.ofMinutes(5), Duration.ofHours(-2))) {
            for (boolean fromA : new boolean[] {true, false}) {
                Probe user = nodes.user(APP);
                Probe here = user.at(fromA ? nodes.a() : nodes.b());
                Probe there = user.at(fromA ? nodes.b() : nodes.a());
                here.set("name", "Ann");
                here.interval((int) TIMEOUT.toSeconds());

                // Used on both in turn, it lives for longer than its timeout.
                for (int i = 0; i < 4; i++) {
                    Await.clockPasses(Instant.now().plusMillis(1500));
                    assertTrue(user.at(nodes.alternating(i)).info().exists(), "request " + i);
                }
                assertNeitherEarlyNorLate(there, here);
            }
        }
    }

    /**
     * @param last who is asked last while it must be alive, and first when it must be dead
     */
    private static void assertNeitherEarlyNorLate(Probe last, Probe other) {
        Instant before = Instant.now();
        String id = last.set("name", Long.toString(System.nanoTime())).id();
        Instant used = Instant.now();

        // Somebody looks who does not keep it alive for longer than the next look.
        Await.clockPasses(before.plus(TIMEOUT).minusMillis(1200));
        assertTrue(other.info().exists() || Instant.now().isAfter(before.plus(TIMEOUT)), "early");
        Instant end = Instant.now().plus(TIMEOUT).plus(TOUCH_AFTER).plus(RESOLUTION);
        assertTrue(used.isBefore(end));
        Await.clockPasses(end.plus(RESOLUTION));
        assertFalse(exists(last, id), "late");
        assertFalse(exists(other, id), "late");
    }

    private static boolean exists(Probe user, String id) {
        HttpBrowser.Response response =
                HttpBrowser.getWithCookie(user.url("op", "info"), "JSESSIONID=" + id);
        return new Probe.Session(response.json()).exists();
    }

    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#newest")
    void session_onNodesWhoseClocksJump_livesOn(TomcatVersion version) {
        try (OwnNodes nodes = nodes(version, Duration.ZERO, Duration.ofMinutes(5))) {
            Probe user = nodes.user(APP);
            String id = user.set("name", "Ann").id();
            for (int hours : new int[] {2, -2, 3, 0}) {
                nodes.a().setClock(Duration.ofHours(hours));
                assertEquals(id, user.info().id());
                user.set("hours", "A" + hours);
                assertEquals("A" + hours, user.at(nodes.b()).info().text("hours"));
                nodes.b().setClock(Duration.ofHours(-hours));
                assertEquals("A" + hours, user.at(nodes.b()).info().text("hours"));
                user.at(nodes.b()).set("hours", "B" + hours);
                assertEquals("B" + hours, user.info().text("hours"));
            }
        }
    }

    /** The control of the tests above: the time of DynamoDB's answers is what counts. */
    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#newest")
    void session_endsWhenItsTimeHasPassedAtDynamoDb(TomcatVersion version) {
        try (OwnNodes nodes = nodes(version, Duration.ofMinutes(5), Duration.ofHours(-2))) {
            Probe user = nodes.user(APP);
            user.set("name", "Ann");
            assertTrue(user.at(nodes.b()).info().exists());

            nodes.proxy().dateShift(Duration.ofHours(1));
            // Each node learns it with its next answer.
            nodes.user(APP).set("name", "Bea");
            nodes.user(APP).at(nodes.b()).set("name", "Cid");

            assertFalse(user.at(nodes.b()).info().exists());
            assertFalse(user.info().exists());
        }
    }

    private static OwnNodes nodes(TomcatVersion version, Duration ofA, Duration ofB) {
        Path probe = WebApp.build("probe");
        Iterator<Duration> offsets = List.of(ofA, ofB).iterator();
        OwnNodes nodes =
                new OwnNodes(
                        version,
                        List.of(APP),
                        (node, endpoint) ->
                                node.clockOffset(offsets.next())
                                        .app(
                                                APP,
                                                probe,
                                                Contexts.anyNode(
                                                        "",
                                                        Contexts.patientStore(
                                                                endpoint,
                                                                APP,
                                                                "touchAfter=\"1\""))));
        nodes.heal(AsItIs.lag());
        return nodes;
    }
}
