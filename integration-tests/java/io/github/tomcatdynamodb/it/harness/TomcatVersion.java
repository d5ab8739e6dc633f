package io.github.tomcatdynamodb.it.harness;

import java.util.List;
import java.util.stream.Stream;

/** The stock distributions that everything is shown on; parameterize tests over all of them. */
public enum TomcatVersion {
    V9("9"),
    V10_1("10.1"),
    V11("11");

    private final String line;

    TomcatVersion(String line) {
        this.line = line;
    }

    /** All, or those that the system property {@code tomcat.versions} names, as in {@code 9,11}. */
    public static Stream<TomcatVersion> chosen() {
        List<String> lines = List.of(System.getProperty("tomcat.versions", "9,10.1,11").split(","));
        return Stream.of(values()).filter(version -> lines.contains(version.line()));
    }

    /** {@code 9}, {@code 10.1} or {@code 11}. */
    public String line() {
        return line;
    }

    @Override
    public String toString() {
        return "Tomcat " + line;
    }
}
