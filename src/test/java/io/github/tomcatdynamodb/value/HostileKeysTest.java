package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.UnreadableValueException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.text.Format;
import java.text.MessageFormat;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.naming.directory.BasicAttribute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Forms whose objects would not be done with hash codes and comparisons before the night is. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileKeysTest {

    private final ValueCodec codec =
            new ValueCodec(HostileKeysTest.class.getClassLoader(), ClassFilter.defaults());

    @AfterEach
    void close() {
        codec.close();
    }

    // ---- Parts that are asked more than once

    @Test
    void aSetOfListsThatHoldTheirLikeTwice_isRefused() {
        assertRefused(Forged.doublingsInSet());
    }

    @Test
    void aMapWithAKeyOfListsThatHoldTheirLikeTwice_isRefused() {
        assertRefused(Forged.doublingsAsKey());
    }

    /** Its hash code is that of what it has so far. */
    @Test
    void aListAsAKeyInItself_isRefused() {
        assertRefused(Forged.doublingsBesideTheKey());
    }

    @Test
    void aListAsAKeyInItself_isRefused_inJavaSerializationToo() throws Exception {
        List<Object> list = new LinkedList<>();
        Set<Object> set = new HashSet<>(Set.of(list));
        ArrayList<Object> key = new ArrayList<>();
        doublings(key);
        list.add(key);
        list.add(set);

        assertRefused(javaForm(list));
    }

    /** To compare two is as much work as to hash one. */
    @Test
    void twoListsThatHoldTheirLikeTwice_areNotCompared() throws Exception {
        ArrayList<Object> one = new ArrayList<>();
        ArrayList<Object> other = new ArrayList<>(List.of(1));
        Set<Object> set = Set.of(one, other);
        other.clear();
        doublings(one);
        doublings(other);

        assertRefused(javaForm(set));
    }

    @Test
    void listsThatHoldTheirLikeTwice_areRead_whereNothingAsksForTheirHashCode() throws Exception {
        ArrayList<Object> outermost = new ArrayList<>();
        doublings(outermost);
        List<?> read = (List<?>) codec.decode(codec.encode(outermost));
        Object value = codec.decode(codec.encode(new HashMap<>(Map.of(1, outermost))));

        assertEquals(2, read.size());
        assertSame(read.get(0), read.get(1));
        assertEquals(1, ((Map<?, ?>) value).size());
        for (Object single :
                List.of(
                        Set.of(outermost),
                        Map.of(outermost, 1),
                        Collections.singleton(outermost),
                        Collections.singletonMap(outermost, 1))) {
            assertEquals(single.getClass(), codec.decode(codec.encode(single)).getClass());
        }
    }

    /** As the attack that is known as SerialDOS. */
    @ParameterizedTest
    @MethodSource("sets")
    void keysOfListsThatHoldTheirLikeTwice_areRefused_inJavaSerializationToo(
            Function<Object, Object> set) throws Exception {
        ArrayList<Object> key = new ArrayList<>();
        Object value = set.apply(key);
        doublings(key);

        assertRefused(javaForm(value));
    }

    static Stream<Function<Object, Object>> sets() {
        return Stream.of(
                key -> new HashSet<>(Set.of(key)),
                key -> new LinkedHashSet<>(Set.of(key)),
                key -> Collections.unmodifiableSet(new HashSet<>(Set.of(key))),
                key -> new HashMap<>(Map.of(key, 1)),
                key -> new LinkedHashMap<>(Map.of(key, 1)),
                key -> new Hashtable<>(Map.of(key, 1)),
                key -> new ConcurrentHashMap<>(Map.of(key, 1)),
                key -> {
                    Set<Object> set = ConcurrentHashMap.newKeySet();
                    set.add(key);
                    return set;
                },
                key -> Set.of(key, 1, 2),
                key -> Map.of(key, 1, 2, 3),
                key -> new HashMap<>(Map.of(List.of(key), 1)),
                key -> new HashMap<>(Map.of(Arrays.asList(key, 1), 1)),
                key -> new HashMap<>(Map.of(Map.of(1, key), 1)),
                key -> new Object[] {1, new HashMap<>(Map.of(1, new HashSet<>(Set.of(key))))});
    }

    private static void doublings(List<Object> outermost) {
        doublings(outermost, Forged.DOUBLINGS);
    }

    /** Lists that hold the next one twice; the innermost is empty. */
    private static List<Object> doublings(List<Object> outermost, int levels) {
        List<Object> list = outermost;
        for (int i = 0; i < levels; i++) {
            List<Object> inner = new ArrayList<>();
            list.add(inner);
            list.add(inner);
            list = inner;
        }
        return list;
    }

    /** Whatever else of the JDK hands the question on. */
    @ParameterizedTest
    @MethodSource("questionsHandedOn")
    void whatAsksItsPartsTwice_isRefused_inJavaSerialization(Supplier<Object> value)
            throws Exception {
        assertRefused(javaForm(value.get()));
    }

    /** Suppliers, because to print one takes as long. */
    static Stream<Supplier<Object>> questionsHandedOn() {
        return Stream.of(
                HostileKeysTest::entries,
                HostileKeysTest::messageFormats,
                () -> attributes(UnaryOperator.identity()),
                () -> attributes(value -> new Object[] {value, value}),
                () -> queueOf(next -> next.thenComparing(next)),
                () -> queueOf(next -> next.thenComparing(next.reversed())),
                () ->
                        queueOf(
                                next ->
                                        Comparator.nullsFirst(next)
                                                .thenComparing(Comparator.nullsLast(next))),
                () -> viewsBesideAContainerOfAnApplication(list -> list),
                () -> viewsBesideAContainerOfAnApplication(List::of));
    }

    private static Object entries() {
        Map.Entry<Object, Object> entry = new AbstractMap.SimpleEntry<>(1, 1);
        for (int i = 0; i < Forged.DOUBLINGS; i++) {
            entry = new AbstractMap.SimpleEntry<>(entry, entry);
        }
        List<Object> key = new ArrayList<>();
        Set<Object> set = new HashSet<>(Set.of(key));
        key.add(entry);
        return set;
    }

    private static Object messageFormats() {
        MessageFormat one = new MessageFormat("{0}{1}");
        MessageFormat other = new MessageFormat("{0}{1}");
        one.setFormat(0, new MessageFormat(""));
        Set<Object> set = new HashSet<>(List.of(one, other));
        for (MessageFormat outermost : List.of(one, other)) {
            MessageFormat format = outermost;
            for (int i = 0; i < Forged.DOUBLINGS; i++) {
                MessageFormat inner = new MessageFormat("{0}{1}");
                format.setFormats(new Format[] {inner, inner});
                format = inner;
            }
        }
        return set;
    }

    private static Object attributes(UnaryOperator<Object> wrap) {
        BasicAttribute outermost = new BasicAttribute("name", true);
        Set<Object> set = new HashSet<>(Set.of(outermost));
        BasicAttribute attribute = outermost;
        for (int i = 0; i < Forged.DOUBLINGS; i++) {
            BasicAttribute inner = new BasicAttribute("name", true);
            attribute.add(wrap.apply(inner));
            attribute.add(wrap.apply(inner));
            attribute = inner;
        }
        return set;
    }

    private static Object queueOf(UnaryOperator<Comparator<Object>> wrap) {
        Comparator<Object> comparator = byText();
        for (int i = 0; i < Forged.DOUBLINGS; i++) {
            comparator = wrap.apply(comparator);
        }
        PriorityQueue<Object> queue = new PriorityQueue<>(comparator);
        StringBuilder element = new StringBuilder("b");
        queue.add(new StringBuilder("a"));
        queue.add(element);
        // Only what is equal to the first of two comparators is compared by the second.
        element.replace(0, 1, "a");
        return queue;
    }

    private static Object viewsBesideAContainerOfAnApplication(UnaryOperator<List<Object>> viewed) {
        List<Object> outermost = new ArrayList<>();
        Set<Object> set = new HashSet<>(Set.of(outermost));
        List<Object> list = outermost;
        for (int i = 0; i < Forged.DOUBLINGS; i++) {
            List<Object> inner = new ArrayList<>();
            List<Object> view = Collections.unmodifiableList(viewed.apply(inner));
            list.add(view);
            list.add(view);
            list = inner;
        }
        return new Object[] {new Samples.ListSubclass(), set};
    }

    /** As long as they ask different ones, there may be many. */
    @Test
    void aQueueWithAChainOfComparators_isRead() {
        PriorityQueue<Object> queue = new PriorityQueue<>(chainOfComparators(50));
        Collections.addAll(queue, "b", "a", "c");

        PriorityQueue<?> read = (PriorityQueue<?>) codec.decode(codec.encode(queue));

        assertEquals(List.of("a", "b", "c"), Stream.generate(read::poll).limit(3).toList());
    }

    private static Comparator<Object> chainOfComparators(int length) {
        Comparator<Object> comparator = byText();
        for (int i = 1; i < length; i++) {
            comparator = comparator.thenComparing(byText());
        }
        return comparator;
    }

    private static Comparator<Object> byText() {
        return Comparator.comparing((Function<Object, String> & Serializable) Object::toString);
    }

    // ---- Keys of one hash code

    @Test
    void tensOfThousandsOfLists_areRefused() {
        assertRefused(Forged.listsOfOneHashCode(40_000));
    }

    @Test
    void setsOfSetsOfOneHashCode_areRefused() throws Exception {
        Object sets = setsOfOneHashCode();

        assertRefused(codec.encode(sets));
        assertRefused(javaForm(sets));
    }

    /**
     * Three kinds, and two of each, which are different objects; a set has one of each other kind
     * before it, so all sets are of one hash code, too, and to compare two is to compare more of
     * those before.
     */
    private static Object setsOfOneHashCode() {
        Random random = new Random(1);
        List<Runnable> afterwards = new ArrayList<>();
        List<List<Object>> boxes = boxes();
        for (int i = 0; i < boxes.size(); i++) {
            int kind = i / 2;
            replaceLater(boxes.get(i), new ArrayList<>(List.of(kind, -31 * kind)), afterwards);
        }
        for (int level = 0; level < 24; level++) {
            List<List<Object>> next = boxes();
            for (int i = 0; i < next.size(); i++) {
                List<Object> others = new ArrayList<>();
                for (int kind = 0; kind < 3; kind++) {
                    if (kind != i / 2) {
                        others.add(boxes.get(2 * kind + random.nextInt(2)));
                    }
                }
                Collections.shuffle(others, random);
                replaceLater(next.get(i), new LinkedHashSet<>(others), afterwards);
            }
            boxes = next;
        }
        afterwards.forEach(Runnable::run);
        return boxes;
    }

    /** With different hash codes, until they have their content. */
    private static List<List<Object>> boxes() {
        List<List<Object>> boxes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            boxes.add(new ArrayList<>(List.of(i)));
        }
        return boxes;
    }

    private static void replaceLater(List<Object> box, Object content, List<Runnable> afterwards) {
        afterwards.add(() -> box.set(0, content));
    }

    @Test
    void nativeSetsOfLists_areRefused() {
        AttributeValue list =
                AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromN("2")));

        for (String type : List.of("set", "linkedset", "set.of", "treeset")) {
            assertRefused(
                    new StoredValue(
                            AttributeValue.fromL(List.of(list)), AttributeValue.fromS(type)));
        }
    }

    @Test
    void textsOfOneHashCode_areRefused_whereTheyAreComparedOneAfterTheOther() {
        List<String> texts = textsOfOneHashCode(40_000);
        List<AttributeValue> list = texts.stream().map(AttributeValue::fromS).toList();
        Map<String, AttributeValue> map = new HashMap<>();
        texts.forEach(text -> map.put(text, AttributeValue.fromBool(true)));

        assertRefused(new StoredValue(AttributeValue.fromL(list), AttributeValue.fromS("set.of")));
        assertRefused(new StoredValue(AttributeValue.fromM(map), AttributeValue.fromS("map.of")));
    }

    @Test
    void textsOfOneHashCode_areStoredSoThatTheyAreReadBack() {
        List<String> texts = textsOfOneHashCode(10_001);
        Map<String, Integer> map = new HashMap<>();
        texts.forEach(text -> map.put(text, 1));

        assertStored("S=set", new HashSet<>(texts));
        assertStored("S=java:", Set.copyOf(texts));
        assertStored("S=java:", Map.copyOf(map));
    }

    private void assertStored(String type, Object value) {
        StoredValue stored = codec.encode(value);

        assertTrue(stored.type().toString().contains(type), () -> stored.type().toString());
        assertEquals(value, codec.decode(stored));
    }

    private static List<String> textsOfOneHashCode(int count) {
        int hashCode = 31 * 31 * 1000;
        List<String> texts = new ArrayList<>();
        for (int first = 1; texts.size() < count; first++) {
            for (int second = 1; second < 0xD800 && texts.size() < count; second++) {
                int third = hashCode - 31 * (31 * first + second);
                if (third > 0 && third < 0xD800) {
                    texts.add("" + (char) first + (char) second + (char) third);
                }
            }
        }
        return texts;
    }

    /** A careless hashCode of an application's costs time only. */
    @Test
    void keysOfOneHashCode_areReadBack() {
        Set<Object> beans = new HashSet<>();
        Set<Object> lists = new HashSet<>();
        for (int i = 0; i < 3_000; i++) {
            beans.add(new Samples.Careless(i));
            lists.add(List.of(new Samples.Careless(i), new Samples.Careless(i)));
        }

        assertStored("S=kryo:", beans);
        assertStored("S=kryo:", lists);
    }

    /** The hash codes of sets are sums, so many are equal. */
    @Test
    void setsOfSets_areReadBack() throws Exception {
        Set<Object> sets = new HashSet<>();
        for (long code = 0; code < 1 << 18; code++) {
            if (Long.bitCount(code) == 4) {
                sets.add(
                        new HashSet<>(BitSet.valueOf(new long[] {code}).stream().boxed().toList()));
            }
        }

        assertStored("S=kryo:", sets);
        assertEquals(sets, codec.decode(javaForm(sets)));
        assertEquals(List.of(sets), codec.decode(javaForm(new LinkedList<>(List.of(sets)))));
    }

    /** What they have captured is not compared. */
    @Test
    void aComparatorThatLooksThingsUp_isReadBack() {
        Map<String, Integer> ranks = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            ranks.put("name" + i, i);
        }
        Map<String, Integer> byRank =
                new TreeMap<>(
                        Comparator.comparing(
                                (Function<String, Integer> & Serializable) ranks::get));
        byRank.put("name7", 7);

        assertStored("S=java:", byRank);
    }

    /** Nobody asks for its hash code. */
    @Test
    void whatIsShared_isReadBack() throws Exception {
        List<Integer> shared = IntStream.range(0, 1_000).boxed().toList();
        List<Object> views = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            views.add(Collections.unmodifiableList(shared));
        }

        assertEquals(views, codec.decode(javaForm(views)));
    }

    /** As Java serialization itself, it calls nothing of what is still being read. */
    @Test
    void anObjectThatIsNotReadYet_isNotAsked() throws Exception {
        Object[] read = (Object[]) codec.decode(javaForm(new Object[] {new Samples.Asked()}));

        assertEquals("name", ((Samples.Asked) read[0]).name);
    }

    // ---- What takes long, or much, only because there is so much of it

    @Test
    void aKeyThatIsThereAgainAndAgain_isRefused() throws Exception {
        ArrayList<Object> key = new ArrayList<>();
        doublings(key, 20);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out =
                new ObjectOutputStream(bytes) {
                    @Override
                    protected void writeClassDescriptor(ObjectStreamClass of) throws IOException {
                        boolean stands = of.forClass() == Samples.RepeatedKey.class;
                        super.writeClassDescriptor(
                                stands ? ObjectStreamClass.lookup(HashMap.class) : of);
                    }
                }) {
            out.writeObject(new Samples.RepeatedKey(key, 20_000));
        }

        assertRefused(Forged.opaque("java:java.lang.Object", bytes.toByteArray()));
    }

    /** A list that is still being read. */
    @Test
    void setsOfTheListThatHasThem_areRefused() throws Exception {
        List<Object> list = new LinkedList<>();
        ArrayList<Object> large = new ArrayList<>();
        Object[] sets = new Object[5_000];
        list.add(large);
        list.add(sets);
        for (int i = 0; i < sets.length; i++) {
            sets[i] = new HashSet<>(Set.of(list));
        }
        doublings(large, 20);

        assertRefused(javaForm(list));
    }

    @Test
    void aLargeNumberThatIsSharedByAKey_isRefused() throws Exception {
        List<Object> key = new ArrayList<>();
        Set<Object> set = new HashSet<>(Set.of(key));
        BigInteger number = BigInteger.ONE.shiftLeft(1_600_000);
        List<Object> innermost = doublings(key, 20);
        innermost.add(number);

        byte[] bytes = codec.encode(new ArrayList<>(set)).value().b().asByteArray();
        assertEquals(Forged.ARRAY_LIST, bytes[1]);
        bytes[1] = Forged.HASH_SET;
        assertRefused(Forged.opaque("kryo:java.util.HashSet", bytes));
        assertRefused(javaForm(set));
    }

    /** Each asks for a power of ten of its own. */
    @Test
    void aQueueOfLongDecimals_isRefused() throws Exception {
        BigInteger digits = BigInteger.ONE.shiftLeft(1_000_000);
        PriorityQueue<Object> queue = new PriorityQueue<>();
        queue.add(new BigDecimal(digits, 5));

        assertRefused(javaForm(queue));
    }

    /** Each reads a path of its own from it. */
    @Test
    void objectsThatCopyOneLongText_areRefused() throws Exception {
        String text = "http://localhost/" + "x".repeat(100_000);
        Object[] addresses = new Object[5_000];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = URI.create(text);
        }

        StoredValue form = javaForm(addresses);

        long allocated = Allocated.by(() -> assertRefused(form));
        assertTrue(allocated < 120_000_000, () -> allocated + " bytes");
    }

    private static StoredValue javaForm(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return Forged.opaque("java:java.lang.Object", bytes.toByteArray());
    }

    private void assertRefused(StoredValue form) {
        assertEquals(
                Reason.DAMAGED,
                assertThrows(UnreadableValueException.class, () -> codec.decode(form)).reason());
    }
}
