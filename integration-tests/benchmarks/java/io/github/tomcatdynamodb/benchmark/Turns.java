package io.github.tomcatdynamodb.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measures subjects in turns, so that what the machine does besides hits all of them. */
final class Turns {

    /** After so many rounds a warm-up is over in any case. */
    private static final int WARM_UPS = 8;

    /** A warm-up is over when compilers take less of the CPU time. */
    private static final double QUIET = 0.05;

    /**
     * One turn.
     *
     * @param load what the clients saw
     * @param cpu of Tomcat, in microseconds for each request
     * @param cpuBehind that of the process which keeps the sessions
     * @param compiling the part of Tomcat's CPU time that its compilers took
     */
    record Turn(LoadGenerator.Result load, double cpu, double cpuBehind, double compiling) {}

    private final int clients;
    private final int rounds;
    private final double seconds;

    /**
     * @param clients how many send requests at the same time
     * @param rounds how many turns each subject has
     * @param seconds of a turn
     */
    Turns(int clients, int rounds, double seconds) {
        this.clients = clients;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /** Runs a subject until its JVM has compiled what it runs. */
    void warmUp(Subject subject) throws IOException {
        for (int round = 1; round <= WARM_UPS; round++) {
            List<Turn> turns = new ArrayList<>();
            for (RequestKind kind : RequestKind.values()) {
                for (SessionSize size : SessionSize.values()) {
                    turns.add(turn(subject, kind, size));
                }
            }
            double compiling = turns.stream().mapToDouble(Turn::compiling).average().orElseThrow();
            System.out.printf(
                    "%s, warm-up %d: compilers take %.1f %% of the CPU time%n",
                    subject.name(), round, 100 * compiling);
            if (compiling < QUIET) {
                return;
            }
        }
    }

    /** Measures; each round begins with another subject. */
    Map<Subject, List<Turn>> measure(List<Subject> subjects, RequestKind kind, SessionSize size)
            throws IOException {
        Map<Subject, List<Turn>> turns = new LinkedHashMap<>();
        subjects.forEach(subject -> turns.put(subject, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < subjects.size(); i++) {
                Subject subject = subjects.get((i + round) % subjects.size());
                turns.get(subject).add(turn(subject, kind, size));
            }
        }
        return turns;
    }

    private Turn turn(Subject subject, RequestKind kind, SessionSize size) throws IOException {
        List<String> cookies = subject.cookies().get(size);
        int each = cookies.size() / clients;
        List<List<byte[]>> requests = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            requests.add(kind.requests(subject.path(), cookies.subList(i * each, (i + 1) * each)));
        }
        long pid = subject.node().pid();
        double cpu = ProcessFigures.cpuMicros(pid);
        double behind = subject.cpuBehind();
        double compilers = ProcessFigures.compilersMicros(pid);
        LoadGenerator.Result load = new LoadGenerator(subject.node().port()).run(requests, seconds);
        cpu = ProcessFigures.cpuMicros(pid) - cpu;
        behind = subject.cpuBehind() - behind;
        compilers = ProcessFigures.compilersMicros(pid) - compilers;
        return new Turn(load, cpu / load.requests(), behind / load.requests(), compilers / cpu);
    }

    /** Returns the median of a figure. */
    static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return Numbers.median(turns.stream().map(figure::applyAsDouble).toList());
    }

    /** Returns the median of the ratios of two subjects' turns of the same round. */
    static double ratio(List<Turn> turns, List<Turn> reference, ToDoubleFunction<Turn> figure) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            ratios.add(figure.applyAsDouble(turns.get(i)) / figure.applyAsDouble(reference.get(i)));
        }
        return Numbers.median(ratios);
    }
}
