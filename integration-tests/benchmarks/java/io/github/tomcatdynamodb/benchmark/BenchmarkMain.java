package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.value.SampleSession;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.catalina.LifecycleException;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs all measurements and writes {@code target/benchmark.md}. System properties: {@code
 * benchmark.seconds}, about how long it takes together; {@code benchmark.only}, some of {@code
 * cost,growth,overhead,codec,seal,tomcat,http} separated by commas; {@code benchmark.sessions}, how
 * many stand in a table at last.
 */
public final class BenchmarkMain {

    private static final Set<String> ALL =
            Set.of("cost", "growth", "overhead", "codec", "seal", "tomcat", "http");

    /** So long takes a run at scale 1, about. */
    private static final double SECONDS_AT_SCALE_1 = 1200;

    /** How many times as fast as Java serialization the codec must be. */
    private static final double TIMES_AS_FAST = 3;

    /** How much of the bytes of Java serialization objects may take. */
    private static final double OF_JAVAS_BYTES = 0.6;

    private final Report report = new Report();
    private final List<String> missed = new ArrayList<>();
    private final double scale;
    private final Jmh jmh;

    private BenchmarkMain(double scale) {
        this.scale = scale;
        this.jmh = new Jmh(scale);
    }

    /**
     * @param args none
     */
    public static void main(String[] args)
            throws IOException,
                    RunnerException,
                    LifecycleException,
                    ClassNotFoundException,
                    GeneralSecurityException,
                    ExecutionException,
                    InterruptedException {
        System.setProperty("aws.accessKeyId", Clients.ACCESS_KEY_ID);
        System.setProperty("aws.secretAccessKey", Clients.SECRET_ACCESS_KEY);
        String only = System.getProperty("benchmark.only", "");
        Set<String> wanted = only.isEmpty() ? ALL : Set.of(only.split(","));
        double seconds = Double.parseDouble(System.getProperty("benchmark.seconds", "1200"));
        BenchmarkMain benchmark = new BenchmarkMain(seconds / SECONDS_AT_SCALE_1);
        benchmark.head();
        if (wanted.contains("codec")) {
            benchmark.codec();
        }
        try (StubDynamoDb stub = StubDynamoDb.http();
                StubDynamoDb slow = StubDynamoDb.after(Duration.ofMillis(5))) {
            if (wanted.contains("overhead")) {
                Map<String, URI> dynamos = new LinkedHashMap<>();
                dynamos.put("stub", stub.endpoint());
                dynamos.put("5ms", slow.endpoint());
                new Overhead(benchmark.jmh, benchmark.report, benchmark.missed::add).run(dynamos);
            }
            if (wanted.contains("seal")) {
                new SealCost(benchmark.report, benchmark.missed::add, benchmark.scale)
                        .run(stub.endpoint());
            }
            if (wanted.contains("tomcat")) {
                benchmark.tomcat(stub.endpoint(), slow.endpoint());
            }
        }
        if (wanted.contains("cost")) {
            benchmark.cost();
        }
        if (wanted.contains("growth")) {
            benchmark.growth();
        }
        if (wanted.contains("http")) {
            HttpClients.run(benchmark.report, 3, 4 * benchmark.scale);
        }
        if (!benchmark.missed.isEmpty()) {
            benchmark.report.say("**Targets missed:** " + String.join(", ", benchmark.missed));
        }
        benchmark.report.publish(Environment.target().resolve("benchmark.md"));
        // DynamoDB Local leaves a thread that goes on for minutes.
        System.exit(benchmark.missed.isEmpty() ? 0 : 1);
    }

    private void head() throws IOException {
        report.say("# Benchmark");
        report.say(Machine.described() + " Ratios are of figures of one run, in turns; medians.");
    }

    // ---- Values

    private void codec() throws RunnerException, IOException {
        // Compiled before it goes on, so that the figures do not tell how busy the machine is.
        Measurements measured = jmh.measure(CodecBenchmark.class, 2, 6, 0.6, "-Xbatch");
        report.title("Values against Java serialization");
        report.say(
                "JMH, one thread; all attributes of a session; microseconds of CPU. Java is one"
                        + " ObjectOutputStream for the session, read by Tomcat's CustomObjectInputStream."
                        + " Bytes are those of the record, with names and type entries; the last"
                        + " ratio is that of the values and their types, each against a stream of"
                        + " its own. Kryo is as it comes, with CompatibleFieldSerializer, the session in one"
                        + " stream. Targets: 3 times as fast, 60 % of the bytes of objects' values.");
        List<List<String>> table = new ArrayList<>();
        table.add(
                List.of(
                        "session",
                        "stored as",
                        "bytes",
                        "Java",
                        "ratio",
                        "of values",
                        "encode",
                        "Java",
                        "times as fast",
                        "decode",
                        "Java",
                        "times as fast",
                        "Kryo bytes",
                        "Kryo writes",
                        "reads",
                        "encode KB",
                        "Java"));
        for (SampleSession session : SampleSession.values()) {
            CodecBenchmark.Sizes sizes = CodecBenchmark.sizes(session);
            String name = " " + session.name();
            table.add(
                    List.of(
                            session.name().toLowerCase(Locale.ROOT),
                            String.join(" ", new java.util.TreeSet<>(sizes.forms().values())),
                            Integer.toString(sizes.record()),
                            Integer.toString(sizes.java()),
                            Numbers.text((double) sizes.record() / sizes.java()),
                            Numbers.text((double) sizes.values() / sizes.javaValues()),
                            Numbers.text(measured.cpu("encode" + name)),
                            Numbers.text(measured.cpu("javaWrite" + name)),
                            Numbers.text(measured.cpuRatio("javaWrite" + name, "encode" + name)),
                            Numbers.text(measured.cpu("decode" + name)),
                            Numbers.text(measured.cpu("javaRead" + name)),
                            Numbers.text(measured.cpuRatio("javaRead" + name, "decode" + name)),
                            Integer.toString(sizes.kryo()),
                            Numbers.text(measured.cpu("kryoWrite" + name)),
                            CodecBenchmark.isReadByKryo(session)
                                    ? Numbers.text(measured.cpu("kryoRead" + name))
                                    : "cannot",
                            Numbers.text(measured.allocated("encode" + name) / 1024),
                            Numbers.text(measured.allocated("javaWrite" + name) / 1024)));
            require(session + " encode", measured.cpuRatio("javaWrite" + name, "encode" + name));
            require(session + " decode", measured.cpuRatio("javaRead" + name, "decode" + name));
            // A row of the list has 29 bytes of content, of 43 that Java takes: there is no object
            // to save at.
            if (session != SampleSession.JSON
                    && session != SampleSession.LIST
                    && sizes.values() > OF_JAVAS_BYTES * sizes.javaValues()) {
                missed.add(session + " size");
            }
        }
        report.table(table);
    }

    private void require(String what, double timesAsFast) {
        if (timesAsFast < TIMES_AS_FAST) {
            missed.add(what);
        }
    }

    // ---- All of it

    private void cost() {
        System.out.println("A month");
        BarChart chart = BarChart.logarithmic("A thousand requests that only read", "write units");
        try (CostBenchmark cost = new CostBenchmark()) {
            cost.run(report, missed::add, chart);
        }
        chart.draw(Environment.target().resolve("benchmark-cost.svg"));
    }

    private void growth()
            throws IOException, LifecycleException, InterruptedException, ExecutionException {
        System.out.println("As sessions grow");
        int sessions = Integer.parseInt(System.getProperty("benchmark.sessions", "1000000"));
        try (GrowthBenchmark growth = new GrowthBenchmark(report, 2 * scale, sessions)) {
            growth.run();
        }
    }

    private void tomcat(URI stub, URI slow) throws IOException {
        System.out.println("Stock Tomcats");
        try (LocalDynamoDb local = LocalDynamoDb.start(StoreBenchmark.TABLE)) {
            List<Subjects.Dynamo> dynamos =
                    List.of(
                            new Subjects.Dynamo("stub", stub, 0),
                            new Subjects.Dynamo("5ms", slow, 0),
                            new Subjects.Dynamo("local", local.endpoint(), local.pid()));
            try (EndToEnd endToEnd = new EndToEnd(dynamos, report, missed::add, 1.1 * scale)) {
                endToEnd.run();
            }
        }
    }
}
