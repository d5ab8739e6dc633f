package io.github.tomcatdynamodb.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes the {@code CATALINA_BASE} of a node, whose {@code conf} begins as the stock one. */
final class NodeFiles {
    /** The JDK's logging, with the lines that the stock distribution writes. */
    private static final String CONSOLE =
            """
            handlers = java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.formatter = org.apache.juli.OneLineFormatter
            """;

    private final NodeSettings settings;
    private final Path home;
    private final Path base;
    private final int port;

    NodeFiles(NodeSettings settings, Path home, Path base, int port) {
        this.settings = settings;
        this.home = home;
        this.base = base;
        this.port = port;
    }

    /** Writes everything; what was in the directory is gone. */
    void write() {
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
        if (settings.version.isEmbedded()) {
            Trees.write(base.resolve("conf/host.xml"), "<Host>" + settings.hostXml + "</Host>");
            Trees.write(
                    base.resolve("conf/service.xml"),
                    "<Service>" + settings.connectorXml + settings.serviceXml + "</Service>");
            Trees.write(base.resolve("conf/console.properties"), CONSOLE);
        } else {
            Trees.write(base.resolve("conf/server.xml"), serverXml());
            // Written at once: a test that looks for a line must not have to wait for it.
            Path logging = base.resolve("conf/logging.properties");
            Trees.write(logging, Trees.read(logging).replace("AsyncFileHandler", "FileHandler"));
        }
        if (!settings.scansLibraries) {
            Path properties = base.resolve("conf/catalina.properties");
            String list = "StandardJarScanFilter.jarsToSkip=\\\n";
            StringBuilder longer = new StringBuilder(list);
            settings.libraries.forEach(jar -> longer.append(jar.getFileName()).append(",\\\n"));
            Trees.write(properties, Trees.read(properties).replace(list, longer));
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
            writeManagerApplication();
        }
    }

    private void writeManagerApplication() {
        Path manager = base.resolve("webapps/manager");
        Trees.copy(home.resolve("webapps/manager"), manager);
        if (settings.showProxySessions) {
            Path descriptor = manager.resolve("WEB-INF/web.xml");
            String servlet =
                    "<servlet-class>org.apache.catalina.manager.HTMLManagerServlet</servlet-class>";
            Trees.write(
                    descriptor,
                    Trees.read(descriptor)
                            .replace(
                                    servlet,
                                    servlet
                                            + "<init-param><param-name>showProxySessions</param-name>"
                                            + "<param-value>true</param-value></init-param>"));
        }
    }

    /**
     * Connections stay: a node whose clock is set forward would close them as idle, perhaps while
     * the next request is on its way.
     */
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
            %s
          </GlobalNamingResources>
          <Service name="Catalina">
            <Connector address="127.0.0.1" port="%d" protocol="HTTP/1.1"
                connectionTimeout="20000" keepAliveTimeout="-1" maxKeepAliveRequests="-1">
              %s
            </Connector>
            %s
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
                        "  <Listener"
                                + " className=\"org.apache.catalina.startup.VersionLoggerListener\""
                                + " logArgs=\"false\"/>\n"
                                + listener.formatted("core.JreMemoryLeakPreventionListener")
                                + listener.formatted("mbeans.GlobalResourcesLifecycleListener")
                                + listener.formatted("core.ThreadLocalLeakPreventionListener"),
                        settings.globalXml,
                        port,
                        settings.connectorXml,
                        settings.serviceXml,
                        settings.backgroundDelay,
                        settings.jvmRoute == null ? "" : " jvmRoute=\"" + settings.jvmRoute + "\"",
                        settings.hostXml);
    }
}
