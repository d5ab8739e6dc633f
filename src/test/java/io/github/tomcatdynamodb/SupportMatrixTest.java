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
import org.junit.jupiter.params.provider.ValueSource;

/** VERSIONS.md says what the build does. */
class SupportMatrixTest {

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(System.getProperty("basedir", "."), file));
    }

    private static String first(String pattern, String file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(read(file))
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static String property(String name) throws IOException {
        return first("<" + Pattern.quote(name) + ">([^<]+)</", "pom.xml");
    }

    /** What the integration tests run. */
    private static String tomcat(String name) throws IOException {
        return first(
                "<artifactId>tomcat(?:-embed-jasper)?</artifactId><version>([^<]+)</",
                "integration-tests/downloads/tomcats/" + name + "/pom.xml");
    }

    private static void assertRow(String row) throws IOException {
        assertTrue(read("VERSIONS.md").lines().anyMatch(row::equals), () -> "no row " + row);
    }

    @ParameterizedTest
    @ValueSource(strings = {"11", "10.1", "9"})
    void tomcats_areThoseOfTheIntegrationTests(String line) throws IOException {
        assertRow("| %s | %s | %s |".formatted(line, tomcat(line), tomcat("embedded-" + line)));
    }

    @Test
    void tomcat9OfTheUnitTests_isThatOfTheIntegrationTests() throws IOException {
        assertEquals(tomcat("9"), property("tomcat9.version"));
    }

    @ParameterizedTest
    @CsvSource({"AWS SDK for Java, awssdk.version", "Kryo, kryo.version"})
    void bundledLibraries_areThoseOfThePom(String library, String property) throws IOException {
        assertRow("| %s (bundled) | %s |".formatted(library, property(property)));
    }

    @Test
    void javas_areThoseOfTheWorkflow_fromTheOneThatThePomCompilesFor() throws IOException {
        String javas = first("(?m)^ +java: \\[(.*)]$", ".github/workflows/build.yml");

        assertRow("| Java | %s |".formatted(javas));
        assertEquals(property("maven.compiler.release"), javas.split(", ")[0]);
    }
}
