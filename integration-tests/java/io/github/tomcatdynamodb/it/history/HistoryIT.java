package io.github.tomcatdynamodb.it.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.it.harness.AsItIs;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Jars;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three nodes, many users, nodes that are killed and faults that come and go: nothing that was
 * acknowledged is lost, no log-out undone, nobody logged out. System properties: {@code
 * history.seconds} (60 on the newest distribution, 20 on the others, 10 on the embedded Tomcats),
 * {@code history.users} of three clients each (18), {@code history.seed}, {@code tomcat.versions},
 * and what {@link AsItIs} switches.
 */
class HistoryIT {
    private static final String TABLE = "history";
    private static final int USERS = Integer.getInteger("history.users", 18);
    private static final long SEED = Long.getLong("history.seed", System.nanoTime());

    /** What a run has found. */
    private record Result(Map<Violation.Kind, List<Violation>> violations, String figures) {
        int count(Violation.Kind kind) {
            return violations.getOrDefault(kind, List.of()).size();
        }
    }

    /** Every Tomcat with the longest lag of replicas, the newest distribution with each. */
    static Stream<Arguments> runs() {
        return TomcatVersion.chosen()
                .flatMap(
                        version ->
                                AsItIs.lags().stream()
                                        .filter(
                                                lag ->
                                                        lag.equals(AsItIs.lag())
                                                                || version == TomcatVersion.V11)
                                        .map(lag -> Arguments.of(version, lag)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void noPromiseIsBroken(TomcatVersion version, Duration lag) {
        assertNoPromiseBroken("store", version, seconds(version), lag, "");
    }

    /** Every list is large here, and hardly any of them remembered. */
    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#newest")
    void noPromiseIsBroken_ofLargeAttributes(TomcatVersion version) {
        assertNoPromiseBroken(
                "large",
                version,
                20,
                AsItIs.lag(),
                "largeAttributeSize=\"50\" largeAttributeCache=\"1000\"");
    }

    /** Clients keep the times of their requests: for a while, to see that it is the same then. */
    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#newest")
    void noPromiseIsBroken_withLastAccessInACookie(TomcatVersion version) {
        assertNoPromiseBroken("cookies", version, 20, AsItIs.lag(), "lastAccess=\"cookie\"");
    }

    private static void assertNoPromiseBroken(
            String name, TomcatVersion version, int seconds, Duration lag, String settings) {
        Result result =
                run(
                        name,
                        SEED,
                        version,
                        Integer.getInteger("history.seconds", seconds),
                        2,
                        Environment.storeJar(),
                        lag,
                        endpoint -> Contexts.store(endpoint, TABLE, settings));
        for (Violation.Kind kind : Violation.Kind.values()) {
            // An id that was left while DynamoDB did not answer dies in the background.
            if (kind != Violation.Kind.OLD_ID_ALIVE) {
                assertEquals(0, result.count(kind), result::toString);
            }
        }
    }

    /** The newest distribution for long, the others to see that it is the same there. */
    private static int seconds(TomcatVersion version) {
        if (version == TomcatVersion.V11) {
            return 60;
        }
        return version.isEmbedded() ? 10 : 20;
    }

    /**
     * The test of the test: the same users and faults on a store that promises nothing. Where the
     * machine is busy, little happens in the time, so it may try again, with other faults.
     */
    @Test
    void aNaiveStoreIsFoundOut() {
        Set<Violation.Kind> notFound =
                EnumSet.of(
                        Violation.Kind.CHANGE_LOST,
                        Violation.Kind.LOGGED_OUT_REVIVED,
                        Violation.Kind.USER_LOGGED_OUT);
        for (int attempt = 1; attempt <= 8 && !notFound.isEmpty(); attempt++) {
            Result result = naive(SEED + attempt);
            notFound.removeIf(kind -> result.count(kind) > 0);
        }
        assertEquals(Set.of(), notFound);
    }

    private static Result naive(long seed) {
        return run(
                "naive",
                seed,
                TomcatVersion.V11,
                20,
                // Faults end its sessions before anything of them can be lost.
                8,
                Jars.of("naive-store.jar", Map.of(), List.of(NaiveStore.class)),
                Duration.ZERO,
                endpoint ->
                        "<Store className=\"%s\" endpoint=\"%s\" tableName=\"%s\"/>"
                                .formatted(NaiveStore.class.getName(), endpoint, TABLE));
    }

    private static Result run(
            String name,
            long seed,
            TomcatVersion version,
            int seconds,
            int calmSeconds,
            Path jar,
            Duration lag,
            Function<URI, String> store) {
        try (EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start();
                DynamoDbProxy proxy = DynamoDbProxy.start(dynamo)) {
            dynamo.createTable(TABLE, "id", "expires");
            proxy.record(false);
            proxy.lag(lag);
            List<TomcatNode> nodes = new ArrayList<>();
            try {
                for (int i = 1; i <= 3; i++) {
                    NodeSettings node = node(version, name + i, jar, store.apply(proxy.endpoint()));
                    if (!AsItIs.clocksApart().isZero()) {
                        // Behind, true, ahead.
                        node.clockOffset(AsItIs.clocksApart().multipliedBy(i - 2));
                    }
                    nodes.add(node.prepare());
                }
                TomcatNode.startAll(nodes.toArray(TomcatNode[]::new));
                for (TomcatNode node : nodes) {
                    new Probe(new HttpBrowser(), node, "/" + TABLE).ok("op", "none");
                }
                return run(
                        "%s on %s, lag %d ms".formatted(name, version, lag.toMillis()),
                        seed,
                        seconds,
                        calmSeconds,
                        dynamo,
                        proxy,
                        nodes);
            } finally {
                nodes.forEach(TomcatNode::close);
            }
        }
    }

    private static Result run(
            String name,
            long seed,
            int seconds,
            int calmSeconds,
            EmbeddedDynamoDb dynamo,
            DynamoDbProxy proxy,
            List<TomcatNode> nodes) {
        Clients clients = new Clients(nodes, TABLE);
        Chaos chaos = new Chaos(dynamo, proxy, nodes, seed);
        Instant begin = Instant.now();
        Instant end = begin.plusSeconds(seconds);
        CompletableFuture<Void> trouble =
                CompletableFuture.runAsync(() -> chaos.run(begin.plusSeconds(calmSeconds), end));
        clients.run(USERS, end, seed);
        trouble.join();
        awaitWell(nodes);
        clients.readAll();

        Map<Violation.Kind, List<Violation>> violations = new EnumMap<>(Violation.Kind.class);
        long events = 0;
        long changes = 0;
        long logouts = 0;
        long logins = 0;
        long failed = 0;
        for (Session session : clients.sessions()) {
            List<Event> history = session.history();
            events += history.size();
            changes += count(history, Event.Kind.APPEND);
            logouts += count(history, Event.Kind.LOGOUT);
            logins += count(history, Event.Kind.LOGIN);
            failed += history.stream().filter(event -> !event.isAcknowledged()).count();
            for (Violation violation : Checker.check(history)) {
                violations
                        .computeIfAbsent(violation.kind(), kind -> new ArrayList<>())
                        .add(violation);
            }
        }
        StringBuilder figures = new StringBuilder();
        figures.append(
                "%s, %d s, seed %d: %d requests of %d clients in %d sessions;"
                        .formatted(
                                name,
                                seconds,
                                seed,
                                clients.requests(),
                                USERS * Clients.TABS,
                                clients.sessions().size()));
        figures.append(
                " acknowledged: %d changes, %d log-ins, %d log-outs; not acknowledged: %d of %d;"
                        .formatted(changes, logins, logouts, failed, events));
        figures.append(
                " %d calls with a fault, %d outages, %d kills, %d stale reads; violations:"
                        .formatted(
                                chaos.struck(),
                                chaos.outages(),
                                chaos.kills(),
                                proxy.staleReads()));
        for (Violation.Kind kind : Violation.Kind.values()) {
            figures.append(
                    " %s %d".formatted(kind, violations.getOrDefault(kind, List.of()).size()));
        }
        System.out.println(figures);
        violations.values().forEach(all -> all.stream().limit(5).forEach(System.out::println));
        return new Result(violations, figures.toString());
    }

    private static long count(List<Event> history, Event.Kind kind) {
        return history.stream()
                .filter(event -> event.kind() == kind && event.isAcknowledged())
                .count();
    }

    private static void awaitWell(List<TomcatNode> nodes) {
        for (TomcatNode node : nodes) {
            Probe user = new Probe(new HttpBrowser(), node, "/" + TABLE);
            Await.until("a session at " + node, () -> user.get("op", "create").status() == 200);
        }
    }

    private static NodeSettings node(TomcatVersion version, String name, Path jar, String store) {
        return TomcatNode.of(version)
                .name(name)
                .lib(jar)
                .heap("192m")
                .app(TABLE, WebApp.build("probe"), Contexts.anyNode("", store));
    }
}
