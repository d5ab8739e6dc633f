package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.AsItIs;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.it.harness.Gate;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Requests that use one session at the same time, or use it in an unusual way. */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#chosen")
class SessionUseIT {
    /** May dispatch into {@link #OTHER}. */
    private static final String USE = "use";

    private static final String OTHER = "other";

    /** Has a listener that asks for the session of every request. */
    private static final String LISTENED = "listened";

    /** The same, and Tomcat asks for the session of every request. */
    private static final String ALWAYS = "always";

    private static final int CLIENTS = 8;

    private static OwnNodes nodes;

    @Parameter TomcatVersion version;

    @BeforeParameterizedClassInvocation
    static void start(TomcatVersion version) {
        Path uses = WebApp.build(USE, List.of("probe", "uses"));
        Path listened = WebApp.build(LISTENED, version, List.of("probe", "listening"));
        nodes =
                new OwnNodes(
                        version,
                        List.of(USE, OTHER, LISTENED, ALWAYS),
                        (node, endpoint) ->
                                node.app(USE, uses, "crossContext=\"true\"", any(endpoint, USE))
                                        .app(OTHER, uses, any(endpoint, OTHER))
                                        .app(LISTENED, listened, any(endpoint, LISTENED))
                                        .app(
                                                ALWAYS,
                                                listened,
                                                "alwaysAccessSession=\"true\"",
                                                any(endpoint, ALWAYS))
                                        .host(
                                                "<Valve className="
                                                        + "\"org.apache.catalina.valves.AccessLogValve\""
                                                        + " buffered=\"false\" pattern=\"%S %U%q\"/>"));
    }

    private static String any(URI endpoint, String table) {
        return Contexts.anyNode("", Contexts.patientStore(endpoint, table, ""));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void heal() {
        nodes.heal(AsItIs.lag());
    }

    // ---- A long request

    @Test
    void logInOnTheOtherNode_whileALongRequestIsUnderWay_isSeenHere() {
        Probe user = nodes.user(USE);
        String before = user.set("basket", "full").id();
        Gate gate = new Gate(user);
        CompletableFuture<HttpBrowser.Response> download = gate.hold(tab(user), "op", "info");

        String id = user.at(nodes.b()).login("ann").id();

        assertNotEquals(before, id);
        assertEquals("ann", user.info().text("user"));
        assertEquals(id, user.info().id());
        gate.open();
        assertEquals(200, download.join().status());
        assertEquals("ann", user.info().text("user"));
        assertEquals("ann", user.at(nodes.b()).info().text("user"));
        assertEquals("full", user.info().text("basket"));
    }

    @Test
    void changeOnTheOtherNode_whileALongRequestIsUnderWay_isSeenHere() {
        Probe user = nodes.user(USE);
        user.set("page", "1");
        Gate gate = new Gate(user);
        CompletableFuture<HttpBrowser.Response> poll =
                gate.hold(tab(user), "op", "set", "name", "polled", "value", "yes");
        for (int page = 2; page < 10; page++) {
            String now = Integer.toString(page);
            user.at(nodes.alternating(page + 1)).set("page", now);
            assertEquals(now, user.at(nodes.alternating(page)).info().text("page"));
        }
        gate.open();
        assertEquals(200, poll.join().status());
        for (TomcatNode node : List.of(nodes.a(), nodes.b())) {
            assertEquals("9", user.at(node).info().text("page"));
            assertEquals("yes", user.at(node).info().text("polled"));
        }
    }

    @Test
    void logOutOnTheOtherNode_whileALongRequestIsUnderWay_isFinalHere() {
        Probe user = nodes.user(USE);
        user.set("secret", "1");
        Probe thief = tab(user);
        Gate gate = new Gate(user);
        CompletableFuture<HttpBrowser.Response> download =
                gate.hold(tab(user), "op", "set", "name", "late", "value", "x");

        user.at(nodes.b()).logout();

        assertFalse(user.info().exists());
        gate.open();
        download.join();
        assertFalse(user.info().exists());
        assertFalse(thief.info().exists());
    }

    /** The object of the log-in is another request's, too, which has found out that it is old. */
    @Test
    void logInWithAnObjectThatTheOtherNodeHasOvertaken_takesAlongWhatThatHasWritten() {
        Probe user = nodes.user(USE);
        user.set("basket", "full");
        Probe tab = tab(user);
        Probe other = tab(user.at(nodes.b()));
        Gate logInsGate = new Gate(user);
        Gate changesGate = new Gate(user);
        CompletableFuture<HttpBrowser.Response> logIn =
                logInsGate.hold(user, "op", "login", "value", "ann");
        CompletableFuture<HttpBrowser.Response> change =
                changesGate.hold(tab, "op", "set", "name", "mine", "value", "x");
        other.set("theirs", "y");

        changesGate.open();
        assertEquals(200, change.join().status());
        logInsGate.open();
        assertEquals(200, logIn.join().status());

        for (TomcatNode node : List.of(nodes.a(), nodes.b())) {
            Probe.Session session = user.at(node).info();
            assertEquals("ann", session.text("user"));
            assertEquals("full", session.text("basket"));
            assertEquals("x", session.text("mine"));
            assertEquals("y", session.text("theirs"));
        }
    }

    // ---- Many clients

    @Test
    void eightClientsOfOneSession_onOneNode_loseNothing() {
        assertEquals(0, lost(client -> nodes.a(), requests()));
    }

    /** The control of the test above: two nodes have two objects, of which the last one wins. */
    @Test
    void eightClientsOfOneSession_onTwoNodes_loseElementsOfOneList() {
        assertTrue(lost(nodes::alternating, Math.min(400, requests())) > 0);
    }

    /** Many on the newest distribution; on the others as many as show that it is the same there. */
    private int requests() {
        return Integer.getInteger("session.requests", version == TomcatVersion.V11 ? 800 : 240);
    }

    /** Returns how many of the elements and attributes that were answered are lost. */
    private static int lost(IntFunction<TomcatNode> node, int requests) {
        Probe user = nodes.user(USE);
        String id = user.set("list", "list", "first").id();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<CompletableFuture<Set<String>>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            Probe client = tab(user).at(node.apply(i));
            clients.add(
                    CompletableFuture.supplyAsync(
                            () -> run(client, number, requests / CLIENTS), threads));
        }
        Set<String> answered = new HashSet<>();
        clients.forEach(client -> answered.addAll(client.join()));
        threads.shutdown();

        Map<String, AttributeValue> stored = nodes.stored(USE, id);
        stored.get("list").l().forEach(element -> answered.remove(element.s()));
        stored.forEach((name, value) -> answered.remove(name + "=" + value.s()));
        return answered.size();
    }

    /** Half of the requests add to the list of all, the others set an attribute of their own. */
    private static Set<String> run(Probe client, int number, int requests) {
        Set<String> answered = new HashSet<>();
        for (int i = 0; i < requests / 2; i++) {
            String element = number + "-" + i;
            add(client, "value", element);
            answered.add(element);
            add(client, "name", element, "value", "x");
            answered.add(element + "=x");
        }
        return answered;
    }

    private static void add(Probe client, String... parameters) {
        String url = client.url(parameters).replace("probe.jsp", "add.jsp");
        HttpBrowser.Response response = client.browser().get(url);
        assertEquals(200, response.status(), response::toString);
    }

    // ---- Another application

    @Test
    void dispatchIntoAnotherApplication_savesItsSession() {
        Probe user = nodes.user(USE);
        String id = user.set("here", "1").id();

        HttpBrowser.Response answer = cross(user, "op", "set", "name", "there", "value", "2");

        assertEquals(200, answer.status(), answer::toString);
        assertEquals("2", nodes.stored(OTHER, id).get("there").s());
        Probe.Session seen = new Probe.Session(cross(user.at(nodes.b()), "op", "info").json());
        assertEquals("2", seen.text("there"));
        assertEquals(id, seen.id());
        assertEquals("1", user.info().text("here"));
    }

    @Test
    void dispatchIntoAnotherApplication_whoseSaveFails_isAnError() {
        Probe user = nodes.user(USE);
        String id = user.set("here", "1").id();
        assertEquals(200, cross(user, "op", "set", "name", "there", "value", "2").status());
        nodes.proxy()
                .inject(FaultRule.always(Fault.accessDenied()).on("UpdateItem").onTable(OTHER));

        assertEquals(500, cross(user, "op", "set", "name", "there", "value", "3").status());

        assertEquals("2", nodes.stored(OTHER, id).get("there").s());
    }

    private static HttpBrowser.Response cross(Probe user, String... parameters) {
        return user.browser()
                .get(user.url(parameters).replace("probe.jsp?", "cross.jsp?to=/" + OTHER + "&"));
    }

    // ---- Who asks for the session of every request

    @ParameterizedTest
    @ValueSource(strings = {LISTENED, ALWAYS})
    void everyRequestAsksForItsSession_isOneLoadAndAtMostOneSave(String application) {
        Probe user = nodes.user(application);
        ApiCalls creation = callsOf(application, () -> user.set("a", "1"));
        assertEquals(0, creation.reads().size(), creation::toString);
        assertEquals(1, creation.writes().size(), creation::toString);
        for (int i = 0; i < 4; i++) {
            Probe here = user.at(nodes.alternating(i));
            String value = Integer.toString(i);
            assertCalls(1, 0, callsOf(application, () -> here.ok("op", "none")));
            assertCalls(1, 0, callsOf(application, here::info));
            assertCalls(1, 1, callsOf(application, () -> here.set("b", value)));
            assertCalls(1, 1, callsOf(application, () -> note(here, value)));
            assertEquals(value, user.at(nodes.alternating(i + 1)).info().text("note"));
        }
    }

    /** Changed by the listener, when the request has ended. */
    private static HttpBrowser.Response note(Probe user, String value) {
        return user.get("op", "info", "note", value);
    }

    private static void assertCalls(int reads, int writes, ApiCalls calls) {
        assertEquals(reads, calls.reads().size(), calls::toString);
        assertEquals(writes, calls.writes().size(), calls::toString);
    }

    private static ApiCalls callsOf(String application, Runnable request) {
        nodes.proxy().reset();
        request.run();
        return nodes.proxy().calls().on(application);
    }

    @ParameterizedTest
    @ValueSource(strings = {LISTENED, ALWAYS})
    void session_isCreatedOnce_howeverOftenItIsLoaded(String application) {
        Probe user = nodes.user(application);
        String id = user.set("a", "1").id();
        for (int i = 0; i < 6; i++) {
            user.at(nodes.alternating(i)).info();
            user.at(nodes.alternating(i)).set("a", Integer.toString(i));
        }
        assertEquals("1", created(nodes.a(), application, id));
        assertEquals("0", created(nodes.b(), application, id));
    }

    private static String created(TomcatNode node, String application, String id) {
        String url = node.url("/" + application + "/created.jsp?id=" + id);
        return new HttpBrowser().get(url).body().trim();
    }

    /** Another tab of a user's browser. */
    private static Probe tab(Probe user) {
        return new Probe(user.browser().copy(), user);
    }
}
