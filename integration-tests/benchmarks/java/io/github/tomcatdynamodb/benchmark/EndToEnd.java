package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.Keys;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import io.github.tomcatdynamodb.value.SampleSession;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.session.StandardSession;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A stock Tomcat 11 with the packaged store, against a servlet in the same Tomcat that makes the
 * bare calls for the same bytes and has no session. The two take turns.
 */
final class EndToEnd implements AutoCloseable {

    private static final int CONNECTIONS = 12;
    private static final int SESSIONS_OF_A_CONNECTION = 8;

    /** So many turns of each subject and kind go before, until all is compiled. */
    private static final int WARM_UPS = 4;

    /** What is measured in turns; also the name of the application. */
    enum Subject {
        STORE,
        BARE
    }

    /** What the requests do. */
    enum Kind {
        READ("GET, read-only", "GET", ""),
        CHANGE("POST, one attribute changed", "POST", "?change"),
        NONE("GET, no session asked for", "GET", "?none");

        private final String title;
        private final String method;
        private final String query;

        Kind(String title, String method, String query) {
            this.title = title;
            this.method = method;
            this.query = query;
        }
    }

    /**
     * One turn.
     *
     * @param load what the client saw
     * @param cpu of Tomcat, in microseconds for each request
     */
    private record Turn(LoadGenerator.Result load, double cpu) {}

    private final Map<String, URI> backends;
    private final List<String> ids = new ArrayList<>();

    /** What the clients have been told of their sessions, as cookies, by session id. */
    private final Map<String, String> told = new HashMap<>();

    private final TomcatNode node;

    /**
     * @param backends what DynamoDB is, by name
     */
    EndToEnd(Map<String, URI> backends) throws IOException, LifecycleException {
        this.backends = backends;
        NodeSettings settings =
                TomcatNode.of(TomcatVersion.V11)
                        .name("benchmark")
                        .heap("512m")
                        .option("-XX:TieredStopAtLevel=4")
                        .lib(Environment.storeJar());
        Path webapps = Environment.target().resolve("benchmark-webapps");
        backends.forEach(
                (name, endpoint) -> {
                    settings.app(
                            app(Subject.STORE, name),
                            webapps.resolve("store"),
                            Contexts.anyNode(
                                    "",
                                    Contexts.store(
                                            endpoint,
                                            StoreBenchmark.TABLE,
                                            "prefix=\"localhost/shop#\"")));
                    settings.app(
                            app(Subject.BARE, name),
                            webapps.resolve("bare"),
                            parameter("endpoint", endpoint.toString())
                                    + parameter("table", StoreBenchmark.TABLE));
                });
        node = settings.prepare();
        build("store", webapps);
        build("bare", webapps);
        for (URI endpoint : backends.values()) {
            fill(endpoint);
        }
        node.start();
    }

    private static String app(Subject subject, String backend) {
        return subject.name().toLowerCase(java.util.Locale.ROOT) + "-" + backend;
    }

    private static String parameter(String name, String value) {
        return "<Parameter name=\"" + name + "\" value=\"" + value + "\"/>\n";
    }

    private static void build(String name, Path webapps) {
        WebApp.build(
                Environment.basedir().resolve("integration-tests/benchmarks/webapps").resolve(name),
                webapps.resolve(name),
                List.of(
                        Environment.target().resolve("it-tomcat/11/lib/servlet-api.jar"),
                        Environment.storeJar()));
    }

    /** Makes each session twice: for the store, and as a copy for the bare servlet. */
    private void fill(URI endpoint) throws IOException, LifecycleException {
        ids.clear();
        try (EmbeddedStore tomcat =
                        new EmbeddedStore(endpoint, StoreBenchmark.TABLE, Clients.REGION);
                DynamoDbClient client = Clients.ofStore(endpoint)) {
            for (int i = 0; i < CONNECTIONS * SESSIONS_OF_A_CONNECTION; i++) {
                String id = UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString();
                ids.add(id);
                StandardSession session = tomcat.newSession(id, SampleSession.JSON.attributes());
                tomcat.store().save(session);
                tomcat.forget(session);
                Map<String, AttributeValue> key =
                        Map.of("id", AttributeValue.fromS(EmbeddedStore.key(id)));
                Map<String, AttributeValue> copy =
                        new HashMap<>(
                                client.getItem(
                                                get ->
                                                        get.tableName(StoreBenchmark.TABLE)
                                                                .key(key)
                                                                .consistentRead(true))
                                        .item());
                told.putIfAbsent(id, told(id, copy));
                copy.put("id", AttributeValue.fromS(id));
                client.putItem(put -> put.tableName(StoreBenchmark.TABLE).item(copy));
            }
        }
    }

    /** The store's cookie of a client that was told of the session when it was stored. */
    private static String told(String id, Map<String, AttributeValue> record) {
        String version =
                Long.toString(
                        Long.parseLong(record.get("tomcat").m().get("accessed").n()),
                        Character.MAX_RADIX);
        String tag = Keys.hash(id).substring(0, 8);
        return "JSESSIONID-version=" + version + "." + version + ".n." + tag;
    }

    /** Measures and reports. */
    void run(Report report, int rounds, double secondsOfATurn) throws IOException {
        List<List<String>> table = new ArrayList<>();
        table.add(
                List.of(
                        "DynamoDB",
                        "requests",
                        "store /s",
                        "bare /s",
                        "throughput ratio",
                        "store p50/p99 ms",
                        "bare p50/p99 ms",
                        "store CPU us",
                        "bare CPU us"));
        for (int i = 0; i < WARM_UPS; i++) {
            for (Kind kind : Kind.values()) {
                for (Subject subject : Subject.values()) {
                    turn(subject, "stub", kind, secondsOfATurn);
                }
            }
        }
        for (String backend : backends.keySet()) {
            for (Kind kind : Kind.values()) {
                table.add(measure(backend, kind, rounds, secondsOfATurn));
            }
        }
        report.title("Stock Tomcat 11: the store against a servlet with the bare calls");
        report.say(
                CONNECTIONS
                        + " connections on loopback, 2 KB sessions, any node (PersistentValve); medians of "
                        + rounds
                        + " pairs of turns. CPU is that of Tomcat, for one request. `local` is"
                        + " DynamoDB Local, which takes most of the CPU that all share; `stub` answers"
                        + " at once and at next to no cost; `5ms` does so after 5 ms, about as DynamoDB"
                        + " does. Target: 0.90 for read-only requests.");
        report.table(table);
    }

    private List<String> measure(String backend, Kind kind, int rounds, double seconds)
            throws IOException {
        List<Turn> store = new ArrayList<>();
        List<Turn> bare = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Turn first = turn(i % 2 == 0 ? Subject.STORE : Subject.BARE, backend, kind, seconds);
            Turn second = turn(i % 2 == 0 ? Subject.BARE : Subject.STORE, backend, kind, seconds);
            store.add(i % 2 == 0 ? first : second);
            bare.add(i % 2 == 0 ? second : first);
            ratios.add(store.get(i).load().perSecond() / bare.get(i).load().perSecond());
        }
        return List.of(
                backend,
                kind.title,
                Numbers.text(median(store, turn -> turn.load().perSecond())),
                Numbers.text(median(bare, turn -> turn.load().perSecond())),
                Numbers.text(Numbers.median(ratios)),
                times(store),
                times(bare),
                Numbers.text(median(store, Turn::cpu)),
                Numbers.text(median(bare, Turn::cpu)));
    }

    private static String times(List<Turn> turns) {
        return Numbers.text(median(turns, turn -> turn.load().p50() / 1000))
                + " / "
                + Numbers.text(median(turns, turn -> turn.load().p99() / 1000));
    }

    private static double median(
            List<Turn> turns, java.util.function.ToDoubleFunction<Turn> figure) {
        return Numbers.median(turns.stream().map(figure::applyAsDouble).toList());
    }

    private Turn turn(Subject subject, String backend, Kind kind, double seconds)
            throws IOException {
        String path = "/" + app(subject, backend) + "/page" + kind.query;
        List<List<byte[]>> requests = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            List<byte[]> own = new ArrayList<>();
            for (int k = 0; k < SESSIONS_OF_A_CONNECTION; k++) {
                String id = ids.get(i * SESSIONS_OF_A_CONNECTION + k);
                // The same bytes to both: Tomcat looks for a session of that id anyway.
                String cookies = "JSESSIONID=" + id + "; " + told.get(id) + "; BARE=" + id;
                own.add(LoadGenerator.request(kind.method, path, cookies));
            }
            requests.add(own);
        }
        double before = ProcessFigures.cpuMicros(node.pid());
        LoadGenerator.Result result = new LoadGenerator(node.port()).run(requests, seconds);
        double cpu = (ProcessFigures.cpuMicros(node.pid()) - before) / result.requests();
        return new Turn(result, cpu);
    }

    @Override
    public void close() {
        node.close();
    }
}
