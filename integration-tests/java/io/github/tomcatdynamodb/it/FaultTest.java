package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A test of outages on a {@link FaultNode} of each version. */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#chosen")
abstract class FaultTest {
    /** The call timeout of {@link FaultNode#QUICK}, and what a busy machine may add. */
    private static final Duration LONGEST_REQUEST = Duration.ofMillis(1200 + 1500);

    static FaultNode node;
    static TomcatVersion runs;

    @Parameter TomcatVersion version;

    @BeforeParameterizedClassInvocation
    static void start(TomcatVersion version) {
        runs = version;
        node = new FaultNode(version);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        node.close();
    }

    @BeforeEach
    @AfterEach
    void heal() {
        node.heal();
    }

    void begin(Outage outage) {
        outage.begin(node.dynamo(), node.proxy());
    }

    void beginForWrites(Outage outage) {
        outage.beginForWrites(node.dynamo(), node.proxy());
    }

    void end(Outage outage) {
        outage.end(node.dynamo(), node.proxy());
    }

    // ---- Requests

    /** Fails, in time, and without a new cookie. */
    static void assertFails(Supplier<HttpBrowser.Response> request) {
        assertFailed(timed(request));
    }

    static void assertFailed(HttpBrowser.Response response) {
        assertTrue(response.status() >= 500, response::toString);
        assertFalse(response.setsSessionCookie(), "the browser must keep its cookie");
    }

    static HttpBrowser.Response timed(Supplier<HttpBrowser.Response> request) {
        long began = System.nanoTime();
        HttpBrowser.Response response = request.get();
        Duration taken = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(taken.compareTo(LONGEST_REQUEST) <= 0, taken + " for " + response);
        return response;
    }

    /** Once DynamoDB answers again, everything recovers by itself within seconds. */
    static void awaitAnswer(Probe user) {
        Await.until(
                "recovery", Duration.ofSeconds(6), () -> user.get("op", "info").status() == 200);
    }

    /** What was delayed on its way has arrived by the time this returns. */
    static void awaitNoCallUnderWay() {
        Await.until("no call under way", () -> node.proxy().underWay() == 0);
    }

    static void awaitEnd(String sessionId) {
        Await.until(
                "the background pass ends the old session",
                Duration.ofSeconds(90),
                () -> node.stored(FaultNode.QUICK, sessionId).isEmpty());
    }
}
