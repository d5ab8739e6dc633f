package io.github.tomcatdynamodb.value;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.util.CustomObjectInputStream;

/**
 * Java serialization as the yardstick: what FileStore brings back, and whether two graphs are alike
 * in every respect.
 */
final class GraphForm {

    private GraphForm() {}

    /** What Tomcat's FileStore would bring back. */
    static Object throughFileStore(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        ClassLoader loader = GraphForm.class.getClassLoader();
        try (CustomObjectInputStream in =
                new CustomObjectInputStream(
                        new ByteArrayInputStream(bytes.toByteArray()), loader)) {
            return in.readObject();
        }
    }

    /**
     * Bytes that are the same for graphs of the same classes, field values, iteration orders, table
     * sizes and shared references. Two references to one text or number, or to two equal ones,
     * count as the same.
     */
    static byte[] of(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new Interning(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static final class Interning extends ObjectOutputStream {

        private final Map<Object, Object> interned = new HashMap<>();

        Interning(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object value) {
            boolean immutable =
                    value instanceof String
                            || value instanceof Number
                                    && value.getClass().getModule() == Object.class.getModule()
                                    && !value.getClass().getName().contains("atomic")
                            || value instanceof Character
                            || value instanceof Boolean;
            return immutable ? interned.computeIfAbsent(value, same -> same) : value;
        }
    }
}
