package io.github.tomcatdynamodb.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Ports;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs with a Tomcat inside of {@code conf-examples}, compiled and run as they stand. */
class EmbeddedExamplesIT {

    private static final String STARTED = "Starting ProtocolHandler";

    @TempDir Path directory;

    /** How an example is run. */
    private enum Example {
        SPRING_BOOT(
                "spring-boot",
                List.of("frameworks/spring-boot", "tomcat/embedded-10.1"),
                "Started Shop",
                port ->
                        List.of(
                                "--server.address=127.0.0.1",
                                "--server.port=" + port,
                                "--sessions.region=" + EmbeddedDynamoDb.REGION)),
        TOMCAT_10_1(
                "embedded",
                List.of("tomcat/embedded-10.1"),
                STARTED,
                EmbeddedExamplesIT::regionAndPort),
        TOMCAT_11(
                "embedded",
                List.of("tomcat/embedded-11"),
                STARTED,
                EmbeddedExamplesIT::regionAndPort);

        private final String sources;
        private final List<String> libraries;

        /** What its log says then. */
        private final String started;

        /** What it is started with, for a port. */
        private final IntFunction<List<String>> arguments;

        Example(
                String sources,
                List<String> libraries,
                String started,
                IntFunction<List<String>> arguments) {
            this.sources = sources;
            this.libraries = libraries;
            this.started = started;
            this.arguments = arguments;
        }
    }

    private static List<String> regionAndPort(int port) {
        return List.of(EmbeddedDynamoDb.REGION, Integer.toString(port));
    }

    /** One process of the application. */
    private record Shop(Process process, int port, Path log, String started)
            implements AutoCloseable {

        String visit(HttpBrowser browser) {
            return browser.get("http://127.0.0.1:" + port + "/").body();
        }

        void awaitStart() {
            Await.until(
                    "the start of " + log,
                    Duration.ofMinutes(2),
                    () -> {
                        if (!process.isAlive()) {
                            throw new AssertionError(Documents.read(log));
                        }
                        return Documents.read(log).contains(started);
                    });
        }

        void kill() {
            process.destroyForcibly();
        }

        @Override
        public void close() {
            kill();
        }
    }

    @ParameterizedTest
    @EnumSource
    void application_keepsSessions_onBothNodes_andWithoutTheOneThatHadThem(Example example)
            throws Exception {
        Path sources = Environment.basedir().resolve("conf-examples").resolve(example.sources);
        List<Path> classpath = classpath(example);
        WebApp.compile(sources, directory.resolve("classes"), classpath);
        try (EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start()) {
            dynamo.createTable("sessions", "id", "expires");
            try (Shop a = start("a", example, classpath, dynamo);
                    Shop b = start("b", example, classpath, dynamo)) {
                a.awaitStart();
                b.awaitStart();
                HttpBrowser browser = new HttpBrowser();

                assertEquals("visit 1", a.visit(browser));
                assertEquals("visit 2", b.visit(browser));
                assertEquals("visit 3", a.visit(browser));
                a.kill();
                assertEquals("visit 4", b.visit(browser));
            }
            assertEquals(1, dynamo.items("sessions").size());
        }
    }

    private static List<Path> classpath(Example example) throws IOException {
        List<Path> jars = new ArrayList<>(List.of(Environment.storeJar()));
        for (String libraries : example.libraries) {
            try (Stream<Path> files = Files.list(Environment.target().resolve(libraries))) {
                files.sorted().forEach(jars::add);
            }
        }
        return jars;
    }

    private Shop start(String name, Example example, List<Path> libraries, EmbeddedDynamoDb dynamo)
            throws IOException {
        int port = Ports.free();
        Path log = directory.resolve(name + ".log");
        String classpath =
                Stream.concat(Stream.of(directory.resolve("classes")), libraries.stream())
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx256m",
                                "-classpath",
                                classpath,
                                "shop.Shop"));
        command.addAll(example.arguments.apply(port));
        ProcessBuilder shop =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        shop.environment()
                .putAll(
                        Map.of(
                                "AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString(),
                                "AWS_ACCESS_KEY_ID", EmbeddedDynamoDb.ACCESS_KEY_ID,
                                "AWS_SECRET_ACCESS_KEY", EmbeddedDynamoDb.SECRET_ACCESS_KEY));
        return new Shop(shop.start(), port, log, example.started);
    }
}
