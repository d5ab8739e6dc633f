package io.github.tomcatdynamodb.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.tomcatdynamodb.it.harness.AjpClient;
import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.AsItIs;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.Ports;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A test of when sessions were used last: it lets time pass for two nodes of each version, and for
 * their DynamoDB.
 */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#stock")
abstract class LastAccessTest {
    static final String APP = "kept";

    /** The control: the record alone says when it was used last. */
    static final String RECORD = "touched";

    /** As the first, but sealed, and with each attribute in items of its own. */
    static final String SEALED = "sealed";

    /** As the first, but of no version its clients are told. */
    static final String EVENTUAL = "eventual";

    /** Two that share their session cookie. */
    static final String ONE = "one";

    static final String OTHER = "other";

    /** Two versions of one, deployed in parallel. */
    static final String VERSIONS = "versions";

    static final String ACCESS = "JSESSIONID-access";

    private static final String KEYS =
            "k:" + Base64.getEncoder().encodeToString("k".repeat(32).getBytes(UTF_8));

    static final Duration TIMEOUT = Duration.ofMinutes(30);

    /** So much later a session ends at most. */
    static final Duration GRACE = Duration.ofSeconds(30);

    /** DynamoDB's time has whole seconds, and a request takes some. */
    static final Duration RESOLUTION = Duration.ofSeconds(3);

    static OwnNodes nodes;

    /** Of node A, then of node B. */
    static List<Integer> ajpPorts;

    private static Duration passed;

    /** The applications that a test uses. */
    private static final Set<String> used = new HashSet<>();

    @Parameter TomcatVersion version;

    @BeforeParameterizedClassInvocation
    static void start(TomcatVersion version) {
        passed = Duration.ZERO;
        ajpPorts = new ArrayList<>();
        Path app = WebApp.build("late", List.of("probe", "late"));
        nodes =
                new OwnNodes(
                        version,
                        List.of(APP, RECORD, SEALED, EVENTUAL, ONE, OTHER, VERSIONS),
                        (node, endpoint) -> {
                            deploy(node, APP, app, "", endpoint, "lastAccess=\"cookie\"");
                            deploy(node, RECORD, app, "", endpoint, "");
                            deploy(
                                    node,
                                    SEALED,
                                    app,
                                    "",
                                    endpoint,
                                    "lastAccess=\"cookie\" seal=\"encrypt\" largeAttributeSize=\"1\""
                                            + " sealKeys=\"property:access.keys\"");
                            deploy(
                                    node,
                                    EVENTUAL,
                                    app,
                                    "",
                                    endpoint,
                                    "lastAccess=\"cookie\" readConsistency=\"eventual\"");
                            node.systemProperty("access.keys", KEYS);
                            String shared = "sessionCookiePath=\"/\"";
                            deploy(node, ONE, app, shared, endpoint, "lastAccess=\"cookie\"");
                            deploy(node, OTHER, app, shared, endpoint, "lastAccess=\"cookie\"");
                            for (String number : List.of("##1", "##2")) {
                                node.app(
                                        VERSIONS + number,
                                        app,
                                        Contexts.anyNode(
                                                "",
                                                Contexts.patientStore(
                                                        endpoint,
                                                        VERSIONS,
                                                        "lastAccess=\"cookie\"")));
                            }
                            node.manager("boss", "secret");
                            ajpPorts.add(Ports.free());
                            node.service(AjpClient.connector(ajpPorts.get(ajpPorts.size() - 1)));
                            node.clockOffset(Duration.ZERO);
                        });
    }

    private static void deploy(
            NodeSettings node, String name, Path app, String context, URI endpoint, String store) {
        node.app(
                name,
                app,
                context,
                Contexts.anyNode("", Contexts.patientStore(endpoint, name, store)));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void heal() {
        used.clear();
        nodes.heal(AsItIs.lag());
    }

    /** For the nodes and for DynamoDB. */
    static void pass(Duration time) {
        passQuickly(time);
        used.forEach(LastAccessTest::learnTime);
    }

    static void passQuickly(Duration time) {
        passed = passed.plus(time);
        nodes.a().setClock(passed);
        nodes.b().setClock(passed);
        nodes.proxy().dateShift(passed);
    }

    /** Each application learns the time of DynamoDB with its next answer, on each node. */
    private static void learnTime(String application) {
        for (TomcatNode node : List.of(nodes.a(), nodes.b())) {
            HttpBrowser.getWithCookie(
                    new Probe(new HttpBrowser(), node, "/" + application).url("op", "info"),
                    "JSESSIONID=" + "%032X".formatted(System.nanoTime()));
        }
    }

    static Probe user(String application) {
        if (used.add(application)) {
            learnTime(application);
        }
        return nodes.user(application);
    }

    static boolean livesAnywhere(Probe user) {
        return Stream.of(nodes.b(), nodes.a()).anyMatch(node -> user.at(node).info().exists());
    }

    static Probe with(HttpBrowser browser, Probe user) {
        return new Probe(browser, user);
    }

    static String access(Probe user) {
        return user.browser().cookie(ACCESS, "/" + APP);
    }

    static Probe newUser() {
        return newUser(APP);
    }

    static Probe newUser(String application) {
        Probe user = user(application);
        user.set("name", "Ann");
        assertNotNull(user.browser().cookie(ACCESS, "/" + application));
        return user;
    }

    static ApiCalls writesOf(String application, Runnable requests) {
        nodes.proxy().reset();
        requests.run();
        return nodes.proxy().calls().on(application).writes();
    }
}
