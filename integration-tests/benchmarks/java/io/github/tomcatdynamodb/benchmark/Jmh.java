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
     * @param warmUp seconds until it measures: as long as the compiler needs to be done
     * @param seconds of each of three iterations
     * @param jvm further options
     */
    Measurements measure(
            Class<?> benchmarks, int rounds, double warmUp, double seconds, String... jvm)
            throws RunnerException {
        Measurements measurements = new Measurements();
        for (int round = 0; round < rounds; round++) {
            measurements.add(
                    new Runner(
                                    new OptionsBuilder()
                                            .include(benchmarks.getName() + "\\.")
                                            .forks(1)
                                            .warmupIterations(1)
                                            .warmupTime(time(warmUp))
                                            .measurementIterations(3)
                                            .measurementTime(time(seconds))
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

    private TimeValue time(double seconds) {
        return TimeValue.milliseconds(Math.max(100, (long) (seconds * scale * 1000)));
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
