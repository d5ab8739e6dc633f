package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a client has been told, it sees, however far replicas lag behind: users who send one request
 * after the other, each when the one before was answered. How often is a matter of {@code
 * -Dconsistency.pairs}: pairs of changes in all, over lags and gaps.
 */
@ParameterizedClass
@MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#newest")
class ConsistencyIT {
    /** With the default settings. */
    private static final String SESSION = "session";

    /** The control: where what is told here is not so. */
    private static final String EVENTUAL = "eventual";

    private static final int[] LAGS = {20, 200, 1000};
    private static final int[] GAPS = {0, 5, 100};
    private static final int USERS = 8;
    private static final int PAIRS =
            Math.max(
                    1,
                    Integer.getInteger("consistency.pairs", 360)
                            / LAGS.length
                            / GAPS.length
                            / USERS);

    private static OwnNodes nodes;

    @Parameter TomcatVersion version;

    @BeforeParameterizedClassInvocation
    static void start(TomcatVersion version) {
        Path probe = WebApp.build("probe");
        nodes =
                new OwnNodes(
                        version,
                        List.of(SESSION, EVENTUAL),
                        (node, endpoint) ->
                                node.app(SESSION, probe, anyNode(endpoint, SESSION, ""))
                                        .app(
                                                EVENTUAL,
                                                probe,
                                                anyNode(
                                                        endpoint,
                                                        EVENTUAL,
                                                        "readConsistency=\"eventual\"")));
        nodes.proxy().record(false);
    }

    private static String anyNode(URI endpoint, String table, String attributes) {
        return Contexts.anyNode("", Contexts.patientStore(endpoint, table, attributes));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void heal() {
        nodes.heal(Duration.ofMillis(200));
    }

    static Stream<Arguments> lagsAndGaps() {
        List<Arguments> all = new ArrayList<>();
        for (int lag : LAGS) {
            for (int gap : GAPS) {
                all.add(Arguments.of(lag, gap));
            }
        }
        return all.stream();
    }

    // ---- Changes

    @ParameterizedTest
    @MethodSource("lagsAndGaps")
    void get_onAlternatingNodes_losesNothing(int lag, int gap) {
        nodes.heal(Duration.ofMillis(lag));
        Outcome outcome = run(SESSION, gap, Way.BROWSER_ON_ALTERNATING_NODES);
        assertEquals(new Outcome(outcome.added(), 0, 0), outcome);
    }

    @ParameterizedTest
    @MethodSource("lagsAndGaps")
    void get_onOneNodeWithoutTheCookie_losesNothing(int lag, int gap) {
        nodes.heal(Duration.ofMillis(lag));
        Outcome outcome = run(SESSION, gap, Way.SESSION_COOKIE_ON_ONE_NODE);
        assertEquals(new Outcome(outcome.added(), 0, 0), outcome);
    }

    @Test
    void post_onAlternatingNodesWithoutTheCookie_losesNothing() {
        Outcome outcome = run(SESSION, 0, Way.POST_WITHOUT_THE_COOKIE);
        assertEquals(new Outcome(outcome.added(), 0, 0), outcome);
    }

    /** The control of the tests above: the same users, and nothing that keeps them consistent. */
    @ParameterizedTest
    @MethodSource("ways")
    void eventual_losesChanges(Way way) {
        Outcome outcome = run(EVENTUAL, 0, way);
        assertTrue(outcome.lost() > 0, outcome::toString);
        assertTrue(outcome.unseen() > 0, outcome::toString);
    }

    static Way[] ways() {
        return Way.values();
    }

    // ---- Removals

    @Test
    void removedAttributes_stayRemoved() {
        Removals removals = remove(SESSION);
        assertEquals(new Removals(removals.rounds(), 0, 0), removals);
    }

    /** The control of the test above. */
    @Test
    void eventual_showsRemovedAttributes() {
        Removals removals = remove(EVENTUAL);
        assertTrue(removals.seen() > 0, removals::toString);
    }

    /**
     * What became of removals.
     *
     * @param rounds how many there were
     * @param seen how often the other node showed what was removed
     * @param stored how often it stands in the table at the end
     */
    private record Removals(int rounds, int seen, int stored) {}

    private Removals remove(String application) {
        List<Removals> all =
                inParallel(
                        number -> {
                            Probe user = nodes.user(application);
                            user.create();
                            int seen = 0;
                            int stored = 0;
                            int rounds = 20;
                            for (int i = 0; i < rounds; i++) {
                                TomcatNode here = nodes.alternating(i);
                                TomcatNode there = nodes.alternating(i + 1);
                                String id = user.at(here).set("removed", "x").id();
                                user.at(there).remove("removed");
                                seen += user.at(here).info().has("removed") ? 1 : 0;
                                user.at(here).set("other", Integer.toString(i));
                                seen += user.at(there).info().has("removed") ? 1 : 0;
                                stored +=
                                        nodes.stored(application, id).containsKey("removed")
                                                ? 1
                                                : 0;
                            }
                            return new Removals(rounds, seen, stored);
                        });
        return new Removals(
                all.stream().mapToInt(Removals::rounds).sum(),
                all.stream().mapToInt(Removals::seen).sum(),
                all.stream().mapToInt(Removals::stored).sum());
    }

    // ---- Log-ins and log-outs

    @Test
    void logInAndLogOut_areSeenOnTheOtherNodeAtOnce() {
        List<Integer> wrong =
                inParallel(
                        number -> {
                            int count = 0;
                            for (int i = 0; i < 5; i++) {
                                Probe user = nodes.user(SESSION);
                                Probe here = user.at(nodes.alternating(i));
                                Probe there = user.at(nodes.alternating(i + 1));
                                here.set("basket", "full");
                                Probe before = new Probe(user.browser().copy(), there);
                                here.login("ann");
                                count += "ann".equals(there.info().text("user")) ? 0 : 1;
                                count += before.info().exists() ? 1 : 0;
                                there.logout();
                                count += here.info().exists() ? 1 : 0;
                            }
                            return count;
                        });
        assertEquals(0, wrong.stream().mapToInt(Integer::intValue).sum());
    }

    // ---- Users

    /** How a user sends requests that add to a list. */
    private enum Way {
        BROWSER_ON_ALTERNATING_NODES {
            @Override
            String add(Probe user, int number, String element) {
                return text(user.at(nodes.alternating(number)).get(parameters(element)));
            }
        },
        /** As with an id in the URL: nothing tells what the client has been told. */
        SESSION_COOKIE_ON_ONE_NODE {
            @Override
            String add(Probe user, int number, String element) {
                return text(withoutVersion(user).get(parameters(element)));
            }
        },
        POST_WITHOUT_THE_COOKIE {
            @Override
            String add(Probe user, int number, String element) {
                Probe now = withoutVersion(user).at(nodes.alternating(number));
                return text(
                        now.browser()
                                .post(
                                        now.url(),
                                        Map.of("op", "append", "name", "list", "value", element)));
            }
        };

        /** Adds to the list; returns it as the answer shows it. */
        abstract String add(Probe user, int number, String element);

        private static String[] parameters(String element) {
            return new String[] {"op", "append", "name", "list", "value", element};
        }

        private static String text(HttpBrowser.Response response) {
            assertEquals(200, response.status(), response::toString);
            return new Probe.Session(response.json()).text("list");
        }

        private static Probe withoutVersion(Probe user) {
            return new Probe(user.browser().copyOf("JSESSIONID"), user);
        }
    }

    /**
     * What became of elements that users have added one after the other.
     *
     * @param added how many were answered
     * @param lost how many of them are not in the table at the end
     * @param unseen how many answers have not shown all that was answered before
     */
    private record Outcome(int added, int lost, int unseen) {}

    private Outcome run(String application, int gap, Way way) {
        List<Outcome> all = inParallel(number -> addPairs(application, gap, way));
        return new Outcome(
                all.stream().mapToInt(Outcome::added).sum(),
                all.stream().mapToInt(Outcome::lost).sum(),
                all.stream().mapToInt(Outcome::unseen).sum());
    }

    private Outcome addPairs(String application, int gap, Way way) {
        Probe user = nodes.user(application);
        String id = user.set("name", "Ann").id();
        Set<String> answered = new HashSet<>();
        int unseen = 0;
        for (int i = 0; i < 2 * PAIRS; i++) {
            if (gap > 0) {
                Await.clockPasses(Instant.now().plusMillis(gap));
            }
            String element = Integer.toString(i);
            // The second of a pair goes to another node, the next pair begins where this one ends.
            String shown = way.add(user, (i + 1) / 2, element);
            answered.add(element);
            unseen += elements(shown).containsAll(answered) ? 0 : 1;
        }
        Set<String> lost = new HashSet<>(answered);
        nodes.stored(application, id).get("list").l().forEach(value -> lost.remove(value.s()));
        return new Outcome(answered.size(), lost.size(), unseen);
    }

    private static Set<String> elements(String list) {
        Set<String> elements = new HashSet<>();
        if (list != null) {
            JsonArray array = JsonParser.parseString(list).getAsJsonArray();
            array.forEach(element -> elements.add(element.getAsString()));
        }
        return elements;
    }

    /** Every user in a thread of its own, one request after the other. */
    private static <T> List<T> inParallel(IntFunction<T> user) {
        ExecutorService threads = Executors.newFixedThreadPool(USERS);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                int number = i;
                running.add(threads.submit(() -> user.apply(number)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
