package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.Keys;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One node after the other gets the next version of the jar, as VERSIONS.md promises it, while
 * users go on. The next version is this one under another number, and what it may add to a record
 * is written by hand.
 */
class RollingUpdateIT {
    private static final String APPLICATION = "shop";
    private static final String NEXT = "999.1.0";
    private static final int USERS = 5;

    private static final Duration LAG = Duration.ofMillis(200);

    private static OwnNodes nodes;

    /** What each user has added to the list in the session, and has been answered. */
    private final List<List<String>> added = new ArrayList<>();

    private final List<Probe> users = new ArrayList<>();

    @BeforeAll
    static void start() {
        nodes = OwnNodes.withProbe(TomcatVersion.V11, APPLICATION, "");
        nodes.heal(LAG);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void update_oneNodeAfterTheOther_losesNothing_andLogsNobodyOut() throws IOException {
        for (int i = 0; i < USERS; i++) {
            Probe user = nodes.user(APPLICATION).create();
            user.login("user" + i);
            users.add(user);
            added.add(new ArrayList<>());
        }
        useBoth("before");

        nodes.a().stop();
        useOnly(nodes.b(), "while A is down");
        replaceJar(nodes.a());
        nodes.a().start();
        addToRecords();
        useBoth("old and new");
        requireAdditions();

        nodes.b().stop();
        useOnly(nodes.a(), "while B is down");
        replaceJar(nodes.b());
        nodes.b().start();
        useBoth("after");
        requireAdditions();

        for (TomcatNode node : List.of(nodes.a(), nodes.b())) {
            assertTrue(node.console().contains("Version [" + NEXT + "]"), node.console());
            assertFalse(node.console().contains("WARNING"), node.console());
        }
    }

    private void useBoth(String stage) {
        for (int i = 0; i < USERS; i++) {
            for (int k = 0; k < 4; k++) {
                use(i, nodes.alternating(k), stage + " " + k);
            }
        }
    }

    private void useOnly(TomcatNode node, String stage) {
        for (int i = 0; i < USERS; i++) {
            use(i, node, stage);
        }
    }

    private void use(int user, TomcatNode node, String entry) {
        Probe there = users.get(user).at(node);
        Probe.Session session = there.info();
        assertEquals("user" + user, session.text("user"), node + ", " + entry);
        added.get(user).add(entry);
        assertEquals(json(added.get(user)), there.append("list", entry).text("list"));
    }

    private static String json(List<String> entries) {
        return "[\"" + String.join("\",\"", entries) + "\"]";
    }

    /** What a minor version may add, and older ones leave alone. */
    private void addToRecords() {
        for (Probe user : users) {
            String key = Keys.key(APPLICATION, user.info().id());
            nodes.dynamo()
                    .client()
                    .updateItem(
                            update ->
                                    update.tableName(APPLICATION)
                                            .key(Map.of("id", AttributeValue.fromS(key)))
                                            .updateExpression(
                                                    "SET addition = :a, tomcat.addition = :a")
                                            .expressionAttributeValues(
                                                    Map.of(":a", AttributeValue.fromS("new"))));
        }
    }

    private void requireAdditions() {
        for (Probe user : users) {
            Map<String, AttributeValue> record = nodes.record(APPLICATION, user.info().id());
            assertEquals(AttributeValue.fromS("new"), record.get("addition"));
            assertEquals(AttributeValue.fromS("new"), record.get("tomcat").m().get("addition"));
        }
    }

    /** Takes the node's jar away and gives it that of the next version. */
    private static void replaceJar(TomcatNode node) throws IOException {
        Path lib = node.base().resolve("lib");
        Path old = lib.resolve(Environment.storeJar().getFileName());
        Path next = lib.resolve("tomcat-dynamodb-store-" + NEXT + ".jar");
        try (JarFile jar = new JarFile(old.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, NEXT);
            try (OutputStream file = Files.newOutputStream(next);
                    JarOutputStream copy = new JarOutputStream(file, manifest)) {
                for (JarEntry entry : jar.stream().toList()) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        copy.putNextEntry(new JarEntry(entry.getName()));
                        jar.getInputStream(entry).transferTo(copy);
                    }
                }
            }
        }
        Files.delete(old);
    }
}
