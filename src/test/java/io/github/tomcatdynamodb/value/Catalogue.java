package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.Samples.AllPrimitives;
import io.github.tomcatdynamodb.value.Samples.Cart;
import io.github.tomcatdynamodb.value.Samples.Colour;
import io.github.tomcatdynamodb.value.Samples.Item;
import io.github.tomcatdynamodb.value.Samples.Money;
import io.github.tomcatdynamodb.value.Samples.Node;
import io.github.tomcatdynamodb.value.Samples.Operation;
import io.github.tomcatdynamodb.value.Samples.Point;
import java.io.File;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.text.DecimalFormat;
import java.text.SimpleDateFormat;
import java.time.*;
import java.time.chrono.JapaneseDate;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values as sessions hold them, by the Java type they stand for in the table of the guide to
 * values.
 */
public final class Catalogue {

    /**
     * A value of the catalogue.
     *
     * @param ordered whether the order in which it iterates is the same in every JVM
     */
    public record Entry(String type, String name, Object value, boolean ordered) {
        @Override
        public String toString() {
            return type + ": " + name;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    private Catalogue() {}

    public static List<Entry> all() throws Exception {
        Catalogue catalogue = new Catalogue();
        catalogue.primitives();
        catalogue.strings();
        catalogue.bigNumbers();
        catalogue.arrays();
        catalogue.lists();
        catalogue.sets();
        catalogue.maps();
        catalogue.wrappers();
        catalogue.concurrent();
        catalogue.dates();
        catalogue.values();
        catalogue.enums();
        catalogue.objects();
        catalogue.graphs();
        return catalogue.entries;
    }

    private void add(String type, String name, Object value) {
        entries.add(new Entry(type, name, value, true));
    }

    private void addUnordered(String type, String name, Object value) {
        entries.add(new Entry(type, name, value, false));
    }

    private void primitives() {
        add("Boolean", "true", true);
        add("Boolean", "false", false);
        for (int i : new int[] {0, 1, -1, 127, 128, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            add("Integer", "" + i, i);
        }
        for (long l :
                new long[] {
                    0,
                    1,
                    -1,
                    Integer.MAX_VALUE + 1L,
                    Integer.MIN_VALUE - 1L,
                    (1L << 53) - 1,
                    1L << 53,
                    -(1L << 53),
                    Long.MAX_VALUE,
                    Long.MIN_VALUE
                }) {
            add("Long", "" + l, l);
        }
        for (short s : new short[] {0, Short.MAX_VALUE, Short.MIN_VALUE}) {
            add("Short", "" + s, s);
        }
        for (byte b : new byte[] {0, Byte.MAX_VALUE, Byte.MIN_VALUE}) {
            add("Byte", "" + b, b);
        }
        for (float f :
                new float[] {
                    0,
                    -0.0f,
                    1,
                    1.5f,
                    0.1f,
                    16777216f,
                    Float.MAX_VALUE,
                    Float.MIN_VALUE,
                    Float.NaN,
                    Float.POSITIVE_INFINITY,
                    Float.NEGATIVE_INFINITY,
                    3.4028235E10f
                }) {
            add("Float", "" + f, f);
        }
        for (double d :
                new double[] {
                    0,
                    -0.0,
                    1,
                    5,
                    0.1,
                    1.1,
                    -2.5,
                    1e-7,
                    1.0E-5,
                    1e21,
                    9007199254740991d,
                    9007199254740992d,
                    Math.PI,
                    1.0 / 3,
                    2e-3,
                    1e-129,
                    1e-130,
                    1e-140,
                    1e125,
                    1e126,
                    5.684341886080802E-14,
                    1234567890123.4567,
                    Double.MAX_VALUE,
                    Double.MIN_VALUE,
                    Double.MIN_NORMAL,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    100.0,
                    1.0E10,
                    123456.789E3,
                    0.000001,
                    0.00000012345
                }) {
            add("Double", "" + d, d);
        }
        for (char c : new char[] {'a', 0, '\\', 'é', '\uD800', '\uDFFF', '\uFFFF'}) {
            add("Character", "" + (int) c, c);
        }
    }

    private void strings() {
        add("String", "text", "hello");
        add("String", "empty", "");
        add("String", "NUL", "a\0b");
        add("String", "umlauts", "äöü ß €");
        add("String", "emoji", "\uD83D\uDE00 and \uD83D\uDC69\u200D\uD83D\uDCBB");
        add("String", "line ends", "a\r\nb\tc");
        add("String", "non-characters", "\uFFFF\uFFFE\uFEFF");
        add("String", "backslashes", "C:\\users\\u0041");
        add("String", "looks like a type entry", "enum:com.acme.Colour");
        add("String", "long", "x".repeat(100_000));
        add("String", "normalisation", "e\u0301\u00e9");
        add("String (half a surrogate pair)", "high", "a\uD800b");
        add("String (half a surrogate pair)", "low", "\uDC00\\");
        add("String (half a surrogate pair)", "swapped", "\uDE00\uD83D");
    }

    private void bigNumbers() {
        for (String s :
                new String[] {
                    "0",
                    "0.00",
                    "0E+10",
                    "1.10",
                    "-1.10",
                    "100",
                    "1E+2",
                    "1E+30",
                    "12345678901234567890.12",
                    "0.1234567890123456789",
                    "1234567890123456789012345678901234567890",
                    "1E-140",
                    "1E+300",
                    "1E+1000000",
                    "9007199254740993",
                    "0.1",
                    "3.000"
                }) {
            add("BigDecimal", s, new BigDecimal(s));
        }
        add("BigDecimal", "3,000 digits", new BigDecimal("7".repeat(3_000) + ".5"));
        for (String s :
                new String[] {
                    "0", "1", "-1", "9007199254740991", "9007199254740992", "9".repeat(60)
                }) {
            add("BigInteger", s, new BigInteger(s));
        }
        add("BigInteger", "5,000 digits", new BigInteger("3".repeat(5_000)));
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

    private void maps() {
        add("HashMap", "empty", new HashMap<>());
        add(
                "HashMap",
                "json",
                new HashMap<>(
                        Map.of("id", 7, "name", "Ann", "tags", new ArrayList<>(List.of("x")))));
        add("HashMap", "null value", hashMap("a", null, "b", 1L));
        add(
                "HashMap",
                "colliding, one order",
                hashMap("Aa", 1, "BB", 2, "AaAa", 3, "BBBB", 4, "AaBB", 5));
        add(
                "HashMap",
                "colliding, other order",
                hashMap("AaBB", 5, "BBBB", 4, "AaAa", 3, "BB", 2, "Aa", 1));
        for (int size : new int[] {5, 11, 12, 13, 24, 25, 47, 48, 49, 96, 100, 500}) {
            add("HashMap", size + " keys", numbered(size, new HashMap<>()));
            add("HashMap", size + " keys, large table", numbered(size, new HashMap<>(4_096)));
        }
        add("HashMap", "exactly 12 in 16 buckets", numbered(12, new HashMap<>(16)));
        add(
                "HashMap",
                "dotted keys",
                hashMap("a.b", 1, "#c", 2, " ", 3, "=", 4, "*", 5L, ".", 6L, "-", 7L));
        add("HashMap", "typed values", hashMap("a", 1L, "b", 2L, "c", 3L, "d", "text"));
        add("HashMap", "trees", trees());
        add("HashMap (other keys)", "null key", hashMap(null, 1, "a", 2));
        add("HashMap (other keys)", "empty key", hashMap("", 1));
        add("HashMap (other keys)", "surrogate key", hashMap("\uD800", 1));
        add(
                "HashMap (other keys)",
                "integer keys",
                new HashMap<>(Map.of(1, "a", 17, "b", 33, "c")));
        add(
                "HashMap (other keys)",
                "object keys",
                new HashMap<>(Map.of(new Money("1", "EUR"), "a")));
        add("LinkedHashMap", "sorted", linkedMap("a", 1, "b", 2));
        add("LinkedHashMap", "unsorted", linkedMap("z", 1, "a", 2, "m", 3));
        add("LinkedHashMap", "empty", new LinkedHashMap<>());
        add("LinkedHashMap", "40 keys", numbered(40, new LinkedHashMap<>()));
        add("LinkedHashMap", "1,500 keys", numbered(1_500, new LinkedHashMap<>()));
        LinkedHashMap<String, Object> access = new LinkedHashMap<>(16, 0.75f, true);
        access.put("a", 1);
        access.put("b", 2);
        access.get("a");
        add("LinkedHashMap (access order)", "two", access);
        add("LinkedHashMap (access order)", "one", accessOrdered("a"));
        add("LinkedHashMap (access order)", "empty", accessOrdered());
        add("TreeMap", "natural", new TreeMap<>(Map.of("b", 1L, "a", 2)));
        TreeMap<String, Object> descending = new TreeMap<>(Comparator.reverseOrder());
        descending.putAll(Map.of("a", 1, "b", 2));
        add("TreeMap", "reversed", descending);
        add("TreeMap (other keys)", "integers", new TreeMap<>(Map.of(2, "b", 1, "a")));
        TreeMap<String, String> byLength =
                new TreeMap<>(
                        (Comparator<String> & Serializable) (a, b) -> a.length() - b.length());
        byLength.put("aa", "x");
        add("TreeSet, TreeMap (other comparators)", "map", byLength);
        addUnordered("Map.of", "empty", Map.of());
        addUnordered("Map.of", "one", Map.of("a", 1L));
        addUnordered("Map.of", "five", Map.of("a", 1, "b", 2, "c", 3, "d", 4, "e", "f"));
        addUnordered("Map.of (other keys)", "numbers", Map.of(1, "a", 2, "b", 3, "c"));
        add(
                "Other maps of the JDK's",
                "EnumMap",
                new EnumMap<>(Map.of(Colour.RED, 1, Colour.GREEN, "x")));
        add("Other maps of the JDK's", "Hashtable", new Hashtable<>(Map.of("a", 1, "b", 2)));
        Properties properties = new Properties();
        properties.setProperty("k", "v");
        add("Other maps of the JDK's", "Properties", properties);
        WeakHashMap<String, String> weak = new WeakHashMap<>();
        IdentityHashMap<String, String> identity = new IdentityHashMap<>();
        identity.put("a", "b");
        add("Other maps of the JDK's", "IdentityHashMap", identity);
        add("Other maps of the JDK's", "SimpleEntry", new AbstractMap.SimpleEntry<>("k", "v"));
        add("Other maps of the JDK's", "BitSet", BitSet.valueOf(new long[] {5, 7}));
        add("Classes that extend the JDK's", "LRU cache", lru());
        add("Classes that extend the JDK's", "ArrayList", subclass());
        if (!weak.isEmpty()) {
            throw new IllegalStateException();
        }
    }

    private static Map<String, Object> accessOrdered(String... keys) {
        Map<String, Object> map = new LinkedHashMap<>(16, 0.75f, true);
        for (String key : keys) {
            map.put(key, 1);
        }
        return map;
    }

    private static Object lru() {
        Samples.Lru lru = new Samples.Lru(2);
        lru.put("a", "1");
        lru.put("b", "2");
        lru.get("a");
        return lru;
    }

    private static Object subclass() {
        Samples.ListSubclass list = new Samples.ListSubclass();
        list.add("x");
        return list;
    }

    private static Map<String, Object> fill(Map<String, Object> map, Object... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static Map<String, Object> hashMap(Object... keysAndValues) {
        return fill(new HashMap<>(), keysAndValues);
    }

    private static Map<String, Object> linkedMap(Object... keysAndValues) {
        return fill(new LinkedHashMap<>(), keysAndValues);
    }

    /** Inserted in an order that has nothing to do with the keys' own. */
    private static Map<String, Object> numbered(int size, Map<String, Object> map) {
        for (int i = 0; i < size; i++) {
            int scattered = (int) ((i * 7919L) % size);
            map.put("key-" + (size % 7919 == 0 ? i : scattered), i);
        }
        return map;
    }

    /** Many keys of the same hash code: a bucket that Java turns into a tree. */
    private static Map<String, Object> trees() {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < 64; i++) {
            StringBuilder key = new StringBuilder();
            for (int bit = 5; bit >= 0; bit--) {
                key.append((i * 29 % 64 >> bit & 1) == 0 ? "Aa" : "BB");
            }
            map.put(key.toString(), i);
        }
        return map;
    }

    private void wrappers() {
        List<String> list = new ArrayList<>(List.of("a", "b"));
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1, "b", 2));
        String type = "Collections.unmodifiable…, synchronized…, checked… and views";
        add(type, "unmodifiableList", Collections.unmodifiableList(list));
        add(
                type,
                "unmodifiableList of linked",
                Collections.unmodifiableList(new LinkedList<>(list)));
        add(type, "unmodifiableList of List.of", Collections.unmodifiableList(List.of("a", 2)));
        add(type, "unmodifiableSet of Set.of", Collections.unmodifiableSet(Set.of("a")));
        add(
                type,
                "unmodifiableSet of EnumSet",
                Collections.unmodifiableSet(EnumSet.of(TimeUnit.DAYS, TimeUnit.HOURS)));
        add(type, "unmodifiableMap of Map.of", Collections.unmodifiableMap(Map.of("a", 1)));
        add(
                type,
                "unmodifiableCollection of values",
                Collections.unmodifiableCollection(Set.of(1)));
        add(type, "unmodifiableSet", Collections.unmodifiableSet(new LinkedHashSet<>(list)));
        add(type, "unmodifiableMap", Collections.unmodifiableMap(map));
        add(type, "unmodifiableSortedMap", Collections.unmodifiableSortedMap(new TreeMap<>(map)));
        add(type, "unmodifiableCollection", Collections.unmodifiableCollection(list));
        add(type, "synchronizedList", Collections.synchronizedList(list));
        add(type, "synchronizedMap", Collections.synchronizedMap(map));
        add(type, "synchronizedSet", Collections.synchronizedSet(new HashSet<>(list)));
        TreeSet<String> sorted = new TreeSet<>(list);
        TreeMap<String, Integer> sortedMap = new TreeMap<>(map);
        add(type, "unmodifiableSortedSet", Collections.unmodifiableSortedSet(sorted));
        add(type, "unmodifiableNavigableSet", Collections.unmodifiableNavigableSet(sorted));
        add(type, "unmodifiableNavigableMap", Collections.unmodifiableNavigableMap(sortedMap));
        add(type, "synchronizedCollection", Collections.synchronizedCollection(list));
        add(type, "synchronizedSortedSet", Collections.synchronizedSortedSet(sorted));
        add(type, "synchronizedNavigableSet", Collections.synchronizedNavigableSet(sorted));
        add(type, "synchronizedSortedMap", Collections.synchronizedSortedMap(sortedMap));
        add(type, "synchronizedNavigableMap", Collections.synchronizedNavigableMap(sortedMap));
        add(type, "checkedCollection", Collections.checkedCollection(list, String.class));
        add(type, "checkedSet", Collections.checkedSet(new HashSet<>(list), String.class));
        add(type, "checkedSortedSet", Collections.checkedSortedSet(sorted, String.class));
        add(type, "checkedNavigableSet", Collections.checkedNavigableSet(sorted, String.class));
        add(type, "checkedMap", Collections.checkedMap(map, String.class, Integer.class));
        add(
                type,
                "checkedSortedMap",
                Collections.checkedSortedMap(sortedMap, String.class, Integer.class));
        add(
                type,
                "checkedNavigableMap",
                Collections.checkedNavigableMap(sortedMap, String.class, Integer.class));
        add(type, "checkedQueue", Collections.checkedQueue(new ArrayDeque<>(list), String.class));
        add(type, "subSet of a TreeSet", sorted.headSet("b", true));
        add(type, "subMap of a TreeMap", sortedMap.tailMap("b", true));
        add(type, "descending TreeSet", sorted.descendingSet());
        add(type, "descending TreeMap", sortedMap.descendingMap());
        add(type, "checkedList", Collections.checkedList(list, String.class));
        add(type, "newSetFromMap", keySet("a"));
        add(type, "asLifoQueue", Collections.asLifoQueue(new ArrayDeque<>(list)));
        add(type, "descendingSet", new TreeSet<>(list).descendingSet());
        add(type, "headMap", new TreeMap<>(map).headMap("b"));
        add(type, "reverseOrder comparator", Collections.reverseOrder());
        add(type, "CASE_INSENSITIVE_ORDER", String.CASE_INSENSITIVE_ORDER);
        add(type, "in an ArrayList", new ArrayList<>(List.of(Collections.unmodifiableList(list))));
        add(
                type,
                "view of a view",
                Collections.unmodifiableCollection(Collections.unmodifiableList(list)));
        add(type, "unmodifiableSet of sorted", Collections.unmodifiableSet(new TreeSet<>(list)));
        add(
                type,
                "view and what it shows",
                new ArrayList<>(List.of(list, Collections.unmodifiableList(list))));
        List<Object> circle = new ArrayList<>();
        circle.add(Collections.unmodifiableList(circle));
        add(type, "in what it shows", circle);
        add(type, "shows itself", circle.get(0));
    }

    private static Set<String> keySet(String element) {
        Set<String> set = Collections.newSetFromMap(new ConcurrentHashMap<>());
        set.add(element);
        return set;
    }

    private void concurrent() {
        String type = "java.util.concurrent";
        add(type, "ConcurrentHashMap", new ConcurrentHashMap<>(Map.of("a", 1, "b", 2, "c", 3)));
        add(type, "newKeySet", ConcurrentHashMap.newKeySet(8));
        add(type, "ConcurrentSkipListMap", new ConcurrentSkipListMap<>(Map.of("b", 1, "a", 2)));
        add(type, "ConcurrentLinkedQueue", new ConcurrentLinkedQueue<>(List.of("a", "b")));
        add(type, "LinkedBlockingQueue", new LinkedBlockingQueue<>(List.of("a")));
        add(type, "CopyOnWriteArraySet", new CopyOnWriteArraySet<>(List.of("a", "b")));
        add(type, "AtomicIntegerArray", new AtomicIntegerArray(new int[] {1, 2}));
        add(type, "AtomicReference", new AtomicReference<>("x"));
        add(type, "LongAdder", new LongAdder());
        add(type, "ReentrantLock", new java.util.concurrent.locks.ReentrantLock());
        add("AtomicInteger, AtomicLong, AtomicBoolean", "integer", new AtomicInteger(7));
        add("AtomicInteger, AtomicLong, AtomicBoolean", "long", new AtomicLong(Long.MAX_VALUE));
        add("AtomicInteger, AtomicLong, AtomicBoolean", "boolean", new AtomicBoolean(true));
    }

    private void dates() {
        for (long time :
                new long[] {
                    0, -1, 1_795_311_313_123L, Long.MAX_VALUE, Long.MIN_VALUE, -62_135_769_600_000L
                }) {
            add("java.util.Date", "" + time, new Date(time));
        }
        add("java.sql.Date, Time, Timestamp", "date", new java.sql.Date(86_400_000L));
        add("java.sql.Date, Time, Timestamp", "time", new java.sql.Time(3_600_000L));
        Timestamp timestamp = new Timestamp(1_795_311_313_123L);
        timestamp.setNanos(123_456_789);
        add("java.sql.Date, Time, Timestamp", "timestamp", timestamp);
        add("java.sql.Date, Time, Timestamp", "old timestamp", new Timestamp(-62_135_769_600_001L));
        add("Instant", "epoch", Instant.EPOCH);
        add("Instant", "nanos", Instant.ofEpochSecond(1, 1));
        add("Instant", "min", Instant.MIN);
        add("Instant", "max", Instant.MAX);
        add("LocalDate, LocalTime, LocalDateTime", "date", LocalDate.of(2026, 2, 28));
        add("LocalDate, LocalTime, LocalDateTime", "min date", LocalDate.MIN);
        add("LocalDate, LocalTime, LocalDateTime", "max date", LocalDate.MAX);
        add("LocalDate, LocalTime, LocalDateTime", "time", LocalTime.of(1, 2, 3, 4));
        add("LocalDate, LocalTime, LocalDateTime", "midnight", LocalTime.MIDNIGHT);
        add(
                "LocalDate, LocalTime, LocalDateTime",
                "date and time",
                LocalDateTime.of(2026, 1, 1, 0, 0));
        add("LocalDate, LocalTime, LocalDateTime", "max", LocalDateTime.MAX);
        add(
                "OffsetDateTime, OffsetTime",
                "offset",
                OffsetDateTime.of(LocalDateTime.MIN, ZoneOffset.ofHoursMinutesSeconds(1, 2, 3)));
        add("OffsetDateTime, OffsetTime", "time", OffsetTime.of(LocalTime.NOON, ZoneOffset.UTC));
        LocalDateTime overlap = LocalDateTime.of(2026, 10, 25, 2, 30);
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        add(
                "ZonedDateTime",
                "earlier offset",
                ZonedDateTime.ofLocal(overlap, berlin, ZoneOffset.ofHours(2)));
        add(
                "ZonedDateTime",
                "later offset",
                ZonedDateTime.ofLocal(overlap, berlin, ZoneOffset.ofHours(1)));
        add("ZonedDateTime", "offset only", ZonedDateTime.of(overlap, ZoneOffset.ofHours(1)));
        add("ZonedDateTime", "UTC", ZonedDateTime.of(overlap, ZoneId.of("UTC")));
        add("ZonedDateTime", "GMT+1", ZonedDateTime.of(overlap, ZoneId.of("GMT+01:00")));
        add("Duration, Period", "duration", Duration.ofSeconds(-1, 5));
        add("Duration, Period", "longest", Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
        add("Duration, Period", "shortest", Duration.ofSeconds(Long.MIN_VALUE));
        add("Duration, Period", "period", Period.of(1, -2, 3));
        add("Duration, Period", "zero", Period.ZERO);
        add("Year, YearMonth, MonthDay", "year", Year.of(-5));
        add("Year, YearMonth, MonthDay", "month", YearMonth.of(2026, 2));
        add("Year, YearMonth, MonthDay", "far month", YearMonth.of(99_999, 12));
        add("Year, YearMonth, MonthDay", "day", MonthDay.of(2, 29));
        add("ZoneId, ZoneOffset", "region", berlin);
        add("ZoneId, ZoneOffset", "offset", ZoneOffset.ofHours(-3));
        add("ZoneId, ZoneOffset", "UTC", ZoneId.of("UTC"));
        add("ZoneId, ZoneOffset", "Z", ZoneOffset.UTC);
        add("Other dates", "JapaneseDate", JapaneseDate.of(2026, 1, 1));
        add("Other dates", "GregorianCalendar", new GregorianCalendar(2026, Calendar.MARCH, 1));
        add("Other dates", "TimeZone", TimeZone.getTimeZone("Europe/Paris"));
        add("Other dates", "SimpleDateFormat", new SimpleDateFormat("yyyy", Locale.ROOT));
        add("Other dates", "Clock", Clock.systemUTC());
    }

    private void values() throws Exception {
        add("UUID", "random", UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
        add("UUID", "zero", new UUID(0, 0));
        add("Locale", "de_AT", new Locale("de", "AT"));
        add("Locale", "root", Locale.ROOT);
        add("Locale", "script", Locale.forLanguageTag("zh-Hant-TW-u-ca-roc"));
        add("Locale (not a language tag)", "ja_JP_JP", new Locale("ja", "JP", "JP"));
        add("Locale (not a language tag)", "bad", new Locale("x_y", "", "WIN"));
        add("Currency", "EUR", Currency.getInstance("EUR"));
        add("URI", "uri", URI.create("https://example.org/a?b=c%20d#e"));
        add("URI", "opaque", URI.create("mailto:a@example.org"));
        add("URI", "relative", URI.create("../x"));
        add("Pattern", "plain", Pattern.compile("a+[b-d]"));
        add("Pattern", "flags", Pattern.compile("A.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
        add("Pattern (switching flags inside)", "inline", Pattern.compile("a(?i)b"));
        add("Other values of the JDK's", "URL", new URL("http://127.0.0.1/x"));
        add("Other values of the JDK's", "File", new File("/tmp/x"));
        add(
                "Other values of the JDK's",
                "InetAddress",
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        add(
                "Other values of the JDK's",
                "InetSocketAddress",
                InetSocketAddress.createUnresolved("example.org", 80));
        add("Other values of the JDK's", "Class", String.class);
        add("Other values of the JDK's", "application class", Samples.Money.class);
        add("Other values of the JDK's", "Random", new Random(5));
        add("Other values of the JDK's", "StringBuilder", new StringBuilder("sb"));
        add("Other values of the JDK's", "DecimalFormat", new DecimalFormat("#.0"));
        add("Other values of the JDK's", "Exception", exception());
        add("Other values of the JDK's", "MathContext", java.math.MathContext.DECIMAL64);
        add(
                "Other values of the JDK's",
                "LongSummary",
                new ArrayList<>(Arrays.asList((Object) new StringBuffer("x"))));
    }

    private static Exception exception() {
        Exception exception = new IllegalStateException("message", new RuntimeException("cause"));
        exception.addSuppressed(new Exception("suppressed"));
        return exception;
    }

    private void enums() {
        add("Enum", "constant", Colour.GREEN);
        add("Enum", "with a body", Operation.PLUS);
        add("Enum", "of the JDK's", DayOfWeek.MONDAY);
        add("Enum", "TimeUnit", TimeUnit.DAYS);
        add("Enum", "in a list", new ArrayList<>(List.of(Colour.RED, Colour.RED, Operation.MINUS)));
    }

    private void objects() throws Exception {
        String plain = "Plain Serializable classes";
        add(plain, "bean", new Item("A-1", 3, new Money("9.90", "EUR")));
        add(plain, "cart", new Cart().add(new Item("A-1", 3, new Money("9.90", "EUR"))));
        add(plain, "all primitives", new AllPrimitives());
        add(plain, "transient fields", new Samples.WithTransient());
        add(plain, "same-named private fields", new Samples.Derived());
        add(plain, "no default constructor", new Samples.NoDefaultConstructor("x"));
        add(plain, "generic", new Samples.Generic<>("a", List.of("b", "c")));
        Samples.Outer outer = new Samples.Outer();
        add(plain, "superclass that is not Serializable", withConstructorDefaults());
        add(plain, "inner class", outer.inner);
        add(plain, "anonymous class", outer.anonymous("captured"));
        add(
                plain,
                "in a list",
                new ArrayList<>(List.of(new Money("1", "EUR"), new Money("2", "EUR"))));
        add(plain, "in a map", new HashMap<>(Map.of("a", new Money("1", "EUR"))));
        add(plain, "identity keys", new HashMap<>(Map.of(new Samples.IdentityKey("a"), 1)));
        String hooks = "Classes with serialization hooks";
        add(hooks, "writeObject, readObject", new Samples.WriteReadObject());
        Object inner = new Samples.WithoutFields(1, new HashMap<>(Map.of("a", 1)), null, "inner");
        add(
                hooks,
                "fields not written",
                new Samples.WithoutFields(
                        2, inner, new ArrayList<>(List.of(inner, new Samples.NoData())), "outer"));
        add(
                hooks,
                "fields not written, text",
                List.of(new Samples.WithoutFields(3, "x", "y", "xyz"), "z"));
        add(hooks, "something before the fields", new Samples.VersionFirst());
        add(hooks, "linked without fields", Samples.linked(300));
        add(
                hooks,
                "Externalizable with such a superclass",
                new ArrayList<>(List.of(new Samples.ExternalSubclass("e", 5), "after")));
        add(hooks, "copies", Collections.nCopies(5_000, new Samples.NoData()));
        add(hooks, "readObjectNoData", new Samples.NoData());
        add(hooks, "readResolve", Samples.Singleton.INSTANCE);
        add(hooks, "writeReplace", new Samples.Replaced("r"));
        add(hooks, "Externalizable", new Samples.External("e"));
        add(hooks, "serialPersistentFields", new Samples.PersistentFields());
        add(
                hooks,
                "inside a plain class",
                new Samples.Generic<>(new Samples.WriteReadObject(), List.of()));
        add("Records", "point", new Point(1, 2));
        add("Records", "in a list", new ArrayList<>(List.of(new Point(1, 2), new Point(3, 4))));
        add("Exceptions", "application's", new Samples.ApplicationException("m", 7, null));
        add("Lambdas", "capturing", Samples.lambda("x"));
        add(
                "Dynamic proxies",
                "proxy",
                Proxy.newProxyInstance(
                        Catalogue.class.getClassLoader(),
                        new Class<?>[] {Samples.SerializableSupplier.class},
                        new Samples.Handler()));
    }

    private static Object withConstructorDefaults() {
        Samples.WithNotSerializableBase object = new Samples.WithNotSerializableBase();
        object.inherited = "changed, not serialized";
        object.count = 5;
        return object;
    }

    private void graphs() {
        String shared = "Shared references and cycles inside an attribute";
        List<Object> twice = new ArrayList<>(List.of("x"));
        add(shared, "list twice", new ArrayList<>(List.of(twice, twice)));
        List<Object> self = new ArrayList<>();
        self.add(self);
        add(shared, "list in itself", self);
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        map.put("list", new ArrayList<>(List.of(map)));
        add(shared, "map in itself", map);
        byte[] bytes = {1, 2};
        add(shared, "bytes twice", new ArrayList<>(List.of(bytes, bytes)));
        Date date = new Date(5);
        add(shared, "date twice", new ArrayList<>(List.of(date, date)));
        AtomicInteger counter = new AtomicInteger(1);
        add(shared, "counter twice", new ArrayList<>(List.of(counter, counter)));
        add(
                shared,
                "empty constants twice",
                new ArrayList<>(
                        List.of(
                                List.of(),
                                List.of(),
                                Map.of(),
                                Map.of(),
                                Set.of(),
                                Collections.emptyList(),
                                Collections.emptyList())));
        List<Integer> fixed = List.of(1, 2, 3);
        add(shared, "immutable list twice", new ArrayList<>(List.of(fixed, fixed)));
        Node a = new Node("a");
        Node b = new Node("b");
        a.next = b;
        b.next = a;
        a.friends.add(b);
        a.friends.add(a);
        add(shared, "objects", a);
        Node holder = new Node("holder");
        holder.friends = List.of(holder, a);
        add(
                shared,
                "through an immutable list",
                new ArrayList<>(List.of(a, a, "x", new Money("1", "EUR"))));
        add(
                shared,
                "hash set of lists",
                new ArrayList<>(List.of(new HashSet<>(List.of("q")), twice, twice)));
        add("Linked structures", "300 deep", Samples.chain(300));
        add("Linked structures", "600 deep", Samples.chain(600));
        add(
                "Linked structures",
                "LinkedList of 10,000",
                new LinkedList<>(IntStream.range(0, 10_000).boxed().collect(Collectors.toList())));
        add("Linked structures", "text", "ünïcode".getBytes(StandardCharsets.UTF_8));
    }
}
