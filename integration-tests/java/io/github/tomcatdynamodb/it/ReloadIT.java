package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of a web application stays behind when it is reloaded while it serves requests. */
class ReloadIT {
    private static final int RELOADS = 20;
    private static final int USERS = 4;
    private static final String TABLE = "reloaded";
    private static final String LOADER = "org.apache.catalina.loader.ParallelWebappClassLoader";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the leak detection of Tomcat's class loader says, whatever the kind of leak. */
    private static final Pattern LEAK =
            Pattern.compile(".*(memory leak|has failed to (stop|remove|unregister|clean)).*");

    /** Tomcat's own threads, which are at work for the application when it is stopped. */
    private static final Pattern AT_WORK =
            Pattern.compile(
                    ".*(is still processing a request|thread named \\[(Catalina-utility|http-nio-)).*");

    /** Threads that Tomcat or the JVM has more or less of, as there is more or less to do. */
    private static final Pattern COMES_AND_GOES =
            Pattern.compile(
                    "http-nio-.*-exec-\\d+|C[12] CompilerThread\\d+|Attach Listener|"
                            + "JNA Cleaner|Catalina-utility-\\d+|RMI .*|DestroyJavaVM");

    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.it.harness.TomcatVersion#stock")
    void everythingOfReloadedApplicationsIsCollected(TomcatVersion version) throws Exception {
        try (EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start();
                TomcatNode node = node(version, dynamo)) {
            dynamo.createTable(TABLE, "id", "expires");
            node.start();
            List<User> users = Stream.generate(() -> new User(node)).limit(USERS).toList();
            node.reload("/probe");
            findLeaks(node);
            users.forEach(User::visit);
            long loaders = loaders(node);
            List<String> threads = threads(node);

            AtomicBoolean over = new AtomicBoolean();
            List<Thread> load = users.stream().map(user -> user.visitUntil(over)).toList();
            for (int i = 0; i < RELOADS; i++) {
                int seen = visits(users);
                node.reload("/probe");
                Await.until("requests after reload " + i, () -> visits(users) > seen + USERS);
            }
            over.set(true);
            for (Thread thread : load) {
                thread.join();
            }

            users.forEach(User::hasEverythingItWasToldItHas);
            Await.value(
                    "old class loaders to be collected, of which there must be " + loaders,
                    PATIENCE,
                    () -> loaders(node),
                    left -> left <= loaders);
            // Fewer is fine: the store's own ends while nothing is called.
            Await.value(
                    "no threads but " + threads,
                    PATIENCE,
                    () -> threads(node),
                    left -> left.size() <= threads.size() && threads.containsAll(left));
            assertEquals("OK - No memory leaks found", findLeaks(node));
            assertEquals(
                    List.of(),
                    node.log()
                            .lines()
                            .filter(line -> LEAK.matcher(line).matches())
                            .filter(line -> !AT_WORK.matcher(line).matches())
                            .filter(line -> !line.startsWith("OK - "))
                            .toList());
        }
    }

    private static TomcatNode node(TomcatVersion version, EmbeddedDynamoDb dynamo) {
        Path probe = WebApp.build("probe");
        return TomcatNode.of(version)
                .name("reload")
                .lib(Environment.storeJar())
                .backgroundDelay(1)
                // So that a soft reference does not keep what nothing else keeps.
                .option("-XX:SoftRefLRUPolicyMSPerMB=0")
                .app(
                        "probe",
                        probe,
                        Contexts.anyNode(
                                "",
                                Contexts.patientStore(
                                        dynamo.endpoint(), TABLE, "touchAfter=\"1\"")))
                .manager("boss", "secret")
                .prepare();
    }

    private static int visits(List<User> users) {
        return users.stream().mapToInt(user -> user.answered).sum();
    }

    private static String findLeaks(TomcatNode node) {
        return node.managerText("findleaks?statusLine=true").trim();
    }

    /** The class loaders of web applications in the heap, after a full collection. */
    private static long loaders(TomcatNode node) {
        Matcher line =
                Pattern.compile("\\d+: +(\\d+) +\\d+ +" + Pattern.quote(LOADER) + "\\b.*")
                        .matcher(jcmd(node, "GC.class_histogram"));
        assertTrue(line.find(), "no class loader at all");
        return Long.parseLong(line.group(1));
    }

    /** The names of all threads that stay, those of pools without their numbers. */
    private static List<String> threads(TomcatNode node) {
        return jcmd(node, "Thread.print")
                .lines()
                .filter(line -> line.startsWith("\""))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .filter(name -> !COMES_AND_GOES.matcher(name).matches())
                .map(name -> name.replaceAll("\\d+", "N"))
                .sorted()
                .toList();
    }

    private static String jcmd(TomcatNode node, String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process =
                    new ProcessBuilder(jcmd.toString(), Long.toString(node.pid()), command)
                            .redirectErrorStream(true)
                            .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), output);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Somebody whose session holds objects of the application's classes, and who never stops. */
    private static final class User {
        private static final String LOST = "the session is lost";

        private final Probe probe;
        private final List<String> failures = new ArrayList<>();
        private int acknowledged;
        private volatile int answered;

        User(TomcatNode node) {
            probe = new Probe(new HttpBrowser(), node, "/probe");
            // Kryo writes the one, Java serialization the other.
            probe.set("cart", "bean", "Ann");
            probe.set("visit", "visit", "home");
        }

        void visit() {
            HttpBrowser.Response response = probe.get("op", "mutate", "name", "cart", "value", "x");
            if (response.status() == 200) {
                JsonObject answer = response.json();
                if (!answer.get("session").getAsBoolean()) {
                    failures.add(LOST);
                }
                acknowledged++;
            } else {
                failures.add(response.toString());
            }
            answered++;
        }

        Thread visitUntil(AtomicBoolean over) {
            Thread thread =
                    new Thread(
                            () -> {
                                while (!over.get()) {
                                    visit();
                                }
                            });
            thread.start();
            return thread;
        }

        void hasEverythingItWasToldItHas() {
            Probe.Session session = probe.info();
            assertFalse(failures.contains(LOST));
            assertTrue(session.has("cart"), () -> failures.toString());
            String cart = session.text("cart");
            int changes = Integer.parseInt(cart.substring(cart.lastIndexOf(' ') + 1));
            assertTrue(
                    changes >= acknowledged,
                    () -> changes + " of " + acknowledged + " changes are there " + failures);
            assertEquals("Visit[page=home, kind=FIRST]", session.text("visit"));
        }
    }
}
