package io.github.tomcatdynamodb.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Jars of single classes of the tests, for other processes. */
public final class Jars {
    private Jars() {}

    /**
     * Writes these classes, and those inside them, into a jar below {@code target/}. Who reads an
     * older one of that name goes on reading that.
     *
     * @param name the file's name
     * @param manifest further entries of its manifest
     */
    public static Path of(String name, Map<String, String> manifest, List<Class<?>> classes) {
        Path jar = Environment.jars().resolve(name);
        Manifest described = new Manifest();
        Attributes attributes = described.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach(attributes::putValue);
        try {
            Files.createDirectories(jar.getParent());
            Path fresh = Files.createTempFile(jar.getParent(), name, "");
            try (OutputStream file = Files.newOutputStream(fresh);
                    JarOutputStream out = new JarOutputStream(file, described)) {
                for (Class<?> type : classes) {
                    add(type, out);
                }
            }
            return Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Class<?> type, JarOutputStream out) throws IOException {
        String entry = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
            out.closeEntry();
        }
        for (Class<?> inner : type.getDeclaredClasses()) {
            add(inner, out);
        }
    }
}
