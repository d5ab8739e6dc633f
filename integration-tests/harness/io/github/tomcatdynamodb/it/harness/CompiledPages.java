package io.github.tomcatdynamodb.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The classes of JSPs, taken over from another node of the same Tomcat: to compile the first one
 * costs a node about as much as its start. Tomcat compiles what is older or newer than its page.
 */
final class CompiledPages {
    private static final String DESCRIPTORS = "conf/Catalina/localhost";
    private static final String WORK = "work/Catalina/localhost";

    private final Path base;
    private final TomcatVersion version;

    /**
     * @param base the directory of a node that does not run, or not yet these pages
     */
    CompiledPages(Path base, TomcatVersion version) {
        this.base = base;
        this.version = version;
    }

    /** Takes over what there is of what this node has not compiled itself. */
    void takeOver() {
        filesIn(base.resolve(DESCRIPTORS))
                .filter(descriptor -> !hasCompiled(work(descriptor)))
                .forEach(
                        descriptor ->
                                compiled(docBase(descriptor))
                                        .ifPresent(from -> Trees.copy(from, work(descriptor))));
    }

    /** Returns where another node has compiled the pages of an application. */
    private Optional<Path> compiled(String docBase) {
        return filesIn(base.getParent())
                .filter(other -> !other.equals(base))
                .filter(other -> other.getFileName().toString().startsWith(version.id() + "-"))
                .flatMap(other -> filesIn(other.resolve(DESCRIPTORS)))
                .filter(descriptor -> docBase(descriptor).equals(docBase))
                .map(CompiledPages::work)
                .filter(CompiledPages::hasCompiled)
                .findFirst();
    }

    private static boolean hasCompiled(Path work) {
        return Files.isDirectory(work.resolve("org"));
    }

    private static String docBase(Path descriptor) {
        return Trees.read(descriptor).replaceFirst("(?s).*docBase=\"([^\"]*)\".*", "$1");
    }

    private static Path work(Path descriptor) {
        Path base = descriptor.getParent().getParent().getParent().getParent();
        String application = descriptor.getFileName().toString().replaceFirst("\\.xml$", "");
        return base.resolve(WORK).resolve(application);
    }

    private static Stream<Path> filesIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
