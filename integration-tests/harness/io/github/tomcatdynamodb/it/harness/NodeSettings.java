package io.github.tomcatdynamodb.it.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a node is set up. Made by {@link TomcatNode#of}. */
public final class NodeSettings {
    final TomcatVersion version;
    final Map<String, String> contexts = new LinkedHashMap<>();
    final Map<String, String> users = new LinkedHashMap<>();
    final List<Path> libraries = new ArrayList<>();
    final List<String> options = new ArrayList<>();
    final Map<String, String> environment = new LinkedHashMap<>();
    String name = "node";
    String jvmRoute;
    String defaultContext;
    String hostXml = "";
    String connectorXml = "";
    String serviceXml = "";
    String globalXml = "";
    String managerUser;
    boolean showProxySessions;
    boolean scansLibraries;
    int port;
    int backgroundDelay = 10;
    String heap = "256m";
    Duration clockOffset;

    NodeSettings(TomcatVersion version) {
        this.version = version;
        systemProperty("user.language", "en");
        systemProperty("aws.accessKeyId", EmbeddedDynamoDb.ACCESS_KEY_ID);
        systemProperty("aws.secretAccessKey", EmbeddedDynamoDb.SECRET_ACCESS_KEY);
    }

    /** Names the node: for its directory, and as system property {@code node.name}. */
    public NodeSettings name(String value) {
        name = value;
        return systemProperty("node.name", value);
    }

    /** The port to listen on; a free one unless given. */
    public NodeSettings port(int value) {
        port = value;
        return this;
    }

    /** The engine's jvmRoute, appended to the session ids; none unless given. */
    public NodeSettings jvmRoute(String value) {
        jvmRoute = value;
        return this;
    }

    /** Puts a jar into {@code lib}. */
    public NodeSettings lib(Path jar) {
        libraries.add(jar);
        return this;
    }

    /** What stands inside {@code <Context>} of {@code conf/context.xml}, for every application. */
    public NodeSettings defaultContext(String inner) {
        defaultContext = inner;
        return this;
    }

    /** Deploys a directory or war under a name, such as {@code shop} or {@code shop##2}. */
    public NodeSettings app(String path, Path directory, String inner) {
        return app(path, directory, "", inner);
    }

    /** Deploys, with further attributes for the {@code <Context>} element itself. */
    public NodeSettings app(String path, Path directory, String attributes, String inner) {
        contexts.put(
                path,
                "<Context docBase=\"%s\" %s>%n%s%n</Context>%n"
                        .formatted(directory, attributes, inner));
        return this;
    }

    /** Deploys the stock Manager web application for this user, who gets all its roles. */
    public NodeSettings manager(String user, String password) {
        managerUser = user + ":" + password;
        return user(user, password, "manager-gui,manager-script,manager-jmx,manager-status");
    }

    /** Lets the Manager web application also list the sessions that are in the store only. */
    public NodeSettings showProxySessions() {
        showProxySessions = true;
        return this;
    }

    /** A user of the stock user database. */
    public NodeSettings user(String user, String password, String roles) {
        users.put(
                user,
                "<user username=\"%s\" password=\"%s\" roles=\"%s\"/>"
                        .formatted(user, password, roles));
        return this;
    }

    /**
     * Lets Tomcat search the jars that were put into {@code lib} for what applications bring along,
     * as it does unless an administrator excludes them: a second of CPU for each application.
     */
    public NodeSettings scanLibraries() {
        scansLibraries = true;
        return this;
    }

    /** Further XML inside {@code <Host>}, such as a valve. */
    public NodeSettings host(String xml) {
        hostXml = xml;
        return this;
    }

    /** Further XML inside the {@code <Connector>}, such as HTTP/2. */
    public NodeSettings connector(String xml) {
        connectorXml = xml;
        return this;
    }

    /** Further XML inside {@code <Service>}, such as another connector. */
    public NodeSettings service(String xml) {
        serviceXml = xml;
        return this;
    }

    /** Further XML inside {@code <GlobalNamingResources>} of a stock Tomcat. */
    public NodeSettings globalResources(String xml) {
        globalXml = xml;
        return this;
    }

    /** Seconds between two background passes of the engine; Tomcat's 10 unless given. */
    public NodeSettings backgroundDelay(int seconds) {
        backgroundDelay = seconds;
        return this;
    }

    /** The heap's limit, such as {@code 256m}, which it is unless given. */
    public NodeSettings heap(String limit) {
        heap = limit;
        return this;
    }

    /**
     * Gives the node a clock of its own, which is ahead of the true time by this, or behind when it
     * is negative. See {@link TomcatNode#setClock}.
     */
    public NodeSettings clockOffset(Duration offset) {
        clockOffset = offset;
        return this;
    }

    /** A system property of the node; no blanks in it. */
    public NodeSettings systemProperty(String key, String value) {
        options.removeIf(option -> option.startsWith("-D" + key + "="));
        return option("-D" + key + "=" + value);
    }

    /** Takes a system property back, such as one of the credentials that are set by default. */
    public NodeSettings withoutSystemProperty(String key) {
        options.removeIf(option -> option.startsWith("-D" + key + "="));
        return this;
    }

    /** An option of the node's JVM. */
    public NodeSettings option(String option) {
        options.add(option);
        return this;
    }

    /** A variable of the node's environment. */
    public NodeSettings env(String key, String value) {
        environment.put(key, value);
        return this;
    }

    /** Sets the node up without starting it. */
    public TomcatNode prepare() {
        return new TomcatNode(this);
    }

    /** Sets the node up and starts it. */
    public TomcatNode start() {
        return new TomcatNode(this).start();
    }
}
