package io.github.tomcatdynamodb.value.limits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Classes that published attacks on Java deserialization are built of, as the file {@value #FILE}
 * beside this class lists them. The list is a second line of defence: who can write to the table is
 * the first, the Manager's own filter the third.
 */
public final class GadgetClasses {

    private static final String FILE = "gadget-classes.txt";

    /**
     * A name that ends in a dot or a dollar sign stands for everything that starts with it, any
     * other for itself.
     */
    private static final List<String> NAMES = read();

    private GadgetClasses() {}

    private static List<String> read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                GadgetClasses.class.getResourceAsStream(FILE),
                                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .toList();
        } catch (IOException e) {
            // It is in the same jar.
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether a class belongs to a known gadget family. */
    public static boolean contains(String className) {
        for (String name : NAMES) {
            if (isPrefix(name) ? className.startsWith(name) : className.equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPrefix(String name) {
        return name.endsWith(".") || name.endsWith("$");
    }
}
