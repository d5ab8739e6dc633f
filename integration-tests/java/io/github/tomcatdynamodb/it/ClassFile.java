package io.github.tomcatdynamodb.it;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a class file says of itself (JVMS 4.4). */
final class ClassFile {
    private static final int MAGIC_AND_VERSIONS = 8;

    private ClassFile() {}

    /** The string literals in the code of a class, without the names of types and members. */
    static Set<String> literals(byte[] bytes) {
        Map<Integer, String> texts = new HashMap<>();
        Set<Integer> literals = new HashSet<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.skipNBytes(MAGIC_AND_VERSIONS);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.put(i, in.readUTF());
                    case 8 -> literals.add(in.readUnsignedShort());
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        // A long or double takes two places.
                        i++;
                    }
                    case 7, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    default -> throw new IllegalArgumentException("constant of kind " + tag);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> found = new HashSet<>();
        literals.forEach(index -> found.add(texts.get(index)));
        return found;
    }
}
