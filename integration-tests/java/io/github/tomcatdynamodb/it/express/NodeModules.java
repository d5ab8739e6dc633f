package io.github.tomcatdynamodb.it.express;

import io.github.tomcatdynamodb.it.harness.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the Express applications need from npm, installed once below {@code target}. */
final class NodeModules {

    private static final long INSTALL_MINUTES = 4;

    /** Why there is nothing to run; null when there is. */
    private static final String PROBLEM = install();

    private NodeModules() {}

    /** Where the applications are, with their modules. */
    static Path directory() {
        return Environment.target().resolve("express");
    }

    /** Why the Express applications cannot run here; null when they can. */
    static String problem() {
        return PROBLEM;
    }

    private static String install() {
        String problem = tryToInstall();
        if (problem != null) {
            System.out.println("Skipped: the tests with Express, because " + problem);
        }
        return problem;
    }

    private static String tryToInstall() {
        Path source = Environment.basedir().resolve("integration-tests/express");
        Path log = Environment.target().resolve("express-npm.log");
        // Another process may be about to do the same.
        try (FileChannel lock =
                FileChannel.open(
                        Environment.target().resolve("express.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            lock.lock();
            Files.createDirectories(directory());
            try (DirectoryStream<Path> files = Files.newDirectoryStream(source, "*.js*")) {
                for (Path file : files) {
                    Files.copy(
                            file,
                            directory().resolve(file.getFileName()),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            if (run(log, "node", "--version") != 0 || run(log, "npm", "--version") != 0) {
                return "node or npm does not run";
            }
            Path done = directory().resolve("node_modules/.installed");
            String wanted = Files.readString(source.resolve("package.json"));
            if (Files.exists(done) && Files.readString(done).equals(wanted)) {
                return null;
            }
            int status =
                    run(
                            log,
                            "npm",
                            "install",
                            "--no-package-lock",
                            "--no-audit",
                            "--no-fund",
                            "--ignore-scripts",
                            "--prefer-offline",
                            "--fetch-retries=1",
                            "--loglevel=error");
            if (status != 0) {
                return "npm install failed, see " + Environment.basedir().relativize(log);
            }
            Files.writeString(done, wanted);
            return null;
        } catch (IOException e) {
            return "there is no node or no npm";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static int run(Path log, String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command))
                        .directory(directory().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        process.getOutputStream().close();
        if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    /** Reads a log; empty while it is not there. */
    static String read(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
