package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.it.harness.Environment;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the jar says about the libraries inside: to scanners, and to those who read licences. */
class BundledLibrariesIT {
    private static final String BUNDLED = "io/github/tomcatdynamodb/bundled/";
    private static final String THIRD_PARTY = "META-INF/licenses/THIRD-PARTY.txt";
    private static final Pattern LEGAL = Pattern.compile("META-INF/(.*LICENSE.*|NOTICE.*)");

    private static JarFile jar;
    private static List<JsonObject> components;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(Environment.storeJar().toFile());
        components =
                JsonParser.parseString(text(jar, "META-INF/sbom/tomcat-dynamodb-store.cdx.json"))
                        .getAsJsonObject()
                        .getAsJsonArray("components")
                        .asList()
                        .stream()
                        .map(JsonElement::getAsJsonObject)
                        .toList();
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    private static String text(JarFile file, String entry) {
        try (var content = file.getInputStream(file.getJarEntry(entry))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(JsonObject component) {
        return component.get("name").getAsString();
    }

    private static String fileName(JsonObject component) {
        return name(component) + "-" + component.get("version").getAsString() + ".jar";
    }

    /** The libraries as they were, on the class path of the tests, whose classes are in the jar. */
    private static Stream<File> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar"))
                .map(File::new)
                .filter(file -> classes(file).anyMatch(BundledLibrariesIT::isBundled));
    }

    private static Stream<String> classes(File library) {
        try (JarFile file = new JarFile(library)) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isBundled(String className) {
        return jar.getEntry(BUNDLED + className) != null;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Test
    void sbom_listsTheLibrariesThatAreInside_withTheirVersions() {
        assertEquals(
                libraries().map(File::getName).sorted().toList(),
                components.stream().map(BundledLibrariesIT::fileName).sorted().toList());
    }

    @Test
    void sbom_saysTheLicenceAndTheHashOfEach() {
        for (JsonObject component : components) {
            assertFalse(component.getAsJsonArray("licenses").isEmpty(), name(component));
            assertFalse(component.getAsJsonArray("hashes").isEmpty(), name(component));
        }
    }

    /** Nothing of the time or of chance: the same commit makes the same jar. */
    @Test
    void sbom_saysNoTime() {
        assertFalse(
                text(jar, "META-INF/sbom/tomcat-dynamodb-store.cdx.json").contains("timestamp"));
    }

    @Test
    void thirdParty_namesEachLibrary_theSdksModulesTogether() {
        String thirdParty = text(jar, THIRD_PARTY);
        for (JsonObject component : components) {
            String group = component.get("group").getAsString();
            String name = group.equals("software.amazon.awssdk") ? group : name(component);
            assertTrue(thirdParty.contains("(" + name) || thirdParty.contains(", " + name), name);
        }
    }

    /**
     * Each licence and each notice that a library's jar has is in this one, whatever its lines are.
     */
    @Test
    void licencesAndNotices_areThoseOfTheLibraries() {
        String ours =
                jar.stream()
                        .map(JarEntry::getName)
                        .filter(
                                name ->
                                        LEGAL.matcher(name).matches()
                                                || name.matches("META-INF/licenses/.+"))
                        .map(name -> oneLine(text(jar, name)))
                        .collect(Collectors.joining("\n"));
        Set<String> missing = new TreeSet<>();
        for (File library : libraries().toList()) {
            try (JarFile file = new JarFile(library)) {
                file.stream()
                        .map(JarEntry::getName)
                        .filter(name -> LEGAL.matcher(name).matches())
                        .filter(name -> !ours.contains(oneLine(text(file, name))))
                        .forEach(name -> missing.add(library.getName() + ": " + name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertEquals(Set.of(), missing, "add their texts to NOTICE and META-INF/licenses");
    }

    /** As they would be if a build without clean began with the jar of the one before. */
    @Test
    void ourLicence_isThereOnce() {
        String licence = text(jar, "META-INF/LICENSE");
        assertEquals(
                1,
                Pattern.compile("END OF TERMS AND CONDITIONS").matcher(licence).results().count());
    }

    @Test
    void kryosLicence_whichItsJarLacks_isThere() {
        assertTrue(text(jar, THIRD_PARTY).contains("Nathan Sweet"));
    }
}
