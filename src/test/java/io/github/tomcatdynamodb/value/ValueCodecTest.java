package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What classes of an application do to those that write and read them. */
class ValueCodecTest {

    private final ValueCodec codec =
            new ValueCodec(ValueCodecTest.class.getClassLoader(), ClassFilter.defaults());

    @AfterEach
    void close() {
        codec.close();
    }

    private String form(Object value) {
        return codec.encode(value).type().s();
    }

    // ---- What it costs

    @Test
    void encode_ofTheSameSessionAgain_allocatesHalfOfWhatJavaSerializationDoes() throws Exception {
        Map<String, Object> session = SizeTest.jsonSession(HashMap::new);
        session.putAll(SizeTest.objects());
        for (int i = 0; i < 20; i++) {
            encodeAll(session);
        }
        long ours = Allocated.by(() -> encodeAll(session));
        long java =
                Allocated.by(
                        () -> {
                            for (Object value : session.values()) {
                                SizeTest.javaSize(value);
                            }
                        });

        assertTrue(ours * 2 < java, () -> ours + " bytes, Java serialization " + java);
    }

    private void encodeAll(Map<String, Object> session) {
        Function<Object, StoredValue> encoder = codec.encoder();
        session.values().forEach(encoder::apply);
    }

    // ---- Errors

    static class FailsToRead implements Serializable {
        private Object readResolve() {
            throw new AssertionError("unknown code");
        }
    }

    static class FailsToWrite implements Serializable {
        private Object writeReplace() {
            throw new AssertionError("unknown code");
        }
    }

    static class FailsToHash implements Serializable {
        static boolean fails;

        int code;

        FailsToHash(int code) {
            this.code = code;
        }

        @Override
        public int hashCode() {
            if (fails) {
                throw new AssertionError("unknown code");
            }
            return code;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof FailsToHash same && same.code == code;
        }
    }

    @Test
    void decode_whenAClassThrowsAnAssertionError_costsThatValue() {
        StoredValue resolved = codec.encode(new FailsToRead());
        StoredValue hashed = codec.encode(new HashSet<>(List.of(new FailsToHash(1))));
        FailsToHash.fails = true;
        try {
            assertThrows(UnreadableValueException.class, () -> codec.decode(resolved));
            assertThrows(UnreadableValueException.class, () -> codec.decode(hashed));
        } finally {
            FailsToHash.fails = false;
        }
    }

    @Test
    void encode_whenAClassThrowsAnAssertionError_costsThatValue() {
        assertThrows(UnstorableValueException.class, () -> codec.encode(new FailsToWrite()));
    }

    // ---- Sorted maps

    static class Category implements Serializable, Comparable<Category> {
        final TreeMap<Category, Integer> children = new TreeMap<>();
        Category parent;
        String title;

        Category(String title) {
            this.title = title;
        }

        @Override
        public int compareTo(Category other) {
            return title.compareTo(other.title);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return title.hashCode();
        }
    }

    @Test
    void decode_doesNotCompareKeysThatAreStillBeingRead() {
        Category root = new Category("root");
        codec.decode(codec.encode(root));
        Category child = new Category("b");
        Category sibling = new Category("a");
        for (Category one : List.of(child, sibling)) {
            one.parent = root;
            root.children.put(one, 1);
        }

        StoredValue stored = codec.encode(child);
        Category read = (Category) codec.decode(stored);

        assertTrue(stored.type().s().startsWith("kryo:"));
        assertEquals("a", read.parent.children.firstKey().title);
        assertSame(read, read.parent.children.lastKey());
        assertEquals(1, read.parent.children.get(read));
    }

    // ---- What FileStore does not store either

    @Test
    void encode_ofAViewThatIsNotSerializable_saysSo() {
        ArrayList<String> list = new ArrayList<>(List.of("a", "b"));
        HashMap<String, Integer> map = new HashMap<>(Map.of("a", 1));
        for (Object view :
                List.of(list.subList(0, 1), map.keySet(), map.values(), map.entrySet())) {
            UnstorableValueException failure =
                    assertThrows(UnstorableValueException.class, () -> codec.encode(view));

            assertEquals(UnstorableValueException.Reason.NOT_SERIALIZABLE, failure.reason());
        }
    }

    // ---- What is remembered of a class

    record Point(int x, int y) implements Serializable {}

    @Test
    void encode_ofAClass_doesNotDependOnWhatWasInAListWithIt() {
        Samples.Money money = new Samples.Money("1", "EUR");
        String before = form(money);

        assertEquals(
                "java:java.util.ArrayList", form(new ArrayList<>(List.of(money, new Point(1, 2)))));

        assertEquals(before, form(money));
        assertEquals("kryo:java.util.ArrayList", form(new ArrayList<>(List.of(money))));
    }
}
