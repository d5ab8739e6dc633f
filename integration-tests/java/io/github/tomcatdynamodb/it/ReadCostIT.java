package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.ApiCall;
import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.AsItIs;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests cost that do not ask for their session, and what consistency costs. */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#stock")
class ReadCostIT {
    /** Without a log-in. */
    private static final String OPEN = "open";

    /** With a FORM log-in for a part of it. */
    private static final String FORM = "form";

    private static final String EVENTUAL = "eventual";

    /** Longer than a client's version is young, whatever the resolution of DynamoDB's time. */
    private static final Duration OLD = Duration.ofSeconds(4);

    private static OwnNodes nodes;

    @Parameter TomcatVersion version;

    @BeforeParameterizedClassInvocation
    static void start(TomcatVersion version) {
        // The clocks of new nodes: a jump to those of the nodes before would end every session.
        passed = Duration.ZERO;
        Path open = WebApp.build(OPEN, List.of("probe", "uses"));
        Path form = WebApp.build(FORM, List.of("probe", "uses", "logins"));
        nodes =
                new OwnNodes(
                        version,
                        List.of(OPEN, FORM, EVENTUAL),
                        (node, endpoint) -> {
                            deploy(node, OPEN, open, endpoint, "");
                            deploy(node, FORM, form, endpoint, "");
                            deploy(node, EVENTUAL, open, endpoint, "readConsistency=\"eventual\"");
                            node.user("ann", "wonderland", "shopper").clockOffset(Duration.ZERO);
                        });
    }

    private static void deploy(
            NodeSettings node, String name, Path app, URI endpoint, String attributes) {
        String store = Contexts.patientStore(endpoint, name, attributes);
        node.app(name, app, Contexts.anyNode("", store));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void heal() {
        nodes.heal(AsItIs.lag());
    }

    // ---- Requests that do not ask

    @ParameterizedTest
    @ValueSource(strings = {OPEN, FORM})
    void pictureAndPageWithoutTheSession_areNoCall(String application) {
        Probe user = nodes.user(application);
        user.set("name", "Ann");
        becomeOld();
        for (TomcatNode node : List.of(nodes.a(), nodes.b())) {
            Probe here = user.at(node);
            ApiCalls calls = callsOf(application, () -> served(picture(here)));
            assertEquals(0, calls.size(), calls::toString);
            calls = callsOf(application, () -> here.ok("op", "none"));
            assertEquals(0, calls.size(), calls::toString);
        }
        assertEquals("Ann", user.info().text("name"));
    }

    /** The control of the test above: what the client has been told is missing, or too new. */
    @ParameterizedTest
    @ValueSource(strings = {OPEN, FORM})
    void pictureWithoutWhatTheClientHasBeenTold_isOneRead(String application) {
        Probe user = nodes.user(application);
        user.set("name", "Ann");
        assertReads(1, callsOf(application, () -> served(picture(user))));
        Probe other = new Probe(user.browser().copyOf("JSESSIONID"), user).at(nodes.b());
        becomeOld();
        assertReads(1, callsOf(application, () -> served(picture(other))));
    }

    @Test
    void pictureWithALogInInTheSession_isOneRead() {
        Probe user = nodes.user(FORM);
        logIn(user);
        becomeOld();
        for (TomcatNode node : List.of(nodes.a(), nodes.b())) {
            assertReads(1, callsOf(FORM, () -> served(picture(user.at(node)))));
            assertReads(1, callsOf(FORM, () -> user.at(node).ok("op", "none")));
        }
    }

    private static HttpBrowser.Response picture(Probe user) {
        return user.browser().get(user.url().replaceFirst("probe.jsp.*", "picture.svg"));
    }

    private static void served(HttpBrowser.Response response) {
        assertEquals(200, response.status(), response::toString);
        assertTrue(response.body().startsWith("<svg"), response::toString);
    }

    // ---- A dead cookie

    @ParameterizedTest
    @ValueSource(strings = {OPEN, FORM})
    void deadCookie_isAtMostTwoReads(String application) {
        Probe user = nodes.user(application);
        user.set("name", "Ann");
        Probe thief = new Probe(user.browser().copy(), user);
        user.logout();
        assertAtMostTwoReads(application, thief);
        becomeOld();
        assertAtMostTwoReads(application, thief);
        Probe stranger = nodes.user(application);
        stranger.browser()
                .setCookie("JSESSIONID", "/" + application, "%032X".formatted(System.nanoTime()));
        assertAtMostTwoReads(application, stranger);
    }

    private static void assertAtMostTwoReads(String application, Probe user) {
        List<Runnable> requests =
                List.of(
                        () -> served(picture(user)),
                        () -> user.ok("op", "none"),
                        () -> assertFalse(user.info().exists()),
                        () -> assertEquals(0, user.peek(50)));
        for (Runnable request : requests) {
            ApiCalls calls = callsOf(application, request);
            assertTrue(calls.reads().size() <= 2, calls::toString);
            assertEquals(0, calls.writes().size(), calls::toString);
        }
    }

    // ---- A log-in

    @Test
    void formLogIn_isAtMostFourWritesARequest() {
        Probe user = nodes.user(FORM);
        user.set("basket", "full");
        ApiCalls asked =
                callsOf(
                        FORM,
                        () ->
                                assertTrue(
                                        page(user).body().contains("j_security_check"),
                                        "is asked who it is"));
        // Tomcat changes the id here, too.
        assertTrue(asked.writes().size() <= 4, asked::toString);
        ApiCalls submitted = callsOf(FORM, () -> submit(user));
        assertTrue(submitted.writes().size() <= 4, submitted::toString);
        assertTrue(submitted.writes().size() >= 2, submitted::toString);
    }

    private static void logIn(Probe user) {
        assertTrue(page(user).body().contains("j_security_check"));
        submit(user);
        assertEquals("ann", page(user).json().get("user").getAsString());
    }

    private static HttpBrowser.Response page(Probe user) {
        return user.browser().get(user.url().replaceFirst("probe.jsp.*", "protected/page.jsp"));
    }

    private static void submit(Probe user) {
        HttpBrowser.Response answer =
                user.browser()
                        .post(
                                user.url()
                                        .replaceFirst("probe.jsp.*", "protected/j_security_check"),
                                Map.of("j_username", "ann", "j_password", "wonderland"));
        assertTrue(answer.location() != null, answer::toString);
    }

    // ---- Traffic

    /**
     * One request in ten is a POST that changes the session. Between two requests of a user the
     * clocks of the nodes and of DynamoDB go on; replicas do not lag for so long.
     */
    @ParameterizedTest
    @ValueSource(ints = {5, 9})
    void traffic_readsForAtMostATenthMoreThanEventually(int seconds) {
        double session = readUnits(OPEN, Duration.ofSeconds(seconds));
        double eventual = readUnits(EVENTUAL, Duration.ofSeconds(seconds));
        String measured =
                "%d s between requests: %.1f read units, eventually %.1f, ratio %.3f"
                        .formatted(seconds, session, eventual, session / eventual);
        System.out.println(measured);
        assertTrue(session <= 1.10 * eventual, measured);
        assertTrue(session > eventual, measured);
    }

    /**
     * The control of the test above: whoever clicks within three seconds of a change, pays more.
     */
    @Test
    void traffic_withoutAPauseAfterChanges_readsForMore() {
        double session = readUnits(OPEN, Duration.ofSeconds(1));
        double eventual = readUnits(EVENTUAL, Duration.ofSeconds(1));
        System.out.printf(
                "1 s between requests: %.1f read units, eventually %.1f%n", session, eventual);
        assertTrue(session > 1.10 * eventual);
        assertTrue(session < 1.50 * eventual);
    }

    private double readUnits(String application, Duration gap) {
        nodes.proxy().lagOff();
        List<Probe> users = Stream.generate(() -> nodes.user(application)).limit(10).toList();
        users.forEach(user -> user.set("list", "list", "first"));
        nodes.proxy().reset();
        for (int round = 0; round < 20; round++) {
            passTime(gap);
            for (int i = 0; i < users.size(); i++) {
                Probe user = users.get(i).at(nodes.alternating(round));
                if ((round + i) % 10 == 0) {
                    HttpBrowser.Response answer =
                            user.browser()
                                    .post(
                                            user.url(),
                                            Map.of("op", "append", "name", "list", "value", "x"));
                    assertEquals(200, answer.status());
                } else {
                    assertTrue(user.info().exists());
                }
            }
        }
        ApiCalls calls = nodes.proxy().calls().on(application);
        return calls.of("GetItem").stream().mapToDouble(ReadCostIT::units).sum();
    }

    /** All items are smaller than 4 KB. */
    private static double units(ApiCall read) {
        return read.consistent() ? 1 : 0.5;
    }

    /** What clients have been told becomes old, and replicas have it. */
    private static void becomeOld() {
        passTime(OLD);
        Await.clockPasses(Instant.now().plus(AsItIs.lag()));
    }

    private static Duration passed = Duration.ZERO;

    private static void passTime(Duration time) {
        passed = passed.plus(time);
        nodes.a().setClock(passed);
        nodes.b().setClock(passed);
        nodes.proxy().dateShift(passed);
    }

    // ---- All

    private static ApiCalls callsOf(String application, Runnable request) {
        nodes.proxy().reset();
        request.run();
        return nodes.proxy().calls().on(application);
    }

    private static void assertReads(int reads, ApiCalls calls) {
        assertEquals(reads, calls.size(), calls::toString);
        assertEquals(reads, calls.reads().size(), calls::toString);
    }
}
