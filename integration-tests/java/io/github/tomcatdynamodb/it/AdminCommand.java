package io.github.tomcatdynamodb.it;

import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code java -jar tomcat-dynamodb-store.jar COMMAND ...}, as an administrator runs it. */
public final class AdminCommand implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private AdminCommand(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it on a table of the DynamoDB at this endpoint. */
    public static AdminCommand start(
            Path directory, URI endpoint, String name, String table, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-jar");
        command.add(Environment.storeJar().toString());
        command.addAll(
                List.of(
                        name,
                        "--table",
                        table,
                        "--region",
                        EmbeddedDynamoDb.REGION,
                        "--endpoint",
                        endpoint.toString()));
        command.addAll(List.of(options));
        try {
            Path out = Files.createTempFile(directory, name, ".out");
            Path err = Files.createTempFile(directory, name, ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().keySet().removeIf(key -> key.startsWith("AWS_"));
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().put("AWS_ACCESS_KEY_ID", EmbeddedDynamoDb.ACCESS_KEY_ID);
            builder.environment().put("AWS_SECRET_ACCESS_KEY", EmbeddedDynamoDb.SECRET_ACCESS_KEY);
            return new AdminCommand(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended, and returns its exit status. */
    public int status() throws InterruptedException {
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            close();
            throw new AssertionError("does not end: " + output());
        }
        return process.exitValue();
    }

    /** Ends it with SIGKILL, which it must not have been quick enough to escape. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        int status = status();
        if (status != 137) {
            throw new AssertionError("ended by itself with " + status + ": " + output());
        }
    }

    /** Ends it with SIGTERM, which does what Ctrl-C does, also where that signal is ignored. */
    void end() {
        process.destroy();
    }

    /** What it has printed for programs. */
    String result() throws IOException {
        return Files.readString(out);
    }

    /** Everything it has printed. */
    public String output() {
        try {
            return Files.readString(out) + Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
