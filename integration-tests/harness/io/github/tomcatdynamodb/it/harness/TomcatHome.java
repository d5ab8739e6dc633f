package io.github.tomcatdynamodb.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Stock distributions, unpacked once for all processes. */
public final class TomcatHome {
    private TomcatHome() {}

    /** Returns the {@code CATALINA_HOME} of a version's line. */
    public static Path of(TomcatVersion version) {
        Path archive = Environment.distribution(version);
        Path home = Environment.target().resolve("it-tomcat").resolve(version.line());
        Path done = home.resolve(".unpacked");
        try {
            Files.createDirectories(home);
            try (FileChannel lock =
                    FileChannel.open(
                            home.resolveSibling(version.line() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE)) {
                lock.lock();
                String wanted = archive + " " + Files.size(archive);
                if (Files.exists(done) && Files.readString(done).equals(wanted)) {
                    return home;
                }
                Trees.delete(home);
                Files.createDirectories(home);
                Process tar =
                        new ProcessBuilder(
                                        "tar",
                                        "-xzf",
                                        archive.toString(),
                                        "--strip-components=1",
                                        "-C",
                                        home.toString())
                                .inheritIO()
                                .start();
                if (tar.waitFor() != 0) {
                    throw new IllegalStateException(archive + " does not unpack");
                }
                Files.writeString(done, wanted);
                return home;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
