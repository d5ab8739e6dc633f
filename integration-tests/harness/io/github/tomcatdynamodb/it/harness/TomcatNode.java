package io.github.tomcatdynamodb.it.harness;

import io.github.tomcatdynamodb.it.harness.clock.ClockFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One node: a Tomcat with its own {@code CATALINA_BASE}, as a child process that ends with this
 * JVM, however that ends. A stock distribution is run by its own {@code catalina.sh}, an embedded
 * Tomcat by a main class that sets it up in code.
 *
 * <pre>
 * try (TomcatNode node =
 *         TomcatNode.of(TomcatVersion.V11).name("A").lib(Environment.storeJar())
 *                 .app("shop", WebApp.build("probe"), "&lt;Manager ...&gt;...&lt;/Manager&gt;")
 *                 .start()) {
 *     browser.get(node.url("/shop/"));
 * }
 * </pre>
 */
public final class TomcatNode implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    private final NodeSettings settings;
    private final Path home;
    private final Path base;
    private final int port;
    private final ClockFile clock;
    private final Map<Path, Integer> marks = new ConcurrentHashMap<>();
    private NodeProcess process;
    private int launchedAt;

    TomcatNode(NodeSettings settings) {
        this.settings = settings;
        home = TomcatHome.of(settings.version);
        port = settings.port > 0 ? settings.port : Ports.free();
        base =
                Environment.nodes()
                        .resolve(settings.version.id() + "-" + settings.name + "-" + port);
        new NodeFiles(settings, home, base, port).write();
        clock = settings.clockOffset == null ? null : new ClockFile(clockFile());
        if (clock != null) {
            setClock(settings.clockOffset);
        }
    }

    /** A node of this version, to be described and started. */
    public static NodeSettings of(TomcatVersion version) {
        return new NodeSettings(version);
    }

    // ---- What is seen from outside

    /** The node's name. */
    public String name() {
        return settings.name;
    }

    /** The version it runs. */
    public TomcatVersion version() {
        return settings.version;
    }

    /** The port it listens on, the same after a restart. */
    public int port() {
        return port;
    }

    /** The address of a path, which begins with a slash. */
    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Its {@code CATALINA_BASE}. */
    public Path base() {
        return base;
    }

    /** The id of its process. */
    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Everything it has printed and logged, over all its starts or since {@link #markLog}. */
    public String log() {
        StringBuilder log = new StringBuilder();
        for (Path file : logFiles()) {
            String all = Trees.read(file);
            int from = marks.getOrDefault(file, 0);
            log.append(all, Math.min(from, all.length()), all.length());
        }
        return log.toString();
    }

    /** From now on {@link #log} tells only what comes. */
    public void markLog() {
        logFiles().forEach(file -> marks.put(file, Trees.read(file).length()));
    }

    /** What it has printed since the last start: the log without that of single applications. */
    public String console() {
        String all = Trees.read(consoleFile());
        return all.substring(Math.min(launchedAt, all.length()));
    }

    private List<Path> logFiles() {
        return Trees.list(base.resolve("logs")).stream()
                .filter(file -> file.getFileName().toString().matches("console.txt|localhost.*"))
                .toList();
    }

    /**
     * From now on its clock is ahead of the true time by this, or behind when it is negative: a
     * jump, when the node runs. It must have been given a clock by {@link
     * NodeSettings#clockOffset}.
     */
    public void setClock(Duration offset) {
        if (clock == null) {
            throw new IllegalStateException(
                    this + " has no clock of its own: set it up with clockOffset");
        }
        clock.setOffset(offset.toMillis());
    }

    // ---- Life

    /** Starts, and waits until it serves; fails with the log when it does not. */
    public TomcatNode start() {
        launch();
        Await.value(
                "start of " + this,
                START_LIMIT,
                () -> !process.isAlive() || console().contains("Server startup in"),
                Boolean::booleanValue);
        if (!process.isAlive()) {
            throw new AssertionError(this + " has ended:\n" + console());
        }
        return this;
    }

    /**
     * Takes over what other nodes of its version have compiled of pages that nobody has asked this
     * one for yet; each start does so, too.
     */
    public void takeOverPages() {
        new CompiledPages(base, settings.version).takeOver();
    }

    /** Starts several nodes at the same time. */
    public static void startAll(TomcatNode... nodes) {
        List.of(nodes).forEach(TomcatNode::launch);
        List.of(nodes).forEach(TomcatNode::start);
    }

    /** Stops as an administrator does, with SIGTERM; sessions are unloaded. */
    public void stop() {
        if (process == null) {
            return;
        }
        if (!process.stop()) {
            throw new AssertionError(this + " did not stop:\n" + console());
        }
    }

    /** Ends it as a crash does, with SIGKILL. */
    public void kill() {
        if (process == null) {
            return;
        }
        if (!process.kill()) {
            throw new AssertionError(this + " survived SIGKILL");
        }
    }

    /** Stops in order and starts again. */
    public TomcatNode restart() {
        stop();
        return start();
    }

    /** Reloads one application by the Manager web application, which must be deployed. */
    public void reload(String path) {
        managerText("reload?path=" + path);
    }

    /** How many sessions of an application are in memory; asks the Manager web application. */
    public int sessionsInMemory(String path) {
        String prefix = path + ":running:";
        return managerText("list")
                .lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length(), line.indexOf(':', prefix.length())))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " does not run\n" + log()));
    }

    /** The answer of a command to the Manager web application's text interface. */
    public String managerText(String command) {
        HttpBrowser.Response response = asManager("/manager/text/" + command);
        if (response.status() != 200 || !response.body().startsWith("OK")) {
            throw new AssertionError(this + " " + command + ": " + response + "\n" + log());
        }
        return response.body();
    }

    /** Requests a page of the Manager web application as its user. */
    public HttpBrowser.Response asManager(String path) {
        String[] user = settings.managerUser.split(":", 2);
        return new HttpBrowser().getAs(user[0], user[1], url(path));
    }

    /** Ends it at once; its directory stays for the curious. */
    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return settings.version + " node " + settings.name + " on " + port;
    }

    private void launch() {
        if (isRunning()) {
            return;
        }
        takeOverPages();
        launchedAt = Files.exists(consoleFile()) ? Trees.read(consoleFile()).length() : 0;
        NodeCommand command = NodeCommand.of(settings, home, base, port, clockFile());
        process = NodeProcess.start(command.line(), command.environment(), base, consoleFile());
    }

    private Path consoleFile() {
        return base.resolve("logs/console.txt");
    }

    private Path clockFile() {
        return base.resolve("clock");
    }
}
