package io.github.tomcatdynamodb.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directory trees: copied and deleted whole. */
public final class Trees {
    private Trees() {}

    /** Copies a file, or a directory with everything in it. */
    public static void copy(Path from, Path to) {
        for (Path source : list(from)) {
            Path copy = to.resolve(from.relativize(source).toString());
            try {
                if (Files.isDirectory(source)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(
                            source,
                            copy,
                            StandardCopyOption.REPLACE_EXISTING,
                            // The class of a JSP is as old as the JSP, or it is compiled anew.
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        list(tree).stream()
                .sorted(Comparator.reverseOrder())
                .forEach(
                        path -> {
                            try {
                                Files.delete(path);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    public static List<Path> list(Path tree) {
        try (Stream<Path> paths = Files.walk(tree)) {
            return paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            // Whatever its bytes are: a log may end in the middle of a character.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
