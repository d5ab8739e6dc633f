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
    private final Map<String, List<Double>> allocations = new TreeMap<>();

    /** Takes the results of one round. */
    void add(Collection<RunResult> round) {
        for (RunResult result : round) {
            String name = result.getParams().getBenchmark();
            String key = name.substring(name.lastIndexOf('.') + 1);
            String parameter = result.getParams().getParam("session");
            if (parameter != null) {
                key += " " + parameter;
            }
            put(times, key, result.getPrimaryResult());
            Result<?> allocation = result.getSecondaryResults().get("gc.alloc.rate.norm");
            if (allocation != null) {
                put(allocations, key, allocation);
            }
        }
    }

    private static void put(Map<String, List<Double>> where, String key, Result<?> result) {
        where.computeIfAbsent(key, unused -> new ArrayList<>()).add(result.getScore());
    }

    /** The median of the rounds, in microseconds. */
    double time(String benchmark) {
        return Numbers.median(times.get(benchmark));
    }

    /** The median of the rounds, in bytes for one operation. */
    double allocated(String benchmark) {
        return Numbers.median(allocations.get(benchmark));
    }

    /** The median of the ratios of the single rounds. */
    double ratio(String benchmark, String reference) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < times.get(benchmark).size(); i++) {
            ratios.add(times.get(benchmark).get(i) / times.get(reference).get(i));
        }
        return Numbers.median(ratios);
    }
}
