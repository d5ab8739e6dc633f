package io.github.tomcatdynamodb.it.docs;

import io.github.tomcatdynamodb.it.harness.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts that users read and copy from. */
final class Documents {
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

    /** The code blocks of the README in a language, without their indentation. */
    static List<String> blocks(String language) {
        Matcher matcher =
                Pattern.compile("(?ms)^( *)```" + language + "\\n(.*?)^ *```$").matcher(readme());
        return matcher.results()
                .map(block -> block.group(2).replaceAll("(?m)^" + block.group(1), ""))
                .toList();
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
