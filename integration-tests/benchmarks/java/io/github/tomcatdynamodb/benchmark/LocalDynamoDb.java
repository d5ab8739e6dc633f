package io.github.tomcatdynamodb.benchmark;

import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** DynamoDB Local in a JVM of its own, so that its CPU time is told apart from what it serves. */
final class LocalDynamoDb implements AutoCloseable {

    private static final String READY = "ready: ";

    private final Process process;
    private final URI endpoint;

    private LocalDynamoDb(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts it with these tables, in memory. */
    static LocalDynamoDb start(String... tables) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add(LocalDynamoDb.class.getName());
        command.addAll(List.of(tables));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                return new LocalDynamoDb(process, URI.create(line.substring(READY.length())));
            }
        }
        throw new IOException("DynamoDB Local does not start");
    }

    /**
     * Runs it, until the standard input ends.
     *
     * @param tables to make
     */
    public static void main(String[] tables) throws IOException {
        EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start();
        for (String table : tables) {
            dynamo.createTable(table, "id", "expires");
        }
        System.out.println(READY + dynamo.endpoint());
        // Nobody reads on.
        System.setOut(System.err);
        while (System.in.read() >= 0) {
            continue;
        }
        // It leaves a thread that goes on for minutes.
        System.exit(0);
    }

    URI endpoint() {
        return endpoint;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
