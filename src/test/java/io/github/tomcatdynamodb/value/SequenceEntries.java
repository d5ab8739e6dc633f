package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.Samples.Colour;
import io.github.tomcatdynamodb.value.Samples.Money;
import io.github.tomcatdynamodb.value.Samples.Operation;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Stack;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Arrays, lists and sets. */
final class SequenceEntries extends CatalogueEntries {
    @Override
    void fill() {
        arrays();
        lists();
        sets();
    }

    private void arrays() {
        add("byte[]", "empty", new byte[0]);
        add("byte[]", "bytes", new byte[] {0, 1, -1, 127, -128});
        add("int[]", "ints", new int[] {1, -2, Integer.MIN_VALUE});
        add("int[]", "empty", new int[0]);
        add("int[] (more than 256)", "1,000", IntStream.range(0, 1_000).toArray());
        add("long[]", "longs", new long[] {0, 1L << 40, Long.MAX_VALUE});
        add("double[]", "doubles", new double[] {0.5, 1, Double.NaN, -0.0});
        add("boolean[]", "booleans", new boolean[] {true, false});
        add("char[], short[], float[]", "chars", "pass\uD800word".toCharArray());
        add("char[], short[], float[]", "shorts", new short[] {1, -1});
        add("char[], short[], float[]", "floats", new float[] {1.5f, Float.NaN});
        add("String[]", "strings", new String[] {"a", "", null, "\uD800"});
        add(
                "Object[], other arrays",
                "objects",
                new Object[] {1, "a", null, new int[] {1}, new Object[] {}});
        add("Object[], other arrays", "integers", new Integer[] {1, null, 3});
        add("Object[], other arrays", "matrix", new int[][] {{1, 2}, {}, null});
        add("Object[], other arrays", "enums", Colour.values());
        add("Object[], other arrays", "interface", new List<?>[] {List.of(), new ArrayList<>()});
        add("Object[], other arrays", "application class", new Money[] {new Money("1.50", "EUR")});
        add("Object[], other arrays", "byte[][]", new byte[][] {{1}, {2}});
        Object[] self = new Object[1];
        self[0] = self;
        add("Object[], other arrays", "holds itself", self);
    }

    private void lists() {
        add("ArrayList", "empty", new ArrayList<>());
        add(
                "ArrayList",
                "mixed",
                new ArrayList<>(Arrays.asList(1, "a", true, 2.5, null, new byte[] {1})));
        add("ArrayList", "longs", new ArrayList<>(List.of(1L, 2L, 3L, 1L << 40)));
        add("ArrayList", "one typed", new ArrayList<>(List.of("a", "b", 3L)));
        add("ArrayList", "nested 20 deep", nested(20));
        add(
                "ArrayList",
                "of maps",
                new ArrayList<>(List.of(new HashMap<>(Map.of("a", 1)), new HashMap<>())));
        add("ArrayList (nested deeper than 26)", "40 deep", nested(40));
        add("LinkedList", "linked", new LinkedList<>(List.of("a", 2L)));
        add("ArrayDeque", "deque", new ArrayDeque<>(List.of("a", "b")));
        add("ArrayDeque", "empty", new ArrayDeque<>());
        add("CopyOnWriteArrayList", "cow", new CopyOnWriteArrayList<>(List.of(1, 2)));
        add("List.of, Stream.toList", "empty", List.of());
        add("List.of, Stream.toList", "one", List.of(1L));
        add("List.of, Stream.toList", "two", List.of("a", "b"));
        add("List.of, Stream.toList", "three", List.of("a", "b", "c"));
        add("List.of, Stream.toList", "with null", Stream.of("a", null, "b").toList());
        add("List.of, Stream.toList", "toList empty", Stream.of().toList());
        add("List.of, Stream.toList", "toList two", Stream.of("a", "b").toList());
        add("List.of, Stream.toList", "toList three", Stream.of("a", "b", "c").toList());
        add("List.of, Stream.toList", "copyOf", List.copyOf(new ArrayList<>(List.of("z"))));
        addUnordered("Arrays.asList", "strings", Arrays.asList("a", null, "b"));
        add("Arrays.asList", "objects", Arrays.asList((Object) 1, "b"));
        add("Arrays.asList", "empty", Arrays.asList());
        add("Collections.emptyList and the like", "list", Collections.emptyList());
        add("Collections.emptyList and the like", "set", Collections.emptySet());
        add("Collections.emptyList and the like", "map", Collections.emptyMap());
        add("Collections.singletonList and the like", "list", Collections.singletonList(5L));
        add(
                "Collections.singletonList and the like",
                "list of null",
                Collections.singletonList(null));
        add("Collections.singletonList and the like", "set", Collections.singleton("a"));
        add("Collections.singletonList and the like", "map", Collections.singletonMap("a", null));
        add("Other lists of the JDK's", "Vector", vector());
        Stack<String> stack = new Stack<>();
        stack.push("a");
        add("Other lists of the JDK's", "Stack", stack);
        add("Other lists of the JDK's", "nCopies", Collections.nCopies(3, "x"));
        add("Other lists of the JDK's", "PriorityQueue", new PriorityQueue<>(List.of(3, 1, 2)));
    }

    private static Vector<String> vector() {
        Vector<String> vector = new Vector<>(50, 7);
        vector.add("a");
        return vector;
    }

    private static Object nested(int depth) {
        Object value = "bottom";
        for (int i = 1; i < depth; i++) {
            value = new ArrayList<>(List.of(value));
        }
        return new ArrayList<>(List.of(value));
    }

    private void sets() {
        add("HashSet", "empty", new HashSet<>());
        add("HashSet", "strings", new HashSet<>(List.of("a", "b", "c", "dd", "ee", "Aa", "BB")));
        add("HashSet", "with null", new HashSet<>(Arrays.asList("a", null)));
        add("HashSet", "longs", new HashSet<>(List.of(1L, 17L, 33L, 1L << 40)));
        add("HashSet", "100 of 200", hashSet(100));
        add("HashSet", "large table", largeTable());
        add("HashSet", "collisions", new HashSet<>(List.of("BB", "Aa", "BBBB", "AaAa", "AaBB")));
        add("HashSet", "dates", new HashSet<>(List.of(LocalDate.EPOCH, LocalDate.of(2026, 1, 1))));
        add(
                "HashSet (of what may change)",
                "lists",
                new HashSet<>(List.of(new ArrayList<>(List.of(1)), List.of(2))));
        add(
                "HashSet (of what may change)",
                "objects",
                new HashSet<>(List.of(new Money("1", "EUR"), new Money("2", "EUR"))));
        addUnordered("HashSet", "enums", new HashSet<>(List.of(Colour.RED, Colour.GREEN)));
        add("LinkedHashSet", "strings", new LinkedHashSet<>(List.of("z", "a", "m")));
        add(
                "LinkedHashSet",
                "mixed",
                new LinkedHashSet<>(Arrays.asList("z", 1L, null, Colour.RED)));
        add("TreeSet", "natural", new TreeSet<>(List.of("b", "a")));
        add("TreeSet", "empty", new TreeSet<>());
        add("TreeSet", "reversed", reversed());
        add("TreeSet", "enums", new TreeSet<>(List.of(Colour.GREEN, Colour.RED)));
        add("TreeSet", "ignoring case", ignoringCase());
        TreeSet<String> byLength =
                new TreeSet<>(
                        (Comparator<String> & Serializable) (a, b) -> a.length() - b.length());
        byLength.addAll(List.of("aaa", "b"));
        add("TreeSet, TreeMap (other comparators)", "by length", byLength);
        TreeSet<String> byClass = new TreeSet<>(new Samples.ByLength());
        byClass.addAll(List.of("aaa", "b"));
        add("TreeSet, TreeMap (other comparators)", "of a class", byClass);
        addUnordered("Set.of", "empty", Set.of());
        addUnordered("Set.of", "one", Set.of("a"));
        addUnordered("Set.of", "two", Set.of("a", "b"));
        addUnordered("Set.of", "ten", Set.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
        addUnordered("Set.of", "numbers", Set.of(1L, 2, 3.5));
        addUnordered("Set.of", "enums", Set.of(Colour.RED, Colour.AMBER, Colour.GREEN));
        addUnordered(
                "Set.of (of what may change)", "lists", Set.of(List.of(1), List.of(2), List.of(3)));
        add("EnumSet", "some", EnumSet.of(Colour.GREEN, Colour.RED));
        add("EnumSet", "none", EnumSet.noneOf(Colour.class));
        add("EnumSet", "bodies", EnumSet.allOf(Operation.class));
    }

    private static Set<String> hashSet(int size) {
        Set<String> set = new HashSet<>();
        for (int i = 0; i < size * 2; i++) {
            set.add("element-" + i);
        }
        set.removeIf(element -> element.hashCode() % 2 == 0);
        return set;
    }

    private static Set<Integer> largeTable() {
        Set<Integer> set = new HashSet<>(1_024);
        set.addAll(List.of(513, 1, 256, 0, 17, 1025));
        return set;
    }

    private static TreeSet<String> reversed() {
        TreeSet<String> set = new TreeSet<>(Collections.reverseOrder());
        set.addAll(List.of("a", "b", "c"));
        return set;
    }

    private static TreeSet<String> ignoringCase() {
        TreeSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of("a", "B", "c"));
        return set;
    }
}
