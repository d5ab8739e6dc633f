package io.github.tomcatdynamodb.it.harness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A directory of {@code integration-tests} with a {@code package.json}, copied below {@code target}
 * and installed there once.
 */
public final class NpmPackage {

    private static final long INSTALL_MINUTES = 4;

    private final String name;
    private final String problem;

    private NpmPackage(String name, String problem) {
        this.name = name;
        this.problem = problem;
    }

    /**
     * Installs it, unless that has been done.
     *
     * @param name of the directory
     * @param what is skipped when this is not possible, for the line that says so
     */
    public static NpmPackage install(String name, String what) {
        String problem = new NpmPackage(name, null).tryToInstall();
        if (problem != null) {
            System.out.println("Skipped: " + what + ", because " + problem);
        }
        return new NpmPackage(name, problem);
    }

    /** Where it is, with its modules. */
    public Path directory() {
        return Environment.target().resolve(name);
    }

    /** Why it cannot run here; null when it can. */
    public String problem() {
        return problem;
    }

    private String tryToInstall() {
        Path source = Environment.basedir().resolve("integration-tests").resolve(name);
        Path log = Environment.target().resolve(name + "-npm.log");
        // Another process may be about to do the same.
        try (FileChannel lock =
                FileChannel.open(
                        Environment.target().resolve(name + ".lock"),
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

    private int run(Path log, String... command) throws IOException, InterruptedException {
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
}
