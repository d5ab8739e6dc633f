package io.github.tomcatdynamodb.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the image and the manifest say, on a stock Tomcat, which is what the official image has. */
class ContainerIT {

    private static final String CATALINA_BASE = "/usr/local/tomcat/";

    private static EmbeddedDynamoDb dynamo;
    private static DynamoDbProxy proxy;
    private static TomcatNode node;
    private static Map<String, FileTime> before;

    @BeforeAll
    static void start() throws IOException {
        dynamo = EmbeddedDynamoDb.start();
        dynamo.createTable("sessions", "id", "expires");
        proxy = DynamoDbProxy.start(dynamo);
        node =
                TomcatNode.of(TomcatVersion.V11)
                        .name("container")
                        .lib(Environment.storeJar())
                        .defaultContext(
                                Documents.context(Documents.example("docker/context.xml")).inner())
                        .env("AWS_ENDPOINT_URL_DYNAMODB", proxy.endpoint().toString())
                        .env("AWS_REGION", EmbeddedDynamoDb.REGION)
                        .app("shop", WebApp.build("probe"), "")
                        .prepare();
        before = files();
        node.start();
    }

    @AfterAll
    static void stop() {
        node.close();
        proxy.close();
        dynamo.close();
    }

    private static Map<String, FileTime> files() throws IOException {
        Map<String, FileTime> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(node.base())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(node.base().relativize(file).toString(), Files.getLastModifiedTime(file));
            }
        }
        return files;
    }

    private static Set<String> groups(String file, String regex) {
        return Pattern.compile(regex)
                .matcher(Documents.example(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void probe_isAnswered_withoutASession_andWithoutACall() {
        String path = groups("kubernetes/shop.yaml", "path: (\\S+)").iterator().next();
        proxy.reset();

        HttpBrowser.Response health = new HttpBrowser().get(node.url(path));

        assertEquals(200, health.status());
        assertFalse(health.setsSessionCookie());
        assertEquals(0, proxy.calls().size());
    }

    @Test
    void probe_isAnswered_whileDynamoDbCannotBeReached() {
        String path = groups("kubernetes/shop.yaml", "path: (\\S+)").iterator().next();
        proxy.refuse();
        try {
            assertEquals(200, new HttpBrowser().get(node.url(path)).status());
        } finally {
            proxy.accept();
        }
    }

    /** Without these, a read-only root file system would break it. */
    @Test
    void tomcat_writesOnlyWhereTheManifestHasVolumes() throws IOException {
        Probe user = new Probe(new HttpBrowser(), node, "/shop");
        user.create().set("colour", "blue");
        assertEquals("blue", user.info().text("colour"));
        Set<String> volumes =
                groups("kubernetes/shop.yaml", "mountPath: " + CATALINA_BASE + "(\\w+)");

        Set<String> written = new TreeSet<>();
        files().forEach(
                        (file, time) -> {
                            if (!time.equals(before.get(file))) {
                                written.add(file.replaceFirst("/.*", ""));
                            }
                        });

        written.remove("pid"); // The harness's own.
        assertTrue(volumes.containsAll(written), written + " are written, but not " + volumes);
        assertTrue(written.contains("work"), written::toString);
    }

    @Test
    void dockerfile_copiesToPlacesThatTomcatHas() {
        Set<String> targets =
                groups("docker/Dockerfile", "COPY \\S+ " + CATALINA_BASE + "([\\w./]+)");

        assertEquals(Set.of("conf/context.xml", "lib/", "webapps/"), targets);
        for (String target : targets) {
            assertTrue(Files.exists(node.base().resolve(target)), target);
        }
    }
}
