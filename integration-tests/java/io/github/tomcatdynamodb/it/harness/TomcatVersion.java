package io.github.tomcatdynamodb.it.harness;

/** The stock distributions that everything is shown on; parameterize tests over all of them. */
public enum TomcatVersion {
    V9("9"),
    V10_1("10.1"),
    V11("11");

    private final String line;

    TomcatVersion(String line) {
        this.line = line;
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
