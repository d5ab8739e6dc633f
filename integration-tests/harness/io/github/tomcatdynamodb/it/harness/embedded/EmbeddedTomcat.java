package io.github.tomcatdynamodb.it.harness.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.realm.LockOutRealm;
import org.apache.catalina.realm.MemoryRealm;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.HostConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ContextName;
import org.apache.coyote.UpgradeProtocol;
import org.apache.tomcat.util.digester.Digester;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * A program that runs Tomcat inside itself: connector, realm, host and applications are made in
 * code. What an application's {@code context.xml} says (Manager, Store, Valve) means the same as in
 * a stock distribution, because Tomcat reads it itself. One compiled class for all Tomcats: it
 * names no servlet type.
 */
public final class EmbeddedTomcat {
    private EmbeddedTomcat() {}

    /**
     * Serves until the process is asked to end.
     *
     * @param args the directory that holds {@code conf} and {@code webapps}, the port on 127.0.0.1,
     *     the seconds between two background passes, and the jvmRoute, if there is one
     */
    public static void main(String[] args) throws Exception {
        long began = System.nanoTime();
        Path base = Path.of(args[0]);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());

        Connector connector = new Connector();
        connector.setPort(Integer.parseInt(args[1]));
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("connectionTimeout", "20000");
        connector.setProperty("maxKeepAliveRequests", "-1");
        addConnectors(tomcat, connector, root(base.resolve("conf/service.xml")));

        MemoryRealm users = new MemoryRealm();
        users.setPathname(base.resolve("conf/tomcat-users.xml").toString());
        LockOutRealm realm = new LockOutRealm();
        realm.addRealm(users);
        tomcat.getEngine().setName("Catalina");
        tomcat.getEngine().setRealm(realm);
        tomcat.getEngine().setBackgroundProcessorDelay(Integer.parseInt(args[2]));
        if (args.length > 3) {
            tomcat.getEngine().setJvmRoute(args[3]);
        }

        Host host = tomcat.getHost();
        // Nothing is deployed but what follows; the Manager application reloads through it.
        host.setDeployOnStartup(false);
        host.setAutoDeploy(false);
        host.addLifecycleListener(new HostConfig());
        addValves(host, base.resolve("conf/host.xml"));
        for (Path descriptor : filesIn(base.resolve("conf/Catalina/localhost"))) {
            String docBase = docBase(descriptor);
            addApplication(tomcat, host, name(descriptor), Path.of(docBase), descriptor);
        }
        for (Path directory : filesIn(base.resolve("webapps"))) {
            Path descriptor = directory.resolve("META-INF/context.xml");
            addApplication(tomcat, host, name(directory), directory, descriptor);
        }

        tomcat.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tomcat), "tomcat-stop"));
        System.out.println(
                "Server startup in [" + (System.nanoTime() - began) / 1_000_000 + "] milliseconds");
        tomcat.getServer().await();
    }

    private static void addApplication(
            Tomcat tomcat, Host host, ContextName name, Path docBase, Path descriptor)
            throws IOException {
        Context context = new StandardContext();
        context.setName(name.getName());
        context.setPath(name.getPath());
        context.setWebappVersion(name.getVersion());
        context.setDocBase(docBase.toString());
        context.setConfigFile(descriptor.toUri().toURL());
        // In the place of conf/web.xml: the default servlet and the one for JSPs.
        context.addLifecycleListener(tomcat.getDefaultWebXmlListener());
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(config);
        host.addChild(context);
    }

    /** Files and directories are named as {@code shop}, {@code shop##2} or {@code ROOT}. */
    private static ContextName name(Path file) {
        return new ContextName(file.getFileName().toString().replaceFirst("\\.xml$", ""), false);
    }

    private static String docBase(Path descriptor) throws Exception {
        return root(descriptor).getAttribute("docBase");
    }

    private static Element root(Path xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(xml.toFile())
                .getDocumentElement();
    }

    /** The first one with the protocols that it may be upgraded to, and those beside it. */
    private static void addConnectors(Tomcat tomcat, Connector first, Element service)
            throws Exception {
        NodeList upgrades = service.getElementsByTagName("UpgradeProtocol");
        for (int i = 0; i < upgrades.getLength(); i++) {
            String className = ((Element) upgrades.item(i)).getAttribute("className");
            first.addUpgradeProtocol(
                    (UpgradeProtocol)
                            Class.forName(className).getDeclaredConstructor().newInstance());
        }
        tomcat.setConnector(first);
        NodeList others = service.getElementsByTagName("Connector");
        for (int i = 0; i < others.getLength(); i++) {
            Element element = (Element) others.item(i);
            Connector connector = new Connector(element.getAttribute("protocol"));
            NamedNodeMap attributes = element.getAttributes();
            for (int j = 0; j < attributes.getLength(); j++) {
                Node attribute = attributes.item(j);
                connector.setProperty(attribute.getNodeName(), attribute.getNodeValue());
            }
            tomcat.getService().addConnector(connector);
        }
    }

    private static void addValves(Host host, Path xml) throws Exception {
        Digester digester = new Digester();
        digester.addObjectCreate("Host/Valve", null, "className");
        digester.addSetProperties("Host/Valve");
        digester.addSetNext("Host/Valve", "addValve", "org.apache.catalina.Valve");
        digester.push(host.getPipeline());
        digester.parse(new InputSource(new StringReader(Files.readString(xml))));
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (Exception e) {
            e.printStackTrace();
        }
    }
}
