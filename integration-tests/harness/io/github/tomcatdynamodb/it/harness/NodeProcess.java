package io.github.tomcatdynamodb.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The process of a node: a child that ends with this JVM, however that ends. */
final class NodeProcess {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    /**
     * Runs a command whose process also ends when this JVM was killed: its standard input is a pipe
     * from this JVM, and closes.
     */
    private static final String WATCHED =
            """
            exec 3<&0
            { cat <&3 >/dev/null; kill -KILL $$; } 2>/dev/null &
            exec "$0" "$@" 3<&- </dev/null
            """;

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> RUNNING.forEach(NodeProcess::destroy), "tomcat-shutdown"));
        clearLeftovers();
    }

    private final Process process;

    private NodeProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a command of a node.
     *
     * @param base the node's directory, which notes the process's id
     * @param console where everything goes that it prints
     */
    static NodeProcess start(
            List<String> command, Map<String, String> variables, Path base, Path console) {
        List<String> watched = new ArrayList<>(List.of("sh", "-c", WATCHED));
        watched.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(watched)
                        .directory(base.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(key -> key.startsWith("AWS_") || key.startsWith("CATALINA_"));
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.remove("JRE_HOME");
        environment.putAll(variables);
        try {
            Process process = builder.start();
            RUNNING.add(process);
            Trees.write(base.resolve("pid"), process.pid() + " " + ProcessHandle.current().pid());
            return new NodeProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it with SIGTERM, or at last with SIGKILL; whether the first was enough. */
    boolean stop() {
        // Not Process.destroy(): it closes standard input too, upon which the watcher kills.
        process.toHandle().destroy();
        boolean ended = ended();
        if (!ended) {
            destroy(process);
        }
        return ended;
    }

    /** Ends it with SIGKILL; whether that was enough. */
    boolean kill() {
        destroy(process);
        return ended();
    }

    private boolean ended() {
        try {
            boolean ended = process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                RUNNING.remove(process);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void destroy(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Processes and directories of test runs that are over, one that was killed among them. */
    private static void clearLeftovers() {
        Path nodes = Environment.nodes();
        if (!Files.exists(nodes)) {
            return;
        }
        for (Path pid : Trees.list(nodes)) {
            if (!pid.endsWith("pid")) {
                continue;
            }
            String[] processAndOwner = Trees.read(pid).trim().split(" ");
            if (ProcessHandle.of(Long.parseLong(processAndOwner[processAndOwner.length - 1]))
                    .isPresent()) {
                continue;
            }
            Path base = pid.getParent();
            ProcessHandle.of(Long.parseLong(processAndOwner[0]))
                    .filter(left -> runsOn(base, left))
                    .ifPresent(ProcessHandle::destroyForcibly);
            Trees.delete(base);
        }
    }

    private static boolean runsOn(Path base, ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(base.toString()))
                .isPresent();
    }
}
