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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Spring Boot application of {@code conf-examples}, compiled and run as it stands. */
class SpringBootIT {

    @TempDir Path directory;

    /** One process of the application. */
    private record Boot(Process process, int port, Path log) implements AutoCloseable {

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
                        return Documents.read(log).contains("Started Shop");
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

    @Test
    void application_keepsSessions_onBothNodes_andWithoutTheOneThatHadThem() throws Exception {
        Path sources = Environment.basedir().resolve("conf-examples/spring-boot");
        List<Path> classpath = classpath();
        WebApp.compile(sources, directory.resolve("classes"), classpath);
        try (EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start()) {
            dynamo.createTable("sessions", "id", "expires");
            try (Boot a = start("a", classpath, dynamo);
                    Boot b = start("b", classpath, dynamo)) {
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

    private static List<Path> classpath() throws IOException {
        List<Path> jars = new ArrayList<>(List.of(Environment.storeJar()));
        for (String libraries :
                List.of("frameworks/spring-boot", "frameworks/spring", "tomcat/embedded-10.1")) {
            try (Stream<Path> files = Files.list(Environment.target().resolve(libraries))) {
                files.sorted().forEach(jars::add);
            }
        }
        return jars;
    }

    private Boot start(String name, List<Path> libraries, EmbeddedDynamoDb dynamo)
            throws IOException {
        int port = Ports.free();
        Path log = directory.resolve(name + ".log");
        String classpath =
                Stream.concat(Stream.of(directory.resolve("classes")), libraries.stream())
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder boot =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx256m",
                                "-classpath",
                                classpath,
                                "shop.Shop",
                                "--server.address=127.0.0.1",
                                "--server.port=" + port,
                                "--sessions.region=" + EmbeddedDynamoDb.REGION)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        boot.environment()
                .putAll(
                        Map.of(
                                "AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString(),
                                "AWS_ACCESS_KEY_ID", EmbeddedDynamoDb.ACCESS_KEY_ID,
                                "AWS_SECRET_ACCESS_KEY", EmbeddedDynamoDb.SECRET_ACCESS_KEY));
        return new Boot(boot.start(), port, log);
    }
}
