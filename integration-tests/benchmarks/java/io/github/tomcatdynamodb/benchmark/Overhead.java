package io.github.tomcatdynamodb.benchmark;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.runner.RunnerException;

/** What a load and a save by the store take, against the bare calls with the same bytes. */
final class Overhead {

    /** How long the median may take, of that of the bare call. */
    private static final double OF_BARE = 1.1;

    /** In which time a save of 2 KB decides not to write, in microseconds. */
    private static final double UNCHANGED_MICROS = 20;

    private static final int ROUNDS = 2;
    private static final double KB = 1024;

    private static final List<String> HEADING =
            List.of(
                    "session",
                    "DynamoDB",
                    "what",
                    "p50 us",
                    "of bare",
                    "p99 us",
                    "CPU us",
                    "of bare",
                    "allocated KB",
                    "of bare");

    private final Jmh jmh;
    private final Report report;
    private final Consumer<String> missed;
    private final List<List<String>> table = new ArrayList<>(List.of(HEADING));

    /**
     * @param missed takes the targets that are missed
     */
    Overhead(Jmh jmh, Report report, Consumer<String> missed) {
        this.jmh = jmh;
        this.report = report;
        this.missed = missed;
    }

    /** Measures and reports; the DynamoDBs by their names. */
    void run(Map<String, URI> dynamos) throws RunnerException {
        for (Map.Entry<String, URI> dynamo : dynamos.entrySet()) {
            Measurements measured =
                    jmh.measure(
                            StoreBenchmark.class, ROUNDS, 8, 1, Jmh.talkingTo(dynamo.getValue()));
            for (SessionSize size : SessionSize.values()) {
                pair(measured, size, dynamo.getKey(), "load", "getItem");
                pair(measured, size, dynamo.getKey(), "saveNew", "putItem");
                pair(measured, size, dynamo.getKey(), "saveChanged", "updateItem");
                unchanged(measured, size, dynamo.getKey());
            }
        }
        report.title("The store against the bare calls of the SDK");
        report.say(
                "JMH, one thread; medians of "
                        + ROUNDS
                        + " rounds. CPU is that of this JVM with its garbage collection. "
                        + SessionSize.described()
                        + " The bare client has the same HTTP client and the SDK's defaults; `updateItem`"
                        + " has the same expressions. `stub` answers at next to no cost, `5ms` after 5"
                        + " ms. Targets: a median of "
                        + OF_BARE
                        + " of the bare call's; less than "
                        + Numbers.text(UNCHANGED_MICROS)
                        + " us for a save of 2 KB that writes nothing.");
        report.table(table);
    }

    private void pair(
            Measurements measured, SessionSize size, String dynamo, String ours, String bare) {
        String own = ours + " " + size.name();
        String reference = bare + " " + size.name();
        double ratio = measured.p50Ratio(own, reference);
        row(measured, size, dynamo, reference, List.of("", "", ""));
        row(
                measured,
                size,
                dynamo,
                own,
                List.of(
                        Numbers.text(ratio),
                        Numbers.text(measured.cpuRatio(own, reference)),
                        Numbers.text(measured.allocated(own) / measured.allocated(reference))));
        if (ratio > OF_BARE) {
            missed.accept("overhead of " + ours + ", " + size.title() + ", on " + dynamo);
        }
    }

    private void unchanged(Measurements measured, SessionSize size, String dynamo) {
        String own = "saveUnchanged " + size.name();
        row(measured, size, dynamo, own, List.of("", "", ""));
        if (size == SessionSize.KB_2 && measured.p50(own) > UNCHANGED_MICROS) {
            missed.accept("save that writes nothing, on " + dynamo);
        }
    }

    private void row(
            Measurements measured,
            SessionSize size,
            String dynamo,
            String what,
            List<String> ofBare) {
        table.add(
                List.of(
                        size.title(),
                        dynamo,
                        what.substring(0, what.indexOf(' ')),
                        Numbers.text(measured.p50(what)),
                        ofBare.get(0),
                        Numbers.text(measured.p99(what)),
                        Numbers.text(measured.cpu(what)),
                        ofBare.get(1),
                        Numbers.text(measured.allocated(what) / KB),
                        ofBare.get(2)));
    }
}
