package io.github.tomcatdynamodb.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** What several rounds of JMH have measured, by benchmark; in microseconds. */
final class Measurements {

    private final Map<String, List<Double>> medians = new TreeMap<>();
    private final Map<String, List<Double>> slowest = new TreeMap<>();
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
            if (result.getParams().getMode() == Mode.SampleTime) {
                Statistics samples = result.getPrimaryResult().getStatistics();
                put(medians, key, samples.getPercentile(50));
                put(slowest, key, samples.getPercentile(99));
            }
            Result<?> allocation = result.getSecondaryResults().get("gc.alloc.rate.norm");
            put(allocations, key, allocation);
            put(cpu, key, result.getSecondaryResults().get(CpuProfiler.CPU));
        }
    }

    private static void put(Map<String, List<Double>> where, String key, Result<?> result) {
        put(where, key, result.getScore());
    }

    private static void put(Map<String, List<Double>> where, String key, double figure) {
        where.computeIfAbsent(key, unused -> new ArrayList<>()).add(figure);
    }

    /** Half of the operations take less, in microseconds; of those that were sampled. */
    double p50(String benchmark) {
        return Numbers.median(medians.get(benchmark));
    }

    /** One in a hundred operations takes more, in microseconds; of those that were sampled. */
    double p99(String benchmark) {
        return Numbers.median(slowest.get(benchmark));
    }

    /** The median of the rounds, in microseconds of the whole JVM's CPU. */
    double cpu(String benchmark) {
        return Numbers.median(cpu.get(benchmark));
    }

    /** The median of the rounds, in bytes for one operation. */
    double allocated(String benchmark) {
        return Numbers.median(allocations.get(benchmark));
    }

    /** The median of the ratios of the single rounds' medians, on the clock. */
    double p50Ratio(String benchmark, String reference) {
        return ratio(medians, benchmark, reference);
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
