package io.github.tomcatdynamodb.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One node: a stock Tomcat distribution with its own {@code CATALINA_BASE}, run by its own {@code
 * catalina.sh} as a child process that ends with this JVM, however that ends.
 *
 * <pre>
 * try (StockTomcat node =
 *         StockTomcat.of(TomcatVersion.V11).name("A").lib(Environment.storeJar())
 *                 .app("shop", WebApp.build("probe"), "&lt;Manager ...&gt;...&lt;/Manager&gt;")
 *                 .start()) {
 *     browser.get(node.url("/shop/"));
 * }
 * </pre>
 */
public final class StockTomcat implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
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
                        new Thread(() -> RUNNING.forEach(StockTomcat::destroy), "tomcat-shutdown"));
        clearLeftovers();
    }

    private final Settings settings;
    private final Path home;
    private final Path base;
    private final int port;
    private Process process;
    private final Map<Path, Integer> marks = new ConcurrentHashMap<>();
    private int launchedAt;

    private StockTomcat(Settings settings) {
        this.settings = settings;
        home = unpack(settings.version);
        port = settings.port > 0 ? settings.port : Ports.free();
        base =
                Environment.nodes()
                        .resolve(settings.version.line() + "-" + settings.name + "-" + port);
        prepare();
    }

    /** A node of this version, to be described and started. */
    public static Settings of(TomcatVersion version) {
        return new Settings(version);
    }

    /** What applications for this version compile against. */
    static Path servletApi(TomcatVersion version) {
        return unpack(version).resolve("lib/servlet-api.jar");
    }

    /** How a node is set up. */
    public static final class Settings {
        private final TomcatVersion version;
        private final Map<String, String> contexts = new LinkedHashMap<>();
        private final Map<String, String> users = new LinkedHashMap<>();
        private final List<Path> libraries = new ArrayList<>();
        private final List<String> options = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private String name = "node";
        private String jvmRoute;
        private String defaultContext;
        private String hostXml = "";
        private String managerUser;
        private boolean showProxySessions;
        private boolean skipScan;
        private int port;
        private int backgroundDelay = 10;
        private String heap = "256m";

        private Settings(TomcatVersion version) {
            this.version = version;
            systemProperty("user.language", "en");
            systemProperty("aws.accessKeyId", EmbeddedDynamoDb.ACCESS_KEY_ID);
            systemProperty("aws.secretAccessKey", EmbeddedDynamoDb.SECRET_ACCESS_KEY);
        }

        /** Names the node: for its directory, and as system property {@code node.name}. */
        public Settings name(String value) {
            name = value;
            return systemProperty("node.name", value);
        }

        /** The port to listen on; a free one unless given. */
        public Settings port(int value) {
            port = value;
            return this;
        }

        /** The engine's jvmRoute, appended to the session ids; none unless given. */
        public Settings jvmRoute(String value) {
            jvmRoute = value;
            return this;
        }

        /** Puts a jar into {@code lib}. */
        public Settings lib(Path jar) {
            libraries.add(jar);
            return this;
        }

        /**
         * What stands inside {@code <Context>} of {@code conf/context.xml}, for every application.
         */
        public Settings defaultContext(String inner) {
            defaultContext = inner;
            return this;
        }

        /** Deploys a directory or war under a name, such as {@code shop} or {@code shop##2}. */
        public Settings app(String path, Path directory, String inner) {
            return app(path, directory, "", inner);
        }

        /** Deploys, with further attributes for the {@code <Context>} element itself. */
        public Settings app(String path, Path directory, String attributes, String inner) {
            contexts.put(
                    path,
                    "<Context docBase=\"%s\" %s>%n%s%n</Context>%n"
                            .formatted(directory, attributes, inner));
            return this;
        }

        /** Deploys the stock Manager web application for this user, who gets all its roles. */
        public Settings manager(String user, String password) {
            managerUser = user + ":" + password;
            return user(user, password, "manager-gui,manager-script,manager-jmx,manager-status");
        }

        /** Lets the Manager web application also list the sessions that are in the store only. */
        public Settings showProxySessions() {
            showProxySessions = true;
            return this;
        }

        /** A user of the stock user database. */
        public Settings user(String user, String password, String roles) {
            users.put(
                    user,
                    "<user username=\"%s\" password=\"%s\" roles=\"%s\"/>"
                            .formatted(user, password, roles));
            return this;
        }

        /**
         * Keeps Tomcat from searching the jars in {@code lib} for what applications bring along.
         */
        public Settings skipScanOfLibraries() {
            skipScan = true;
            return this;
        }

        /** Further XML inside {@code <Host>}, such as a valve. */
        public Settings host(String xml) {
            hostXml = xml;
            return this;
        }

        /** Seconds between two background passes of the engine; Tomcat's 10 unless given. */
        public Settings backgroundDelay(int seconds) {
            backgroundDelay = seconds;
            return this;
        }

        /** The heap's limit, such as {@code 256m}, which it is unless given. */
        public Settings heap(String limit) {
            heap = limit;
            return this;
        }

        /** A system property of the node; no blanks in it. */
        public Settings systemProperty(String key, String value) {
            options.removeIf(option -> option.startsWith("-D" + key + "="));
            return option("-D" + key + "=" + value);
        }

        /** Takes a system property back, such as one of the credentials that are set by default. */
        public Settings withoutSystemProperty(String key) {
            options.removeIf(option -> option.startsWith("-D" + key + "="));
            return this;
        }

        /** An option of the node's JVM. */
        public Settings option(String option) {
            options.add(option);
            return this;
        }

        /** A variable of the node's environment. */
        public Settings env(String key, String value) {
            environment.put(key, value);
            return this;
        }

        /** Sets the node up without starting it. */
        public StockTomcat prepare() {
            return new StockTomcat(this);
        }

        /** Sets the node up and starts it. */
        public StockTomcat start() {
            return new StockTomcat(this).start();
        }
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
            String all = read(file);
            int from = marks.getOrDefault(file, 0);
            log.append(all, Math.min(from, all.length()), all.length());
        }
        return log.toString();
    }

    /** From now on {@link #log} tells only what comes. */
    public void markLog() {
        logFiles().forEach(file -> marks.put(file, read(file).length()));
    }

    /** What it has printed since the last start: the log without that of single applications. */
    public String console() {
        String all = read(consoleFile());
        return all.substring(Math.min(launchedAt, all.length()));
    }

    private List<Path> logFiles() {
        return Trees.list(base.resolve("logs")).stream()
                .filter(file -> file.getFileName().toString().matches("console.txt|localhost.*"))
                .toList();
    }

    // ---- Life

    /** Starts, and waits until it serves; fails with the log when it does not. */
    public StockTomcat start() {
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

    /** Starts several nodes at the same time. */
    public static void startAll(StockTomcat... nodes) {
        List.of(nodes).forEach(StockTomcat::launch);
        List.of(nodes).forEach(StockTomcat::start);
    }

    /** Stops as an administrator does, with SIGTERM; sessions are unloaded. */
    public void stop() {
        if (process == null) {
            return;
        }
        // Not Process.destroy(): it closes standard input too, upon which the watcher kills.
        process.toHandle().destroy();
        if (!ended(STOP_LIMIT)) {
            destroy(process);
            throw new AssertionError(this + " did not stop:\n" + console());
        }
    }

    /** Ends it as a crash does, with SIGKILL. */
    public void kill() {
        if (process == null) {
            return;
        }
        destroy(process);
        if (!ended(STOP_LIMIT)) {
            throw new AssertionError(this + " survived SIGKILL");
        }
    }

    /** Stops in order and starts again. */
    public StockTomcat restart() {
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

    // ---- The process

    private void launch() {
        if (isRunning()) {
            return;
        }
        try {
            launchedAt = Files.exists(consoleFile()) ? read(consoleFile()).length() : 0;
            ProcessBuilder builder =
                    new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    WATCHED,
                                    home.resolve("bin/catalina.sh").toString(),
                                    "run")
                            .directory(base.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(consoleFile().toFile()));
            Map<String, String> environment = builder.environment();
            environment
                    .keySet()
                    .removeIf(key -> key.startsWith("AWS_") || key.startsWith("CATALINA_"));
            environment.remove("JAVA_TOOL_OPTIONS");
            environment.remove("JRE_HOME");
            environment.put("JAVA_HOME", System.getProperty("java.home"));
            environment.put("CATALINA_HOME", home.toString());
            environment.put("CATALINA_BASE", base.toString());
            environment.put("CATALINA_OPTS", String.join(" ", options()));
            environment.putAll(settings.environment);
            process = builder.start();
            RUNNING.add(process);
            Trees.write(base.resolve("pid"), process.pid() + " " + ProcessHandle.current().pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> options() {
        List<String> options = new ArrayList<>();
        options.add("-Xmx" + settings.heap);
        options.add("-XX:+UseSerialGC");
        options.add("-XX:TieredStopAtLevel=1");
        options.addAll(settings.options);
        return options;
    }

    private boolean ended(Duration limit) {
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
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

    // ---- The files

    private static Path unpack(TomcatVersion version) {
        Path archive = Environment.distribution(version);
        Path home = Environment.target().resolve("it-tomcat").resolve(version.line());
        Path done = home.resolve(".unpacked");
        try {
            Files.createDirectories(home);
            try (FileChannel lock =
                    FileChannel.open(
                            home.resolveSibling(version.line() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE)) {
                lock.lock();
                String wanted = archive + " " + Files.size(archive);
                if (Files.exists(done) && Files.readString(done).equals(wanted)) {
                    return home;
                }
                Trees.delete(home);
                Files.createDirectories(home);
                Process tar =
                        new ProcessBuilder(
                                        "tar",
                                        "-xzf",
                                        archive.toString(),
                                        "--strip-components=1",
                                        "-C",
                                        home.toString())
                                .inheritIO()
                                .start();
                if (tar.waitFor() != 0) {
                    throw new IllegalStateException(archive + " does not unpack");
                }
                Files.writeString(done, wanted);
                return home;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void prepare() {
        Trees.delete(base);
        Trees.copy(home.resolve("conf"), base.resolve("conf"));
        try {
            for (String directory : List.of("lib", "logs", "temp", "webapps", "work")) {
                Files.createDirectories(base.resolve(directory));
            }
            for (Path jar : settings.libraries) {
                Files.copy(
                        jar,
                        base.resolve("lib").resolve(jar.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Trees.write(base.resolve("conf/server.xml"), serverXml());
        // Written at once: a test that looks for a line must not have to wait for it.
        Path logging = base.resolve("conf/logging.properties");
        Trees.write(logging, read(logging).replace("AsyncFileHandler", "FileHandler"));
        if (settings.skipScan) {
            Path properties = base.resolve("conf/catalina.properties");
            String list = "StandardJarScanFilter.jarsToSkip=\\\n";
            StringBuilder longer = new StringBuilder(list);
            settings.libraries.forEach(jar -> longer.append(jar.getFileName()).append(",\\\n"));
            Trees.write(properties, read(properties).replace(list, longer));
        }
        Trees.write(
                base.resolve("conf/tomcat-users.xml"),
                "<tomcat-users xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\">\n"
                        + String.join("\n", settings.users.values())
                        + "\n</tomcat-users>\n");
        if (settings.defaultContext != null) {
            Trees.write(
                    base.resolve("conf/context.xml"),
                    "<Context>\n<WatchedResource>WEB-INF/web.xml</WatchedResource>\n"
                            + settings.defaultContext
                            + "\n</Context>\n");
        }
        Path descriptors = base.resolve("conf/Catalina/localhost");
        settings.contexts.forEach(
                (path, xml) -> Trees.write(descriptors.resolve(path + ".xml"), xml));
        if (settings.managerUser != null) {
            Path manager = base.resolve("webapps/manager");
            Trees.copy(home.resolve("webapps/manager"), manager);
            if (settings.showProxySessions) {
                Path descriptor = manager.resolve("WEB-INF/web.xml");
                String servlet =
                        "<servlet-class>org.apache.catalina.manager.HTMLManagerServlet</servlet-class>";
                Trees.write(
                        descriptor,
                        read(descriptor)
                                .replace(
                                        servlet,
                                        servlet
                                                + "<init-param><param-name>showProxySessions</param-name>"
                                                + "<param-value>true</param-value></init-param>"));
            }
        }
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
            String[] processAndOwner = read(pid).trim().split(" ");
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

    private String serverXml() {
        String listener = "  <Listener className=\"org.apache.catalina.%s\"/>\n";
        return """
                <Server port="-1">
                %s\
                  <GlobalNamingResources>
                    <Resource name="UserDatabase" auth="Container"
                        type="org.apache.catalina.UserDatabase"
                        factory="org.apache.catalina.users.MemoryUserDatabaseFactory"
                        pathname="conf/tomcat-users.xml"/>
                  </GlobalNamingResources>
                  <Service name="Catalina">
                    <Connector address="127.0.0.1" port="%d" protocol="HTTP/1.1"
                        connectionTimeout="20000" maxKeepAliveRequests="-1"/>
                    <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="%d"%s>
                      <Realm className="org.apache.catalina.realm.LockOutRealm">
                        <Realm className="org.apache.catalina.realm.UserDatabaseRealm"
                            resourceName="UserDatabase"/>
                      </Realm>
                      <Host name="localhost" appBase="webapps" autoDeploy="false"
                          unpackWARs="false">
                %s
                      </Host>
                    </Engine>
                  </Service>
                </Server>
                """
                .formatted(
                        "  <Listener className=\"org.apache.catalina.startup.VersionLoggerListener\" logArgs=\"false\"/>\n"
                                + listener.formatted("core.JreMemoryLeakPreventionListener")
                                + listener.formatted("mbeans.GlobalResourcesLifecycleListener")
                                + listener.formatted("core.ThreadLocalLeakPreventionListener"),
                        port,
                        settings.backgroundDelay,
                        settings.jvmRoute == null ? "" : " jvmRoute=\"" + settings.jvmRoute + "\"",
                        settings.hostXml);
    }

    private Path consoleFile() {
        return base.resolve("logs/console.txt");
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
