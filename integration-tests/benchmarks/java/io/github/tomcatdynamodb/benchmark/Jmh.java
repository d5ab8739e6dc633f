package io.github.tomcatdynamodb.benchmark;

import java.net.URI;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks by JMH in rounds, each in a JVM of its own. */
final class Jmh {

    private final double scale;

    /**
     * @param scale how long it takes, of what is usual
     */
    Jmh(double scale) {
        this.scale = scale;
    }

    /**
     * Measures all benchmarks of a class.
     *
     * @param seconds of each of five iterations, of which two warm up
     * @param jvm further options
     */
    Measurements measure(Class<?> benchmarks, int rounds, double seconds, String... jvm)
            throws RunnerException {
        TimeValue time = TimeValue.milliseconds(Math.max(100, (long) (seconds * scale * 1000)));
        Measurements measurements = new Measurements();
        for (int round = 0; round < rounds; round++) {
            measurements.add(
                    new Runner(
                                    new OptionsBuilder()
                                            .include(benchmarks.getName() + "\\.")
                                            .forks(1)
                                            .warmupIterations(2)
                                            .warmupTime(time)
                                            .measurementIterations(3)
                                            .measurementTime(time)
                                            .jvmArgsAppend(jvm)
                                            .addProfiler(GCProfiler.class)
                                            .addProfiler(CpuProfiler.class)
                                            .verbosity(VerboseMode.SILENT)
                                            .shouldFailOnError(true)
                                            .build())
                            .run());
            System.out.println(
                    benchmarks.getSimpleName() + ", round " + (round + 1) + " of " + rounds);
        }
        return measurements;
    }

    /** Returns the options of a JVM whose store talks to this DynamoDB. */
    static String[] talkingTo(URI endpoint) {
        return new String[] {
            "-D" + StoreBenchmark.ENDPOINT + "=" + endpoint,
            "-Daws.accessKeyId=" + Clients.ACCESS_KEY_ID,
            "-Daws.secretAccessKey=" + Clients.SECRET_ACCESS_KEY
        };
    }
}
