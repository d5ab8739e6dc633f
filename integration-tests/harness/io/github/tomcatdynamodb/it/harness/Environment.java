package io.github.tomcatdynamodb.it.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the build has put things: the system properties that the pom gives to the tests. */
public final class Environment {
    private Environment() {}

    /** The root of the project. */
    public static Path basedir() {
        return Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    }

    /** Where the build may write. */
    public static Path target() {
        return basedir().resolve("target");
    }

    /** Where this process builds web applications; others may build the same at the same time. */
    static Path webapps() {
        return own("it-webapps");
    }

    /** Where the nodes of this process live, and those of the last one of its number lived. */
    public static Path nodes() {
        return own("it-nodes");
    }

    /** Where this process writes jars of its own classes. */
    static Path jars() {
        return own("it-jars");
    }

    private static Path own(String directory) {
        return target().resolve(directory).resolve(System.getProperty("fork", "fork-0"));
    }

    /** The packaged store, as an administrator drops it into {@code tomcat/lib}. */
    public static Path storeJar() {
        Path jar =
                Path.of(
                        System.getProperty(
                                "store.jar",
                                target().resolve("tomcat-dynamodb-store-1.0.0.jar").toString()));
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not there: run mvn package first");
        }
        return jar;
    }

    /** The stock distribution of a line, as it was downloaded. */
    static Path distribution(TomcatVersion version) {
        return downloaded(version.line() + "/tomcat.tar.gz");
    }

    /** The jars of an embedded Tomcat. */
    static List<Path> embedded(TomcatVersion version) {
        return Trees.list(downloaded("embedded-" + version.line())).stream()
                .filter(file -> file.toString().endsWith(".jar"))
                .sorted()
                .toList();
    }

    private static Path downloaded(String name) {
        Path file = target().resolve("tomcat").resolve(name);
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    file + " is not there: run mvn pre-integration-test first");
        }
        return file;
    }
}
