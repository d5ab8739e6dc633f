package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar that an administrator drops into {@code tomcat/lib}. */
class JarIT {
    private static final String OURS = "io/github/tomcatdynamodb/";
    private static final String BUNDLED = OURS + "bundled/";

    /** A text that is the path of a file, and not a sentence with one in it. */
    private static final Pattern RESOURCE = Pattern.compile("/?[\\w.-]+(/[\\w.$-]+)+\\.[a-z]+");

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

    private static boolean isOurs(String name) {
        return name.startsWith(OURS) && !name.startsWith(BUNDLED);
    }

    private static String text(JarEntry entry) {
        return new String(bytes(entry), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(JarEntry entry) {
        try (InputStream content = jar.getInputStream(entry)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(Predicate<String> which) {
        return entries().map(JarEntry::getName).filter(which).toList();
    }

    private static List<String> classesNaming(Pattern name) {
        return entries()
                .filter(entry -> entry.getName().endsWith(".class"))
                .filter(entry -> name.matcher(text(entry)).find())
                .map(JarEntry::getName)
                .sorted()
                .toList();
    }

    @Test
    void everyEntry_isUnderOurPackage_orInMetaInf() {
        assertEquals(
                List.of(), names(name -> !name.startsWith(OURS) && !name.startsWith("META-INF/")));
        assertEquals(List.of(), names(name -> name.matches("META-INF/.*\\.class")));
    }

    @Test
    void servletTypes_areNamedNowhere() {
        assertEquals(List.of(), classesNaming(Pattern.compile("(javax|jakarta)/servlet")));
    }

    /** As a superclass, in a descriptor, or in a text; but for a resource that anyone may add. */
    @Test
    void noClass_namesABundledLibraryWhereItWas() {
        Pattern unrelocated =
                Pattern.compile(
                        "(?<!"
                                + BUNDLED
                                + ")(com/esotericsoftware|software/amazon/awssdk|org/apache/hc"
                                + "|com/fasterxml/jackson|dev/failsafe|org/slf4j|org/objenesis"
                                + "|org/reactivestreams|picocli|me/tongfei|org/jline)/(?!global/partitions\\.json)");
        assertEquals(List.of(), classesNaming(unrelocated));
    }

    /** Kryo tries Unsafe if it is there, and from Java 24 on the JVM prints a warning then. */
    @Test
    void kryosUnsafe_isLeftOut() {
        assertEquals(List.of(), names(name -> name.contains("/kryo/unsafe/")));
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

    /**
     * The SDK asks for some resources that may be there or not. So what its jars have must be in
     * this one under the name that the relocated class asks for, and nothing else.
     */
    @Test
    void resourcesThatClassesName_areThereUnderThatName_ifTheyWereThereBefore() {
        Set<String> named =
                entries()
                        .filter(entry -> entry.getName().endsWith(".class"))
                        .flatMap(entry -> ClassFile.literals(bytes(entry)).stream())
                        .filter(literal -> RESOURCE.matcher(literal).matches())
                        .map(literal -> literal.startsWith("/") ? literal.substring(1) : literal)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(
                named.containsAll(
                        Set.of(
                                BUNDLED + "software/amazon/awssdk/core/util/mime.types",
                                BUNDLED + "software/amazon/awssdk/global/partitions.json",
                                BUNDLED + "org/publicsuffix/list/effective_tld_names.dat")),
                named::toString);

        assertEquals(
                named.stream().filter(JarIT::isOnTheClassPath).toList(),
                named.stream().filter(name -> jar.getEntry(name) != null).toList());
    }

    /** The class path of the tests has the libraries as they were. */
    private static boolean isOnTheClassPath(String name) {
        String before = name.startsWith(BUNDLED) ? name.substring(BUNDLED.length()) : name;
        return JarIT.class.getClassLoader().getResource(before) != null;
    }

    // ---- The same commit makes the same bytes

    @Test
    void timesOfEntries_areThatOfThePomOrOfTheLibrary() throws IOException {
        LocalDateTime ours = outputTimestamp();
        for (JarEntry entry : entries().toList()) {
            String name = entry.getName();
            if (isOurs(name)) {
                assertEquals(ours, entry.getTimeLocal(), name);
            } else {
                // That of the library; of one that is younger, the time in the pom must be set.
                assertFalse(entry.getTimeLocal().isAfter(ours), name);
            }
        }
    }

    private static LocalDateTime outputTimestamp() throws IOException {
        Matcher matcher =
                Pattern.compile("<project.build.outputTimestamp>(.*)</")
                        .matcher(Files.readString(Environment.basedir().resolve("pom.xml")));
        assertTrue(matcher.find());
        return LocalDateTime.ofInstant(Instant.parse(matcher.group(1)), ZoneOffset.UTC);
    }

    @Test
    void ourEntries_areSorted() {
        List<String> names = names(JarIT::isOurs);
        assertEquals(names.stream().sorted().toList(), names);
    }

    @Test
    void manifest_saysNothingOfTheMachineOrTheTime() throws IOException {
        assertEquals(
                Set.of(
                        "Manifest-Version",
                        "Created-By",
                        "Java-Version",
                        "Build-Jdk-Spec",
                        "Main-Class",
                        "Implementation-Title",
                        "Implementation-Version"),
                jar.getManifest().getMainAttributes().keySet().stream()
                        .map(Object::toString)
                        .collect(Collectors.toSet()));
    }

    @Test
    void noEntry_namesADirectoryOfTheMachine() {
        String[] directories =
                Stream.of(Environment.basedir().toString(), System.getProperty("user.home"))
                        .map(directory -> directory + '/')
                        .filter(directory -> directory.length() > 2)
                        .toArray(String[]::new);
        assertEquals(
                List.of(),
                entries()
                        // The others are data of libraries, with texts of all kinds.
                        .filter(
                                entry ->
                                        isOurs(entry.getName())
                                                || entry.getName().startsWith("META-INF/"))
                        .filter(entry -> Stream.of(directories).anyMatch(text(entry)::contains))
                        .map(JarEntry::getName)
                        .toList());
    }

    @Test
    void noEntry_isOneThatMavenWritesWithTheTime() {
        assertEquals(List.of(), names(name -> name.startsWith("META-INF/maven/")));
    }

    @Test
    void noEntry_isThereTwiceOrAModuleDescriptor() {
        List<String> names = names(name -> true);
        assertEquals(names.stream().distinct().toList(), names);
        assertEquals(List.of(), names(name -> name.endsWith("module-info.class")));
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
