package io.github.tomcatdynamodb.value;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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
     * Bytes that are the same for graphs of the same classes, field values, iteration orders and
     * shared references. Two references to one text or number, or to two equal ones, count as the
     * same; so do {@code HashMap}s and {@code HashSet}s that iterate in another order, which is
     * nobody's promise.
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
        private final Map<Object, Object> tables = new IdentityHashMap<>();

        Interning(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object value) {
            if (value.getClass() == HashMap.class) {
                return tables.computeIfAbsent(value, same -> content((HashMap<?, ?>) value));
            }
            if (value.getClass() == LinkedHashMap.class) {
                return tables.computeIfAbsent(value, same -> linked((LinkedHashMap<?, ?>) value));
            }
            if (value.getClass() == HashSet.class) {
                return tables.computeIfAbsent(value, same -> content((HashSet<?>) value));
            }
            boolean immutable =
                    value instanceof String
                            || value instanceof Number
                                    && value.getClass().getModule() == Object.class.getModule()
                                    && !value.getClass().getName().contains("atomic")
                            || value instanceof Character
                            || value instanceof Boolean;
            return immutable ? interned.computeIfAbsent(value, same -> same) : value;
        }

        /** All but the size of its table. */
        private static Object linked(LinkedHashMap<?, ?> map) {
            List<Object> entries = new ArrayList<>();
            map.forEach((key, value) -> entries.add(new Object[] {key, value}));
            @SuppressWarnings("unchecked")
            Map<Object, Object> copy = (Map<Object, Object>) map.clone();
            copy.clear();
            copy.put(1, 1);
            copy.put(2, 2);
            copy.get(1);
            return new Object[] {"a linked map of", copy.toString(), entries.toArray()};
        }

        private static Object content(HashMap<?, ?> map) {
            List<Object[]> entries = new ArrayList<>();
            map.forEach((key, value) -> entries.add(new Object[] {key, value}));
            sort(entries, entry -> entry[0]);
            return new Object[] {"a hash map of", entries.toArray()};
        }

        private static Object content(HashSet<?> set) {
            List<Object> elements = new ArrayList<>(set);
            sort(elements, element -> element);
            return new Object[] {"a hash set of", elements.toArray()};
        }

        private static <T> void sort(List<T> list, Function<T, Object> key) {
            try {
                list.sort(
                        Comparator.comparingInt((T one) -> Objects.hashCode(key.apply(one)))
                                .thenComparing(one -> String.valueOf(key.apply(one))));
            } catch (StackOverflowError e) {
                // It contains itself.
                return;
            }
        }
    }
}
