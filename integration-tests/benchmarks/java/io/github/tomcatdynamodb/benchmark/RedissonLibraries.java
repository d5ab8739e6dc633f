package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.it.harness.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Redisson's session manager with all that it needs, and a Redis: of a project of its own, so on no
 * class path of this one. Maven copies them when they are wanted.
 */
final class RedissonLibraries {

    private static final String REDIS = "embedded-redis-";
    private static final String MANAGER = "redisson-tomcat-";

    private final List<Path> jars;

    private RedissonLibraries(List<Path> jars) {
        this.jars = jars;
    }

    /**
     * Copies them below {@code target}, unless that has been done.
     *
     * @throws IOException if Maven cannot have them
     */
    static RedissonLibraries copy() throws IOException {
        Path pom = Environment.basedir().resolve("integration-tests/benchmarks/redisson/pom.xml");
        Path directory = Environment.target().resolve("benchmark-redisson");
        Path done = directory.resolve("copied.xml");
        if (!Files.exists(done) || Files.mismatch(done, pom) >= 0) {
            Path log = Environment.target().resolve("benchmark-redisson.log");
            Process maven =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("maven.home"), "bin/mvn").toString(),
                                    "-B",
                                    "-f",
                                    pom.toString(),
                                    "dependency:copy-dependencies",
                                    "-DincludeScope=runtime",
                                    "-DoutputDirectory=" + directory)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            try {
                if (maven.waitFor() != 0) {
                    throw new IOException("Maven did not get them, see " + log);
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            Files.copy(pom, done);
        }
        try (Stream<Path> files = Files.list(directory)) {
            return new RedissonLibraries(
                    files.filter(file -> file.toString().endsWith(".jar")).sorted().toList());
        }
    }

    /** Returns what goes into Tomcat's {@code lib}. */
    List<Path> jars() {
        return jars.stream().filter(jar -> !isNamed(jar, REDIS)).toList();
    }

    /** Returns the jar with the programs of Redis. */
    Path redis() {
        return named(REDIS);
    }

    /** Returns the session manager's name with its version. */
    String manager() {
        return named(MANAGER).getFileName().toString().replace(".jar", "");
    }

    private Path named(String prefix) {
        return jars.stream().filter(jar -> isNamed(jar, prefix)).findFirst().orElseThrow();
    }

    private static boolean isNamed(Path jar, String prefix) {
        return jar.getFileName().toString().startsWith(prefix);
    }
}
