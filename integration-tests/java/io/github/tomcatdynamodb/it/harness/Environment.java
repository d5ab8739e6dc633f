package io.github.tomcatdynamodb.it.harness;

import java.nio.file.Files;
import java.nio.file.Path;

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

    /** The stock distribution of a version, as it was downloaded. */
    static Path distribution(TomcatVersion version) {
        Path directory =
                Path.of(System.getProperty("tomcat.dir", target().resolve("tomcat").toString()));
        Path archive = directory.resolve("tomcat-" + version.line() + ".tar.gz");
        if (!Files.exists(archive)) {
            throw new IllegalStateException(
                    archive + " is not there: run mvn pre-integration-test first");
        }
        return archive;
    }
}
