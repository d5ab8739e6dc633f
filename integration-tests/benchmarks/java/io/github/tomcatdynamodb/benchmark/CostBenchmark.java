package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.it.express.ExpressApp;
import io.github.tomcatdynamodb.it.harness.ApiCall;
import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import io.github.tomcatdynamodb.record.ItemSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * What a month costs whose users only read: two stock Tomcats with the store, and Express with each
 * of the two Node stores, all on one DynamoDB Local, with clocks that are set ahead between two
 * requests of a user.
 */
final class CostBenchmark implements AutoCloseable {

    private static final int[] GAPS = {10, 60, 300};

    /** At least; and for longer than two of the longest touches are apart. */
    private static final int REQUESTS = 180;

    private static final int LONG = 2 * 14_400 + 600;
    private static final int HALF_AN_HOUR = 1800;
    private static final int DAY = 86_400;

    /** With it a record takes a little less than 2 KB, in every store. */
    private static final String CONTENT = "x".repeat(1_600);

    /**
     * Whose sessions are used.
     *
     * @param table of its own
     * @param timeout of its sessions, in seconds
     * @param touchAfter what the arithmetic minimum counts with, in seconds; 0 for each request
     */
    private record Subject(String name, String table, int timeout, int touchAfter) {}

    /** A user's requests. */
    private interface User {
        void begin();

        void read(int request);
    }

    /**
     * What a thousand requests have cost.
     *
     * @param read units
     * @param write units
     * @param minimum of write units, by the arithmetic of the settings
     */
    private record Cost(double read, double write, double minimum) {}

    private final EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start();
    private final DynamoDbProxy proxy = DynamoDbProxy.start(dynamo);
    private final List<TomcatNode> nodes = new ArrayList<>();
    private final Map<Subject, ExpressApp> express = new LinkedHashMap<>();
    private final List<Subject> subjects = new ArrayList<>();

    /** What is set beside the table, of those on Tomcat. */
    private final Map<Subject, String> attributes = new LinkedHashMap<>();

    private Duration passed = Duration.ZERO;

    CostBenchmark() {
        tomcat("Tomcat, 30 minutes", "half-hour", HALF_AN_HOUR, 180, "");
        tomcat(
                "Tomcat, 30 minutes, lastAccess=\"cookie\"",
                "half-hour-cookie",
                HALF_AN_HOUR,
                14_400,
                "lastAccess=\"cookie\"");
        tomcat("Tomcat, a day", "day", DAY, 3600, "");
        tomcat(
                "Tomcat, a day, lastAccess=\"cookie\"",
                "day-cookie",
                DAY,
                14_400,
                "lastAccess=\"cookie\"");
        node("pwrdrvr", "@pwrdrvr/dynamodb-session-store, a day", 3600);
        node("connect-dynamodb", "connect-dynamodb, a day", 0);
        Path probe = WebApp.build("probe");
        for (String name : List.of("A", "B")) {
            NodeSettings settings =
                    TomcatNode.of(TomcatVersion.V11)
                            .name("cost-" + name)
                            .lib(Environment.storeJar())
                            .clockOffset(Duration.ZERO);
            for (Subject subject : subjects) {
                if (!express.containsKey(subject)) {
                    settings.app(
                            subject.table(),
                            probe,
                            Contexts.anyNode(
                                    "",
                                    Contexts.patientStore(
                                            proxy.endpoint(),
                                            subject.table(),
                                            attributes.get(subject))));
                }
            }
            nodes.add(settings.prepare());
        }
        TomcatNode.startAll(nodes.toArray(TomcatNode[]::new));
    }

    private void tomcat(String name, String table, int timeout, int touchAfter, String more) {
        Subject subject = new Subject(name, table, timeout, touchAfter);
        dynamo.createTable(table, "id", "expires");
        subjects.add(subject);
        attributes.put(subject, more);
    }

    private void node(String script, String name, int touchAfter) {
        Subject subject = new Subject(name, script, DAY, touchAfter);
        dynamo.createTable(script, "id", "expires");
        subjects.add(subject);
        express.put(
                subject,
                ExpressApp.start(
                        script,
                        dynamo,
                        Map.of(
                                "ENDPOINT",
                                proxy.endpoint().toString(),
                                "TABLE",
                                script,
                                "SECRETS",
                                "secret",
                                "MAX_AGE",
                                Integer.toString(DAY * 1000))));
    }

    private User user(Subject subject) {
        HttpBrowser browser = new HttpBrowser();
        if (express.containsKey(subject)) {
            ExpressApp.User user = express.get(subject).user(browser);
            return new User() {
                @Override
                public void begin() {
                    user.set("content", "\"" + CONTENT + "\"");
                }

                @Override
                public void read(int request) {
                    require(user.info(), subject);
                }
            };
        }
        return new User() {
            private final Probe user = new Probe(browser, nodes.get(0), "/" + subject.table());

            @Override
            public void begin() {
                user.set("content", CONTENT);
                user.interval(subject.timeout());
            }

            @Override
            public void read(int request) {
                require(user.at(nodes.get(request % nodes.size())).info(), subject);
            }
        };
    }

    private static void require(Probe.Session session, Subject subject) {
        if (!session.exists()) {
            throw new IllegalStateException("the session has ended: " + subject);
        }
    }

    private Cost measure(Subject subject, int gap) {
        User user = user(subject);
        user.begin();
        // What was just written is read strongly for a moment.
        pass(gap);
        user.read(0);
        proxy.reset();
        int requests = Math.max(REQUESTS, LONG / gap);
        for (int request = 1; request <= requests; request++) {
            pass(gap);
            user.read(request);
        }
        ApiCalls calls = proxy.calls().on(subject.table());
        int size = size(subject);
        double thousand = 1000.0 / requests;
        double perTouch = Math.ceil(subject.touchAfter() / (double) gap);
        return new Cost(
                thousand
                        * sum(
                                calls.reads(),
                                call -> Math.ceil(size / 4096.0) * (call.consistent() ? 1 : 0.5)),
                thousand * sum(calls.writes(), call -> Math.ceil(size / 1024.0)),
                1000 / Math.max(1, perTouch) * Math.ceil(size / 1024.0));
    }

    private static double sum(ApiCalls calls, ToDoubleFunction<ApiCall> units) {
        return calls.stream().mapToDouble(units).sum();
    }

    private int size(Subject subject) {
        return dynamo.items(subject.table()).stream().mapToInt(ItemSize::of).max().orElseThrow();
    }

    private void pass(int seconds) {
        passed = passed.plusSeconds(seconds);
        nodes.forEach(node -> node.setClock(passed));
        express.values().forEach(app -> app.setClock(passed));
        proxy.dateShift(passed);
    }

    // ---- The report

    /**
     * Measures and reports.
     *
     * @param missed takes what is above the minimum or above a peer
     * @param chart draws the write units
     */
    void run(Report report, Consumer<String> missed, BarChart chart) {
        List<List<String>> table = new ArrayList<>();
        table.add(
                List.of(
                        "sessions",
                        "between requests",
                        "read units",
                        "write units",
                        "at least",
                        "a month on demand",
                        "provisioned"));
        for (Subject subject : subjects) {
            for (int gap : GAPS) {
                Cost cost = measure(subject, gap);
                chart.add(subject.name(), gap + " s", cost.write());
                table.add(
                        List.of(
                                subject.name(),
                                gap + " s",
                                Numbers.text(cost.read()),
                                Numbers.text(cost.write()),
                                Numbers.text(cost.minimum()),
                                dollars(onDemand(cost)),
                                dollars(provisioned(cost))));
                boolean isOurs = !express.containsKey(subject);
                if (isOurs && cost.write() > 1.01 * cost.minimum()) {
                    missed.accept(subject.name() + " at " + gap + " s");
                }
            }
        }
        report.title("A month of users who only read");
        report.say(
                "Units of a thousand requests of a user in eight hours or more, counted at DynamoDB Local;"
                        + " records of a little less than 2 KB. `at least` is what the settings allow: a touch,"
                        + " of the whole record, when `touchAfter` is over. A month is that of"
                        + " 100,000 requests a minute, at $0.125 and $0.625 for a million units read and written,"
                        + " or $0.00013 and $0.00065 for a provisioned unit and hour, all of it used.");
        report.table(table);
    }

    private static final double REQUESTS_A_MONTH = 100_000.0 * 60 * 24 * 30;

    private static double onDemand(Cost cost) {
        return REQUESTS_A_MONTH / 1000 * (cost.read() * 0.125 + cost.write() * 0.625) / 1e6;
    }

    private static double provisioned(Cost cost) {
        double thousandsASecond = 100_000.0 / 60 / 1000;
        return thousandsASecond * (cost.read() * 0.00013 + cost.write() * 0.00065) * 24 * 30;
    }

    private static String dollars(double dollars) {
        return String.format(Locale.ROOT, "$%,.0f", dollars);
    }

    @Override
    public void close() {
        nodes.forEach(TomcatNode::close);
        express.values().forEach(ExpressApp::close);
        proxy.close();
        dynamo.close();
    }
}
