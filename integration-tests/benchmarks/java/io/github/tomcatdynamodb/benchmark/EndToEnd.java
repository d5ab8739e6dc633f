package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.benchmark.Turns.Turn;
import io.github.tomcatdynamodb.it.harness.Environment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Stock Tomcats that keep sessions in different ways, against one whose servlet makes the bare
 * calls for the same bytes and has no session.
 */
final class EndToEnd implements AutoCloseable {

    private static final int CLIENTS = 16;
    private static final int SESSIONS_OF_A_CLIENT = 8;
    private static final int ROUNDS = 5;

    /** How much of the bare calls' throughput the store must have. */
    private static final double OF_BARE = 0.9;

    private static final List<String> HEADING =
            List.of(
                    "session",
                    "requests",
                    "DynamoDB",
                    "sessions kept by",
                    "/s",
                    "of bare",
                    "p50 / p99 ms",
                    "CPU us",
                    "of bare",
                    "CPU behind us");

    private final List<Subjects.Dynamo> dynamos;
    private final String fastest;
    private final Report report;
    private final Consumer<String> missed;
    private final List<String> absent = new ArrayList<>();
    private final Subjects subjects;
    private final Turns turns;
    private final List<List<String>> table = new ArrayList<>(List.of(HEADING));
    private final BarChart throughput =
            BarChart.linear("Requests a second through Tomcat", "requests a second");
    private final BarChart share =
            BarChart.linear("The store's throughput, of that of the bare calls", "%");
    private double compiling;

    /**
     * Starts the Tomcats.
     *
     * @param dynamos the first of them is that on which others than the store are compared with it
     * @param missed takes the targets that are missed
     * @param secondsOfATurn of which there are about 300, and at most as many before
     */
    EndToEnd(
            List<Subjects.Dynamo> dynamos,
            Report report,
            Consumer<String> missed,
            double secondsOfATurn)
            throws IOException {
        this.dynamos = dynamos;
        this.fastest = dynamos.get(0).name();
        this.report = report;
        this.missed = missed;
        turns = new Turns(CLIENTS, ROUNDS, secondsOfATurn);
        subjects = new Subjects(dynamos, CLIENTS * SESSIONS_OF_A_CLIENT, absent::add);
    }

    /** Measures and reports. */
    void run() throws IOException {
        List<Subject> all = new ArrayList<>();
        all.add(subjects.store(fastest));
        all.add(subjects.bare(fastest));
        all.addAll(subjects.peers());
        for (Subject subject : all) {
            turns.warmUp(subject);
        }
        measure(all, RequestKind.NONE, SessionSize.KB_2, fastest);
        for (RequestKind kind : RequestKind.values()) {
            for (SessionSize size : SessionSize.values()) {
                if (kind.usesSession()) {
                    measure(all, kind, size, fastest);
                    for (Subjects.Dynamo dynamo : dynamos.subList(1, dynamos.size())) {
                        String name = dynamo.name();
                        List<Subject> two = List.of(subjects.store(name), subjects.bare(name));
                        measure(two, kind, size, name);
                    }
                    System.out.println("Tomcat, " + size.title() + ", " + kind.title());
                }
            }
        }
        report();
    }

    private void measure(List<Subject> all, RequestKind kind, SessionSize size, String dynamo)
            throws IOException {
        Map<Subject, List<Turn>> measured = turns.measure(all, kind, size);
        List<Turn> bare = measured.get(subjects.bare(dynamo));
        String column = size.title() + ", " + kind.title();
        for (Subject subject : all) {
            List<Turn> own = measured.get(subject);
            double ofBare = Turns.ratio(own, bare, turn -> turn.load().perSecond());
            boolean onDynamo = !subjects.peers().contains(subject);
            table.add(
                    List.of(
                            kind.usesSession() ? size.title() : "",
                            kind.title(),
                            onDynamo ? dynamo : "",
                            subject.name(),
                            Numbers.text(Turns.median(own, turn -> turn.load().perSecond())),
                            Numbers.text(ofBare),
                            times(own),
                            Numbers.text(Turns.median(own, Turn::cpu)),
                            Numbers.text(Turns.ratio(own, bare, Turn::cpu)),
                            Numbers.text(Turns.median(own, Turn::cpuBehind))));
            compiling = Math.max(compiling, Turns.median(own, Turn::compiling));
            if (kind.usesSession() && dynamo.equals(fastest)) {
                throughput.add(
                        subject.name(), column, Turns.median(own, turn -> turn.load().perSecond()));
            }
            if (kind.usesSession() && subject.equals(subjects.store(dynamo))) {
                share.add("DynamoDB: " + dynamo, column, 100 * ofBare);
                if (ofBare < OF_BARE) {
                    missed.accept("Tomcat on " + dynamo + ", " + column);
                }
            }
        }
    }

    private static String times(List<Turn> turns) {
        return Numbers.text(Turns.median(turns, turn -> turn.load().p50() / 1000))
                + " / "
                + Numbers.text(Turns.median(turns, turn -> turn.load().p99() / 1000));
    }

    private void report() {
        report.title("Through Tomcat: the store, the bare calls, other ways of keeping sessions");
        report.say(
                subjects.tomcat()
                        + ", stock, one for each way, "
                        + CLIENTS
                        + " clients on loopback, each a connection, on the same machine; medians of "
                        + ROUNDS
                        + " turns. "
                        + SessionSize.described()
                        + " Every request reads one attribute; a change is a POST that sets one number.");
        report.say(
                "`store`: any node (PersistentValve). `bare calls`: a servlet with a GetItem of the same"
                        + " bytes and, to change them, a PutItem of all, and no session. `stub` answers at"
                        + " once and at next to no cost, `5ms` after 5 ms, about as DynamoDB does,"
                        + " `local` is DynamoDB Local. Target: "
                        + OF_BARE
                        + " of the bare calls' throughput.");
        report.say(
                "`memory`: Tomcat's StandardManager without persistence, which serves one node only."
                        + " `FileStore`: PersistentManager with PersistentValve, so each request"
                        + " loads and saves. Redisson: readMode REDIS, so each attribute that is asked"
                        + " for is read from Redis on this machine and any node sees it; updateMode"
                        + " DEFAULT, so `setAttribute` writes, and a change inside an object is not"
                        + " noticed.");
        report.say(
                "CPU is that of Tomcat, for one request; CPU behind is that of DynamoDB Local or Redis,"
                        + " which shares this machine's processors with Tomcat and the clients, as the"
                        + " stubs do. Tomcat's compilers took at most "
                        + Numbers.text(100 * compiling)
                        + " % of its CPU time, in the turns of one row.");
        absent.forEach(report::say);
        report.table(table);
        throughput.draw(Environment.target().resolve("benchmark-tomcat.svg"));
        share.draw(Environment.target().resolve("benchmark-tomcat-share.svg"));
    }

    @Override
    public void close() {
        subjects.close();
    }
}
