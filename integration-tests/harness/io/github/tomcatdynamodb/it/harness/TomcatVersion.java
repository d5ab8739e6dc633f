package io.github.tomcatdynamodb.it.harness;

import java.util.List;
import java.util.stream.Stream;

/**
 * The Tomcats that everything is shown on; parameterize tests over all of them. The stock ones are
 * the newest distributions in Maven Central; embedded ones are published there for longer, so they
 * are the newest Tomcats of all.
 */
public enum TomcatVersion {
    V9("9", false),
    V10_1("10.1", false),
    V11("11", false),
    EMBEDDED_9("9", true),
    EMBEDDED_10_1("10.1", true),
    EMBEDDED_11("11", true);

    private final String line;
    private final boolean embedded;

    TomcatVersion(String line, boolean embedded) {
        this.line = line;
        this.embedded = embedded;
    }

    /**
     * All, or those that the system property {@code tomcat.versions} names, as in {@code
     * 9,embedded-11}.
     */
    public static Stream<TomcatVersion> chosen() {
        String names = System.getProperty("tomcat.versions");
        return Stream.of(values())
                .filter(
                        version ->
                                names == null || List.of(names.split(",")).contains(version.id()));
    }

    /**
     * The newest stock distribution, or those that {@code tomcat.versions} names: for what does not
     * depend on the version.
     */
    public static Stream<TomcatVersion> newest() {
        return System.getProperty("tomcat.versions") == null ? Stream.of(V11) : chosen();
    }

    /** Those of them that are stock distributions. */
    public static Stream<TomcatVersion> stock() {
        return chosen().filter(version -> !version.embedded);
    }

    /** {@code 9}, {@code 10.1} or {@code 11}. */
    public String line() {
        return line;
    }

    /** Whether it runs inside a program of its own, set up in code, instead of a distribution. */
    public boolean isEmbedded() {
        return embedded;
    }

    /** Whether its applications say {@code javax.servlet}, not {@code jakarta.servlet}. */
    public boolean isJavax() {
        return line.equals("9");
    }

    /** The line, and whether it is embedded: {@code 11} or {@code embedded-11}. */
    String id() {
        return embedded ? "embedded-" + line : line;
    }

    @Override
    public String toString() {
        return "Tomcat " + id();
    }
}
