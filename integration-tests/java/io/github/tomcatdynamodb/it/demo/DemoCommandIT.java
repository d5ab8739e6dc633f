package io.github.tomcatdynamodb.it.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Trees;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command, in a copy of the project elsewhere. */
class DemoCommandIT {

    private static final Set<String> NOT_OF_THE_PROJECT = Set.of("target", ".git", ".idea");
    private static final Pattern ADDRESS =
            Pattern.compile(" *node [AB] +(http://127\\.0\\.0\\.1:\\d+/demo/)");
    private static final long MOST_MINUTES = 8;

    @Test
    void mvnPdemo_showsThePageOnBothNodes_andMakesTheSameJar(@TempDir Path elsewhere)
            throws Exception {
        try (Stream<Path> parts = Files.list(Environment.basedir())) {
            parts.filter(part -> !NOT_OF_THE_PROJECT.contains(part.getFileName().toString()))
                    .forEach(part -> Trees.copy(part, elsewhere.resolve(part.getFileName())));
        }
        Process demo =
                new ProcessBuilder(maven(), "-B", "-Pdemo", "-Ddemo.seconds=20")
                        .directory(elsewhere.toFile())
                        .redirectErrorStream(true)
                        .start();
        CompletableFuture<Void> late =
                CompletableFuture.runAsync(
                        () -> stop(demo),
                        CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES));
        List<String> output = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        try (BufferedReader lines = demo.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher address = ADDRESS.matcher(line);
                if (address.matches()) {
                    addresses.add(address.group(1));
                    HttpBrowser.Response page = new HttpBrowser().get(address.group(1));
                    assertEquals(200, page.status());
                    assertTrue(page.body().contains("DynamoDB"), page.body());
                }
            }
            demo.waitFor();
        } finally {
            stop(demo);
            late.cancel(true);
        }

        String said = String.join("\n", output);
        assumeFalse(
                said.contains("could not be resolved"),
                "Maven cannot get the plugin that runs the demo: no network");
        assertEquals(2, addresses.size(), said);
        assertTrue(said.contains("The demo has ended."), said);
        assertEquals(0, demo.exitValue(), said);
        Path jar = Environment.storeJar();
        assertArrayEquals(
                Files.readAllBytes(jar),
                Files.readAllBytes(elsewhere.resolve("target").resolve(jar.getFileName())),
                "the jar of the same sources from another directory has other bytes");
    }

    private static String maven() {
        return Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
