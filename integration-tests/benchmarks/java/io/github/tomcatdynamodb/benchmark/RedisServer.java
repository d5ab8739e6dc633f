package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A Redis on loopback that keeps nothing on disk: the program that a library for tests brings. */
final class RedisServer implements AutoCloseable {

    private final Process process;
    private final int port;
    private final String version;

    private RedisServer(Process process, int port, String version) {
        this.process = process;
        this.port = port;
        this.version = version;
    }

    /**
     * Starts it.
     *
     * @param jar of embedded-redis
     * @throws IOException if it has none for this machine, or that does not run
     */
    static RedisServer start(Path jar) throws IOException {
        Path program = unpacked(jar);
        int port = Ports.free();
        Process asked = new ProcessBuilder(program.toString(), "--version").start();
        String version = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Process process =
                new ProcessBuilder(
                                program.toString(),
                                "--port",
                                Integer.toString(port),
                                "--bind",
                                "127.0.0.1",
                                "--save",
                                "",
                                "--appendonly",
                                "no")
                        .redirectOutput(
                                Environment.target().resolve("benchmark-redis.log").toFile())
                        .redirectErrorStream(true)
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new RedisServer(process, port, version.replaceAll("(?s).* v=([0-9.]+) .*", "$1"));
    }

    private static Path unpacked(Path jar) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        Path program = Environment.target().resolve("benchmark-redis-server");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry =
                    zip.stream()
                            .filter(file -> file.getName().startsWith("redis-server-"))
                            .filter(file -> file.getName().endsWith(system + "-" + processor))
                            .findFirst()
                            .orElseThrow(
                                    () -> new IOException("no Redis for " + system + processor));
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, program, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
        return program;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Returns what it says of itself, such as 6.2.11. */
    String version() {
        return version;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
