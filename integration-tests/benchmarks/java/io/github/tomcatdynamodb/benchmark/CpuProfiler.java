package io.github.tomcatdynamodb.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The CPU time of the whole JVM for one operation, garbage collection included, its compilers left
 * out: they end. Unlike the time on the clock it does not count what other processes of the machine
 * do meanwhile.
 */
public final class CpuProfiler implements InternalProfiler {

    /** The name of the result, in microseconds. */
    static final String CPU = "cpu";

    private final OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private double before;

    @Override
    public String getDescription() {
        return "CPU time";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = micros();
    }

    private double micros() {
        try {
            return system.getProcessCpuTime() / 1e3
                    - ProcessFigures.compilersMicros(ProcessHandle.current().pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double micros = micros() - before;
        long operations = result.getMetadata().getAllOps();
        return List.of(new ScalarResult(CPU, micros / operations, "us/op", AggregationPolicy.AVG));
    }
}
