package io.github.tomcatdynamodb.it.demo;

import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Ports;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Everything the demo consists of, from its start until it is closed. */
public final class Demo implements AutoCloseable {
    /** What the keys of the demo's sessions begin with: the store's default for its context. */
    static final String PREFIX = "localhost/demo#";

    /** The table that {@code context.xml} names. */
    static final String TABLE = "sessions";

    private static final int TOUCH_AFTER = 20;

    /** Two nodes that start at the same time on a small machine are slow. */
    private static final String PATIENCE = "attemptTimeout=\"10000\" callTimeout=\"30000\"";

    private final int touchAfter;
    private final EmbeddedDynamoDb dynamo;
    private final Map<String, TomcatNode> nodes = new LinkedHashMap<>();
    private final ControlServer control;

    private Demo(int touchAfter, int portA, int portB) {
        this.touchAfter = touchAfter;
        dynamo = EmbeddedDynamoDb.start();
        // Its first answer takes long; the nodes shall not wait for that.
        dynamo.client().listTables();
        control = new ControlServer(this);
        Path application = WebApp.build("demo");
        nodes.put("A", node("A", portA, application));
        nodes.put("B", node("B", portB, application));
    }

    /**
     * Starts two nodes.
     *
     * @param touchAfter the store's setting, in seconds
     */
    static Demo start(int touchAfter, int portA, int portB) {
        Demo demo = new Demo(touchAfter, portA, portB);
        try {
            TomcatNode.startAll(demo.nodes.values().toArray(TomcatNode[]::new));
            demo.nodes.values().forEach(Demo::compilePages);
            return demo;
        } catch (RuntimeException | Error e) {
            demo.close();
            throw e;
        }
    }

    /**
     * Runs the demo in the foreground until Ctrl-C, or for {@code -Ddemo.seconds=N}.
     *
     * @param args none
     */
    public static void main(String[] args) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit().thenRun(end::countDown));
        System.out.println("Starting DynamoDB Local and two nodes of Tomcat 11 ...");
        int status = 0;
        try {
            run(end, Integer.getInteger("demo.seconds", 0));
            System.out.println("The demo has ended.");
        } catch (RuntimeException | AssertionError e) {
            e.printStackTrace();
            System.out.println("The demo does not run; see the nodes' logs in " + logs());
            status = 1;
        }
        System.exit(status);
    }

    private static void run(CountDownLatch end, int seconds) throws InterruptedException {
        try (Demo demo = start(TOUCH_AFTER, preferred(8080), preferred(8081))) {
            System.out.println(demo.introduction(seconds));
            if (seconds > 0) {
                end.await(seconds, TimeUnit.SECONDS);
            } else {
                end.await();
            }
        }
    }

    private static Path logs() {
        return Environment.basedir().relativize(Environment.nodes());
    }

    private static int preferred(int port) {
        return Ports.isFree(port) ? port : Ports.free();
    }

    /** The address of the page on a node. */
    String url(String node) {
        return nodes.get(node).url("/demo/");
    }

    URI controlAddress() {
        return control.address();
    }

    int touchAfter() {
        return touchAfter;
    }

    EmbeddedDynamoDb dynamo() {
        return dynamo;
    }

    Map<String, TomcatNode> nodes() {
        return nodes;
    }

    @Override
    public void close() {
        nodes.values().forEach(TomcatNode::close);
        control.close();
        dynamo.close();
    }

    private TomcatNode node(String name, int port, Path application) {
        TomcatNode node =
                TomcatNode.of(TomcatVersion.V11)
                        .name(name)
                        .port(port)
                        .lib(Environment.storeJar())
                        .app("demo", application, "")
                        .systemProperty("demo.control", control.address().toString())
                        .systemProperty("demo.token", control.token())
                        .prepare();
        try {
            Files.writeString(node.base().resolve("conf/context.xml"), contextXml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return node;
    }

    /** The README's {@code context.xml}, on DynamoDB Local and in a hurry. */
    private String contextXml() throws IOException {
        String readme = Files.readString(readmeContext());
        String store = "tableName=\"" + TABLE + "\"";
        if (!readme.contains(store)) {
            throw new IllegalStateException(readmeContext() + " has no " + store);
        }
        return readme.replace(store, store + " " + additions());
    }

    private static Path readmeContext() {
        return Environment.basedir().resolve("conf-examples/any-node/context.xml");
    }

    private String additions() {
        return "endpoint=\"%s\" createTable=\"true\" touchAfter=\"%d\" %s"
                .formatted(dynamo.endpoint(), touchAfter, PATIENCE);
    }

    private static void compilePages(TomcatNode node) {
        for (String page : List.of("", "node.jsp", "do.jsp", "read.jsp", "wait.jsp")) {
            HttpBrowser.Response response = new HttpBrowser().get(node.url("/demo/" + page));
            if (response.status() >= 500) {
                throw new IllegalStateException(page + ": " + response);
            }
        }
    }

    private String introduction(int seconds) {
        URI endpoint = dynamo.endpoint();
        return """

                Two nodes of Tomcat 11 keep their sessions in one table of DynamoDB:

                    node A   %s
                    node B   %s

                Open one of them in a browser, start a session there, and then try this:
                  - change an attribute, and see that this attribute alone is written
                  - just read, and see that nothing is written
                  - log in: the id changes, the attributes stay
                  - continue on the other node
                  - stop or kill a node, and go on with the same session
                  - continue a session that connect-dynamodb wrote on Node.js

                Each node has the jar in lib, and in conf the file
                    %s
                with these attributes added to the <Store>:
                    %s
                DynamoDB Local listens on %s and holds everything in memory.
                The nodes' files, with their logs, are in %s

                %s
                """
                .formatted(
                        url("A"),
                        url("B"),
                        Environment.basedir().relativize(readmeContext()),
                        additions(),
                        endpoint,
                        logs(),
                        seconds > 0
                                ? "Ends by itself after " + seconds + " seconds, or with Ctrl-C."
                                : "Ends with Ctrl-C.");
    }
}
