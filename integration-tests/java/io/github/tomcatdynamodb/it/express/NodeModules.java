package io.github.tomcatdynamodb.it.express;

import io.github.tomcatdynamodb.it.harness.NpmPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the Express applications need from npm, installed once below {@code target}. */
final class NodeModules {

    private static final NpmPackage EXPRESS =
            NpmPackage.install("express", "the tests with Express");

    private NodeModules() {}

    /** Where the applications are, with their modules. */
    static Path directory() {
        return EXPRESS.directory();
    }

    /** Why the Express applications cannot run here; null when they can. */
    static String problem() {
        return EXPRESS.problem();
    }

    /** Reads a log; empty while it is not there. */
    static String read(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
