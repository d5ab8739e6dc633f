package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.AjpClient;
import io.github.tomcatdynamodb.it.harness.AsItIs;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.it.harness.FirstBytes;
import io.github.tomcatdynamodb.it.harness.HiddenHook;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.Ports;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No byte of an answer leaves before its session is saved, however the answer ends; and when that
 * fails, the answer is an error.
 */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#chosen")
class CommitIT {
    private static final String APP = "answers";
    private static final String ERROR_PAGE = "our own error page";

    /** A value that will not be saved, and when an asynchronous request gives up over that. */
    private static final String LOST = "lost&timeout=1000";

    private static OwnNodes nodes;

    /** The control: beside them, a Tomcat that does not tell when an answer is committed. */
    private static TomcatNode untold;

    /** Of node A, then of node B. */
    private static List<Integer> ajpPorts;

    @Parameter TomcatVersion version;

    @BeforeParameterizedClassInvocation
    static void start(TomcatVersion version) {
        Path app = WebApp.build(APP, List.of("probe", APP));
        ajpPorts = new ArrayList<>();
        nodes =
                new OwnNodes(
                        version,
                        List.of(APP),
                        (node, endpoint) -> {
                            setUp(node, app, endpoint);
                            node.connector(
                                    "<UpgradeProtocol"
                                            + " className=\"org.apache.coyote.http2.Http2Protocol\"/>");
                            ajpPorts.add(Ports.free());
                            node.service(AjpClient.connector(ajpPorts.get(ajpPorts.size() - 1)));
                        });
        compilePages();
        // It takes them over.
        untold =
                nodes.another(
                        "C",
                        (node, endpoint) -> {
                            setUp(node, app, endpoint);
                            node.option(HiddenHook.option());
                        });
    }

    private static void setUp(NodeSettings node, Path app, URI endpoint) {
        node.app(APP, app, Contexts.anyNode("", Contexts.patientStore(endpoint, APP, "")));
    }

    private static void compilePages() {
        Probe user = nodes.user(APP);
        user.ok("op", "none");
        assertEquals(200, end(nodes.a(), user, Way.PLAIN, "new").status());
        assertEquals(200, user.browser().get(nodes.a().url("/" + APP + "/login.jsp")).status());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        untold.close();
        nodes.close();
    }

    @BeforeEach
    void heal() {
        nodes.heal(AsItIs.lag());
    }

    // ---- A log-in whose page is larger than the response buffer

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void logIn_withALargePage_isKnownToTheStyleSheet(boolean onTheSameNode) {
        for (int i = 0; i < (version == TomcatVersion.V11 ? 20 : 10); i++) {
            assertEquals("", logIn(nodes.a(), onTheSameNode, i % 2 == 0), "round " + i);
        }
    }

    /** The control of the test above. */
    @Test
    void logIn_withALargePage_whereTomcatTellsOfNoCommit_isNotKnownYet() {
        assertNotEquals("", logIn(untold, false, true));
    }

    /** What the client has been told is so old that the node believes what it has in memory. */
    @Test
    void logIn_whileItsPageIsUnderWay_leavesTheOldIdDead() {
        // Every replica is behind.
        nodes.proxy().lag(Duration.ofSeconds(1), 1, 1);
        Probe user = nodes.user(APP);
        user.set("basket", "full");
        Await.clockPasses(Instant.now().plusSeconds(4));
        Probe thief = new Probe(user.browser().copy(), user);
        String gate = "old id " + System.nanoTime();
        String query = "name=ann&gate=" + encoded(gate);
        try (FirstBytes page = get(nodes.a().url("/" + APP + "/login.jsp?" + query), user)) {
            assertFalse(thief.info().exists());
            assertTrue(user.info().exists());
            open(nodes.a(), gate);
            page.rest();
        }
        assertFalse(thief.info().exists());
    }

    /** Returns what has gone wrong. */
    private static String logIn(TomcatNode node, boolean onTheSameNode, boolean whileUnderWay) {
        Probe user = nodes.user(APP).at(node);
        Probe later = onTheSameNode ? user : user.at(nodes.b());
        user.set("basket", "full");
        Probe thief = new Probe(user.browser().copy(), user);
        String gate = "log-in " + System.nanoTime();
        String query = "name=ann" + (whileUnderWay ? "&gate=" + encoded(gate) : "");
        StringBuilder wrong = new StringBuilder();
        try (FirstBytes page = get(node.url("/" + APP + "/login.jsp?" + query), user)) {
            Probe.Session seen = later.info();
            wrong.append("ann".equals(seen.text("user")) ? "" : " style sheet without the user");
            wrong.append("full".equals(seen.text("basket")) ? "" : " basket lost");
            wrong.append(thief.info().exists() ? " old id alive" : "");
            wrong.append(thief.at(nodes.b()).info().exists() ? " old id alive elsewhere" : "");
            open(node, gate);
            wrong.append(page.rest().length() > 24 * 1024 ? "" : " page incomplete");
        }
        wrong.append("ann".equals(user.info().text("user")) ? "" : " logged out");
        wrong.append("ann".equals(user.at(nodes.b()).info().text("user")) ? "" : " not at B");
        return wrong.toString();
    }

    private static String encoded(String text) {
        return text.replace(" ", "+");
    }

    /** Requests a page as a user, whose browser has the new cookies as soon as this returns. */
    private static FirstBytes get(String url, Probe user) {
        FirstBytes answer = FirstBytes.get(url, user.browser().cookieHeader(url));
        answer.cookies().forEach(user.browser()::keep);
        return answer;
    }

    private static void open(TomcatNode node, String gate) {
        new Probe(new HttpBrowser(), node, "/" + APP).ok("op", "open", "gate", gate);
    }

    // ---- Every way

    @ParameterizedTest
    @EnumSource
    void change_isSeenByTheNextRequestOnTheOtherNode(Way way) {
        Probe user = nodes.user(APP);
        user.set("change", "none");
        assertChangeIsSeen(way, user);
        // The cookie that a request has brought is older than what the next one reads.
        assertChangeIsSeen(way, user.at(nodes.b()));
    }

    @ParameterizedTest
    @EnumSource
    void newSession_isSeenByTheNextRequestOnTheOtherNode(Way way) {
        assertChangeIsSeen(way, nodes.user(APP));
    }

    private static void assertChangeIsSeen(Way way, Probe user) {
        String value = Long.toString(System.nanoTime());
        HttpBrowser.Response answer = end(nodes.a(), user, way, value);
        assertTrue(answer.status() < 500 || way == Way.EXCEPTION, answer::toString);
        Probe.Session seen = user.at(nodes.b()).info();
        assertEquals(value, seen.text("change"));
        if (way == Way.SEND_ERROR || way == Way.EXCEPTION) {
            assertEquals(ERROR_PAGE, answer.body().trim());
            assertEquals(value, seen.text("errorPage"), "what the error page has changed");
        }
    }

    private static HttpBrowser.Response end(TomcatNode node, Probe user, Way way, String value) {
        return user.browser().get(node.url("/" + APP + "/end.jsp?" + way.query(value)));
    }

    /** The first bytes are there, and the application is not at its end. */
    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.it.Way#early")
    void change_isSeenOnTheOtherNode_whileTheRequestIsUnderWay(Way way) {
        assertEquals("late", changeWhileUnderWay(nodes.a(), way));
    }

    /** The control of the test above. */
    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.it.Way#early")
    void change_whereTomcatTellsOfNoCommit_isNotSeenWhileTheRequestIsUnderWay(Way way) {
        assertEquals("none", changeWhileUnderWay(untold, way));
    }

    private static String changeWhileUnderWay(TomcatNode node, Way way) {
        Probe user = nodes.user(APP).at(node);
        user.set("change", "none");
        String gate = way + " " + System.nanoTime();
        String query = way.query("late") + "&gate=" + encoded(gate);
        String seen;
        try (FirstBytes answer = get(node.url("/" + APP + "/end.jsp?" + query), user)) {
            seen = user.at(nodes.b()).info().text("change");
            open(node, gate);
            answer.rest();
        }
        return seen;
    }

    @Test
    void tomcatThatTellsOfNoCommit_isToldOf() {
        assertTrue(
                untold.log().contains("does not tell when an answer is about to be sent"),
                untold.log());
        assertFalse(nodes.a().log().contains("does not tell when an answer is about to be sent"));
    }

    /** Nothing leaves before the application's end, because it fits into the buffer. */
    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "NO_CONTENT", "SEND_ERROR", "EXCEPTION", "REDIRECT", "SENDFILE"})
    void change_whereTomcatTellsOfNoCommit_isSavedAtTheEnd(Way way) {
        Probe user = nodes.user(APP).at(untold);
        user.set("change", "none");
        end(untold, user, way, "late");
        assertEquals("late", user.at(nodes.b()).info().text("change"));
    }

    // ---- A save that fails

    @ParameterizedTest
    @EnumSource
    void saveThatFails_isAnError_andTheOldStateStands(Way way) {
        Probe user = nodes.user(APP);
        String id = user.set("change", "none").id();
        refuseWrites();

        HttpBrowser.Response answer = end(nodes.a(), user, way, LOST);

        assertFails(way, answer);
        assertEquals(id, user.cookie(), "the browser keeps its cookie");
        nodes.heal(AsItIs.lag());
        assertEquals("none", user.info().text("change"));
        assertEquals("none", user.at(nodes.b()).info().text("change"));
        assertChangeIsSeen(way, user);
    }

    @ParameterizedTest
    @EnumSource
    void saveOfANewSessionThatFails_isAnErrorWithoutItsCookie(Way way) {
        Probe user = nodes.user(APP);
        refuseWrites();

        HttpBrowser.Response answer = end(nodes.a(), user, way, LOST);

        assertFails(way, answer);
        assertNull(user.cookie());
        nodes.heal(AsItIs.lag());
        assertChangeIsSeen(way, user);
    }

    private static void refuseWrites() {
        nodes.proxy().inject(FaultRule.always(Fault.accessDenied()).on("PutItem", "UpdateItem"));
    }

    private static void assertFails(Way way, HttpBrowser.Response answer) {
        assertEquals(500, answer.status(), answer::toString);
        // Who completes a request by itself, is past all error pages.
        if (way != Way.COMPLETE && way != Way.COMPLETE_PAGE) {
            assertTrue(answer.body().startsWith(ERROR_PAGE), answer::toString);
        }
    }

    // ---- Other protocols

    @ParameterizedTest
    @EnumSource
    void change_overHttp2_isSeenByTheNextRequest_andASaveThatFailsIsAnError(Way way)
            throws IOException, InterruptedException {
        Probe user = nodes.user(APP);
        user.set("change", "none");
        HttpResponse<String> answer = overHttp2(user, way, "new");
        assertEquals(HttpClient.Version.HTTP_2, answer.version());
        assertEquals("new", user.at(nodes.b()).info().text("change"));

        refuseWrites();
        assertEquals(500, overHttp2(user, way, LOST).statusCode());
        nodes.heal(AsItIs.lag());
        assertEquals("new", user.at(nodes.b()).info().text("change"));
    }

    private static HttpResponse<String> overHttp2(Probe user, Way way, String value)
            throws IOException, InterruptedException {
        String url = nodes.a().url("/" + APP + "/end.jsp?" + way.query(value));
        HttpResponse<String> answer =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .build()
                        .send(
                                HttpRequest.newBuilder(URI.create(url))
                                        .header("Cookie", user.browser().cookieHeader(url))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(user.browser()::keep);
        return answer;
    }

    @ParameterizedTest
    @EnumSource
    void change_overAjp_isSeenByTheNextRequest_andASaveThatFailsIsAnError(Way way) {
        Probe user = nodes.user(APP);
        user.set("change", "none");
        overAjp(user, way, "new");
        assertEquals("new", user.at(nodes.b()).info().text("change"));

        refuseWrites();
        assertEquals(500, overAjp(user, way, LOST).status());
        nodes.heal(AsItIs.lag());
        assertEquals("new", user.at(nodes.b()).info().text("change"));
    }

    private static AjpClient.Response overAjp(Probe user, Way way, String value) {
        return AjpClient.get(
                ajpPorts.get(0), "/" + APP + "/end.jsp", way.query(value), user.browser());
    }
}
