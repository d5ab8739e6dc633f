package io.github.tomcatdynamodb.benchmark;

import com.sun.management.ThreadMXBean;
import io.github.tomcatdynamodb.value.SampleSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.session.StandardSession;

/**
 * What a seal costs a load and a save: three stores in one JVM, in turns that are so short that
 * whatever else the machine does falls on all of them. JVMs of their own, one after the other,
 * differ by more than a seal takes.
 */
final class SealCost {

    /** How much CPU a sealed session may take, of what one takes that is not. */
    private static final double SEALED_TO_PLAIN = 1.1;

    private static final List<String> SEALS = List.of("off", "sign", "encrypt");
    private static final List<SampleSession> SESSIONS =
            List.of(SampleSession.JSON, SampleSession.BEANS);

    /** Of all that is measured, in seconds, until the compiler is done. */
    private static final double WARM_UP = 60;

    private static final int ROUNDS = 41;
    private static final double TURN_SECONDS = 0.1;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long thread = Thread.currentThread().getId();
    private final Report report;
    private final Consumer<String> missed;
    private final double scale;

    /** What is done again and again. */
    @FunctionalInterface
    private interface Operation {
        void run() throws IOException, ClassNotFoundException;
    }

    /**
     * What an operation took.
     *
     * @param micros of CPU of the thread that does it
     * @param bytes that it has allocated
     */
    private record Cost(double micros, double bytes) {}

    /** A store with one kind of seal, and the sessions that are loaded and saved. */
    private static final class Subject implements AutoCloseable {
        private final EmbeddedStore tomcat;
        private final Map<String, Object> attributes;
        private final String idToLoad = newId();
        private final StandardSession session;
        private int counter;

        Subject(URI endpoint, String seal, Map<String, Object> attributes)
                throws LifecycleException, IOException {
            this.attributes = attributes;
            tomcat = new EmbeddedStore(endpoint, StoreBenchmark.TABLE, Clients.REGION, seal);
            session = tomcat.newSession(newId(), attributes);
            tomcat.store().save(session);
            StandardSession stored = tomcat.newSession(idToLoad, attributes);
            tomcat.store().save(stored);
            // What is in memory is not loaded.
            tomcat.forget(stored);
        }

        private static String newId() {
            return UUID.randomUUID().toString().replace("-", "");
        }

        Map<String, Operation> operations() {
            Map<String, Operation> operations = new LinkedHashMap<>();
            operations.put("load", () -> tomcat.store().load(idToLoad));
            operations.put("new session", this::saveNew);
            operations.put("one change", this::saveChanged);
            operations.put("no change", () -> tomcat.store().save(session));
            return operations;
        }

        private void saveNew() throws IOException {
            StandardSession fresh = tomcat.newSession(newId(), attributes);
            tomcat.store().save(fresh);
            tomcat.forget(fresh);
        }

        private void saveChanged() throws IOException {
            session.setAttribute("counter", ++counter);
            tomcat.store().save(session);
        }

        @Override
        public void close() throws LifecycleException {
            tomcat.close();
        }
    }

    /**
     * @param missed takes the targets that are missed
     * @param scale how long it takes, of what is usual
     */
    SealCost(Report report, Consumer<String> missed, double scale) {
        this.report = report;
        this.missed = missed;
        this.scale = scale;
    }

    /** Measures and reports. */
    void run(URI dynamo) throws LifecycleException, IOException, ClassNotFoundException {
        List<List<String>> table = new ArrayList<>();
        table.add(
                List.of("session", "what", "off", "sign", "ratio", "KB", "encrypt", "ratio", "KB"));
        for (SampleSession session : SESSIONS) {
            measure(dynamo, session, table);
        }
        report.title("What a seal costs");
        report.say(
                "Three stores in one JVM, one thread, in "
                        + ROUNDS
                        + " turns of "
                        + TURN_SECONDS
                        + " s, after "
                        + Numbers.text(WARM_UP)
                        + " s, against a DynamoDB that answers at next to no cost: microseconds of"
                        + " CPU of the calling thread for one operation, how much that is of what it"
                        + " is without a seal in the same turn, medians, and how many KB more it"
                        + " allocates. `json` is the 2 KB session of the Node stores' load test, of"
                        + " native values, which only `encrypt` seals; `beans` a shop's, which both"
                        + " do. Target: at most 10 % more CPU.");
        report.table(table);
    }

    private void measure(URI dynamo, SampleSession session, List<List<String>> table)
            throws LifecycleException, IOException, ClassNotFoundException {
        List<Subject> subjects = new ArrayList<>();
        try {
            for (String seal : SEALS) {
                subjects.add(new Subject(dynamo, seal, session.attributes()));
            }
            Map<String, List<Operation>> operations = new LinkedHashMap<>();
            for (Subject subject : subjects) {
                subject.operations()
                        .forEach(
                                (what, operation) ->
                                        operations
                                                .computeIfAbsent(what, of -> new ArrayList<>())
                                                .add(operation));
            }
            warmUp(operations);
            for (Map.Entry<String, List<Operation>> one : operations.entrySet()) {
                table.add(row(session, one.getKey(), inTurns(one.getValue())));
            }
        } finally {
            for (Subject subject : subjects) {
                subject.close();
            }
        }
    }

    private void warmUp(Map<String, List<Operation>> operations)
            throws IOException, ClassNotFoundException {
        long end = System.nanoTime() + (long) (WARM_UP * scale * 1e9);
        while (System.nanoTime() < end) {
            for (List<Operation> alike : operations.values()) {
                for (Operation operation : alike) {
                    turn(operation);
                }
            }
        }
    }

    /** Returns what each of several operations took, in each round. */
    private List<List<Cost>> inTurns(List<Operation> operations)
            throws IOException, ClassNotFoundException {
        List<List<Cost>> costs = new ArrayList<>();
        operations.forEach(operation -> costs.add(new ArrayList<>()));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < operations.size(); i++) {
                int next = (round + i) % operations.size();
                costs.get(next).add(turn(operations.get(next)));
            }
        }
        return costs;
    }

    private Cost turn(Operation operation) throws IOException, ClassNotFoundException {
        long end = System.nanoTime() + (long) (TURN_SECONDS * 1e9);
        long cpu = threads.getThreadCpuTime(thread);
        long bytes = threads.getThreadAllocatedBytes(thread);
        int done = 0;
        while (System.nanoTime() < end) {
            operation.run();
            done++;
        }
        return new Cost(
                (threads.getThreadCpuTime(thread) - cpu) / 1e3 / done,
                (double) (threads.getThreadAllocatedBytes(thread) - bytes) / done);
    }

    private List<String> row(SampleSession session, String what, List<List<Cost>> costs) {
        List<Cost> plain = costs.get(0);
        List<String> row =
                new ArrayList<>(
                        List.of(
                                session.name().toLowerCase(java.util.Locale.ROOT),
                                what,
                                Numbers.text(micros(plain))));
        for (int i = 1; i < SEALS.size(); i++) {
            List<Cost> sealed = costs.get(i);
            double ratio = ratio(sealed, plain);
            row.add(Numbers.text(micros(sealed)));
            row.add(Numbers.text(ratio));
            row.add(Numbers.text((bytes(sealed) - bytes(plain)) / 1024));
            if (ratio > SEALED_TO_PLAIN) {
                missed.accept(SEALS.get(i) + ", " + what + ", " + session);
            }
        }
        return row;
    }

    private static double micros(List<Cost> costs) {
        return Numbers.median(costs.stream().map(Cost::micros).toList());
    }

    private static double bytes(List<Cost> costs) {
        return Numbers.median(costs.stream().map(Cost::bytes).toList());
    }

    /** Of the same rounds. */
    private static double ratio(List<Cost> sealed, List<Cost> plain) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ratios.add(sealed.get(round).micros() / plain.get(round).micros());
        }
        return Numbers.median(ratios);
    }
}
