package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar that an administrator drops into {@code tomcat/lib}. */
class JarIT {
    private static final String OURS = "io/github/tomcatdynamodb/";
    private static final String BUNDLED = OURS + "bundled/";
    private static final int MAX_SIZE = 15_000_000;

    private static JarFile jar;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(Environment.storeJar().toFile());
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    private static Stream<JarEntry> entries() {
        return jar.stream().filter(entry -> !entry.isDirectory());
    }

    private static String text(JarEntry entry) {
        try (InputStream content = jar.getInputStream(entry)) {
            return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> classesNaming(String... names) {
        return entries()
                .filter(entry -> entry.getName().endsWith(".class"))
                .filter(entry -> Stream.of(names).anyMatch(text(entry)::contains))
                .map(JarEntry::getName)
                .sorted()
                .toList();
    }

    @Test
    void everyClass_isUnderOurPackage() {
        assertEquals(
                List.of(),
                entries()
                        .map(JarEntry::getName)
                        .filter(name -> name.endsWith(".class"))
                        .filter(name -> !name.startsWith(OURS))
                        .toList());
    }

    @Test
    void servletTypes_areNamedByTheCookieProcessorsOnly() {
        assertEquals(
                List.of(
                        OURS + "express/ExpressCookieProcessor.class",
                        OURS + "express/Tomcat9ExpressCookieProcessor.class"),
                classesNaming("javax/servlet", "jakarta/servlet"));
    }

    @Test
    void noClass_namesABundledLibraryWhereItWas() {
        assertEquals(
                List.of(),
                classesNaming(
                        "Lcom/esotericsoftware/",
                        "Lsoftware/amazon/awssdk/",
                        "Lorg/apache/hc/",
                        "Lcom/fasterxml/jackson/",
                        "Ldev/failsafe/",
                        "Lorg/slf4j/"));
    }

    @Test
    void serviceFiles_areRelocatedInNameAndContent() {
        List<JarEntry> services =
                entries()
                        .filter(entry -> entry.getName().startsWith("META-INF/services/"))
                        .toList();
        assertTrue(services.size() >= 2, services.toString());
        for (JarEntry service : services) {
            String name = service.getName().substring("META-INF/services/".length());
            assertTrue(name.startsWith(OURS.replace('/', '.')), name);
            text(service)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").trim())
                    .filter(line -> !line.isEmpty())
                    .forEach(
                            line ->
                                    assertNotNull(
                                            jar.getEntry(line.replace('.', '/') + ".class"), line));
        }
    }

    @Test
    void theSdksResources_areWhereItsRelocatedClassesLook() {
        String sdk = BUNDLED + "software/amazon/awssdk/";
        assertNotNull(jar.getEntry(sdk + "regions/internal/region/endpoints.json"));
        assertNotNull(
                jar.getEntry(sdk + "awscore/internal/defaults/sdk-default-configuration.json"));
    }

    @Test
    void licences_areKept() {
        assertTrue(text(jar.getJarEntry("META-INF/LICENSE.txt")).contains("Apache License"));
        assertTrue(
                text(jar.getJarEntry("META-INF/licenses/THIRD-PARTY.txt"))
                        .contains("Nathan Sweet"));
    }

    @Test
    void noEntry_isThereTwiceOrAModuleDescriptor() {
        List<String> names = entries().map(JarEntry::getName).toList();
        assertEquals(names.stream().distinct().toList(), names);
        assertEquals(
                List.of(),
                names.stream().filter(name -> name.endsWith("module-info.class")).toList());
    }

    @Test
    void manifest_saysTheVersionAndTheCommandLineTool() throws IOException {
        Attributes main = jar.getManifest().getMainAttributes();
        assertEquals("1.0.0", main.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        assertNotNull(
                jar.getEntry(
                        main.getValue(Attributes.Name.MAIN_CLASS).replace('.', '/') + ".class"));
    }

    @Test
    void size_isThatOfOneLibrary() {
        assertTrue(Environment.storeJar().toFile().length() < MAX_SIZE);
    }
}
