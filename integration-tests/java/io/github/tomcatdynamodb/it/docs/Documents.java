package io.github.tomcatdynamodb.it.docs;

import io.github.tomcatdynamodb.it.harness.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts that users read and copy from. */
final class Documents {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern ROOT =
            Pattern.compile("<Context([^>]*)>(.*)</Context>", Pattern.DOTALL);

    private Documents() {}

    /** A {@code <Context>} element. */
    record ContextXml(String attributes, String inner) {}

    static String readme() {
        return read(Environment.basedir().resolve("README.md"));
    }

    static String example(String path) {
        return read(Environment.basedir().resolve("conf-examples").resolve(path));
    }

    static String ciScript() {
        return read(Environment.basedir().resolve(".ci/run"));
    }

    /** The README and the guides, in the order in which a reader comes to them. */
    private static Stream<String> texts() {
        try (Stream<Path> files = Files.walk(Environment.basedir().resolve("conf-examples"))) {
            List<String> guides =
                    files.filter(file -> file.toString().endsWith(".md"))
                            .sorted()
                            .map(Documents::read)
                            .toList();
            return Stream.concat(Stream.of(readme()), guides.stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code blocks of README and guides in a language, without their indentation. */
    static List<String> blocks(String language) {
        Pattern blocks = Pattern.compile("(?ms)^( *)```" + language + "\\n(.*?)^ *```$");
        return texts().flatMap(text -> blocks.matcher(text).results())
                .map(block -> block.group(2).replaceAll("(?m)^" + block.group(1), ""))
                .toList();
    }

    /** The links of a text that lead into this project. */
    static List<String> links(Path file) {
        return LINK.matcher(read(file))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }

    /** Returns whether there is a file, with such a heading, at the end of a link. */
    static boolean leadsSomewhere(Path from, String link) {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
        return Files.exists(file)
                && (parts.length == 1
                        || read(file)
                                .lines()
                                .filter(line -> line.startsWith("#"))
                                .map(Documents::anchor)
                                .anyMatch(parts[1]::equals));
    }

    /** As GitHub makes it. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }

    static ContextXml context(String xml) {
        Matcher matcher = ROOT.matcher(xml);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no <Context>: " + xml);
        }
        return new ContextXml(matcher.group(1).trim(), matcher.group(2));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
