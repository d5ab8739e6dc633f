package io.github.tomcatdynamodb.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What several rounds of JMH have measured, by benchmark; in microseconds. */
final class Measurements {

    private final Map<String, List<Double>> times = new TreeMap<>();
    private final Map<String, List<Double>> cpu = new TreeMap<>();
    private final Map<String, List<Double>> allocations = new TreeMap<>();

    /** Takes the results of one round. */
    void add(Collection<RunResult> round) {
        for (RunResult result : round) {
            String name = result.getParams().getBenchmark();
            String key = name.substring(name.lastIndexOf('.') + 1);
            for (String parameter : result.getParams().getParamsKeys()) {
                key += " " + result.getParams().getParam(parameter);
            }
            put(times, key, result.getPrimaryResult());
            Result<?> allocation = result.getSecondaryResults().get("gc.alloc.rate.norm");
            put(allocations, key, allocation);
            put(cpu, key, result.getSecondaryResults().get(CpuProfiler.CPU));
        }
    }

    private static void put(Map<String, List<Double>> where, String key, Result<?> result) {
        where.computeIfAbsent(key, unused -> new ArrayList<>()).add(result.getScore());
    }

    /** The median of the rounds, in microseconds. */
    double time(String benchmark) {
        return Numbers.median(times.get(benchmark));
    }

    /** The median of the rounds, in microseconds of the whole JVM's CPU. */
    double cpu(String benchmark) {
        return Numbers.median(cpu.get(benchmark));
    }

    /** The median of the rounds, in bytes for one operation. */
    double allocated(String benchmark) {
        return Numbers.median(allocations.get(benchmark));
    }

    /** The median of the ratios of the single rounds, on the clock. */
    double ratio(String benchmark, String reference) {
        return ratio(times, benchmark, reference);
    }

    /** The median of the ratios of the single rounds, in CPU time. */
    double cpuRatio(String benchmark, String reference) {
        return ratio(cpu, benchmark, reference);
    }

    private static double ratio(
            Map<String, List<Double>> figures, String benchmark, String reference) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < figures.get(benchmark).size(); i++) {
            ratios.add(figures.get(benchmark).get(i) / figures.get(reference).get(i));
        }
        return Numbers.median(ratios);
    }
}
