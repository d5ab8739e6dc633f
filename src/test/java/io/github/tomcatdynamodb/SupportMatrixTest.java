package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VERSIONS.md says what the build does. */
class SupportMatrixTest {

    private static final Pattern JAVA = Pattern.compile("(?m)^ +java: \\[(.*)]$");

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(System.getProperty("basedir", "."), file));
    }

    private static String property(String name) throws IOException {
        return Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)</")
                .matcher(read("pom.xml"))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRow(String row) throws IOException {
        assertTrue(read("VERSIONS.md").lines().anyMatch(row::equals), () -> "no row " + row);
    }

    @ParameterizedTest
    @CsvSource({"11, tomcat11", "10.1, tomcat10", "9, tomcat9"})
    void tomcats_areThoseOfThePom(String line, String property) throws IOException {
        assertRow(
                "| %s | %s | %s |"
                        .formatted(
                                line,
                                property(property + ".version"),
                                property(property + "-embedded.version")));
    }

    @ParameterizedTest
    @CsvSource({"AWS SDK for Java, awssdk.version", "Kryo, kryo.version"})
    void bundledLibraries_areThoseOfThePom(String library, String property) throws IOException {
        assertRow("| %s (bundled) | %s |".formatted(library, property(property)));
    }

    @Test
    void javas_areThoseOfTheWorkflow_fromTheOneThatThePomCompilesFor() throws IOException {
        String javas =
                JAVA.matcher(read(".github/workflows/build.yml"))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .findFirst()
                        .orElseThrow();

        assertRow("| Java | %s |".formatted(javas));
        assertEquals(property("maven.compiler.release"), javas.split(", ")[0]);
    }
}
