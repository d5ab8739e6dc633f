package io.github.tomcatdynamodb.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.Jazzer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Anything at all in the table: no allocation beyond a small multiple of its size, no exception but
 * ours. Jazzer, which is led by what the bytes make our code and Kryo's do, has a JVM of its own
 * for that.
 *
 * <p>{@code -Dfuzz.seconds} says for how long, and {@code -Dfuzz.seed} which random numbers it has:
 * without it always the same, so that a build that fails does so because of what was changed. What
 * was found is in {@code target/fuzz}, and the same command with that file as its last argument
 * reads it again.
 */
class FuzzIT {

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 15);
    private static final int SEED = Integer.getInteger("fuzz.seed", 1);

    /** What hash codes and comparisons take is nobody's promise; a run must come to an end. */
    private static final int SLOWEST_SECONDS = 60;

    private static final int FINDING = 77;
    private static final Pattern EXECUTED =
            Pattern.compile("stat::number_of_executed_units: +(\\d+)");

    /** One run of the fuzzer. */
    private record Outcome(int exitCode, String log) {
        long executed() {
            Matcher matcher = EXECUTED.matcher(log);
            return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        }

        /** The log without what it says of each class. */
        String summary() {
            return log.lines()
                    .filter(line -> !line.startsWith("INFO:") && !line.startsWith("#"))
                    .collect(Collectors.joining("\n"));
        }
    }

    @Test
    void value_whateverItsBytesAre_isReadOrRefused() throws Exception {
        assertNothingFound(ValueFuzzer.class, ValueFuzzer.seeds());
    }

    @Test
    void record_whateverItHolds_isReadOrRefused() throws Exception {
        assertNothingFound(RecordFuzzer.class, RecordFuzzer.seeds());
    }

    @Test
    void fuzzer_findsWhatChanceWouldNot() throws Exception {
        Outcome outcome = fuzz(PlantedFuzzer.class, PlantedFuzzer.seeds(), 120);

        assertEquals(FINDING, outcome.exitCode(), outcome.summary());
        assertTrue(outcome.log().contains("IllegalStateException: planted"), outcome.summary());
    }

    private static void assertNothingFound(Class<?> fuzzer, List<byte[]> seeds) throws Exception {
        Outcome outcome = fuzz(fuzzer, seeds, SECONDS);

        assertEquals(0, outcome.exitCode(), outcome.summary());
        assertTrue(outcome.executed() > seeds.size(), outcome.summary());
        System.out.printf(
                "%s: %,d forms in %d s, nothing found%n",
                fuzzer.getSimpleName(), outcome.executed(), SECONDS);
    }

    private static Outcome fuzz(Class<?> fuzzer, List<byte[]> seeds, int seconds)
            throws IOException, InterruptedException {
        Path directory =
                Path.of(System.getProperty("basedir", "."), "target/fuzz", fuzzer.getSimpleName());
        // What an earlier run has learned would change what this one tries.
        Path corpus = emptied(directory.resolve("corpus"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path log = directory.resolve("log.txt");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx1g",
                                "-XX:+EnableDynamicAgentLoading",
                                "-cp",
                                classPath(),
                                Jazzer.class.getName(),
                                "--target_class=" + fuzzer.getName(),
                                "--instrumentation_includes=io.github.tomcatdynamodb.**"
                                        + File.pathSeparator
                                        + "com.esotericsoftware.**",
                                // A hundred comparisons of texts each time: nothing to learn, but
                                // slow.
                                "--instrumentation_excludes=io.github.tomcatdynamodb.value.limits.GadgetClasses",
                                // Patterns do come from the table.
                                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
                                "--reproducer_path=" + directory,
                                "-artifact_prefix=" + directory + File.separator,
                                "-max_total_time=" + seconds,
                                "-seed=" + SEED,
                                "-timeout=" + SLOWEST_SECONDS,
                                "-print_final_stats=1",
                                corpus.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            return new Outcome(process.waitFor(), Files.readString(log));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path emptied(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return directory;
    }

    /** As the tests have it; Surefire keeps it in a property of its own. */
    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
