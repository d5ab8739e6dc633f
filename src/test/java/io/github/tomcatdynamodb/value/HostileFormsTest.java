package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.UnreadableValueException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Forms that were made so as to need far more than their size: at most the size of an item, 400 KB.
 */
class HostileFormsTest {

    private static final int ITEM = 400_000;

    /** What may be allocated for each byte. */
    private static final int MULTIPLE = 150;

    private final ValueCodec codec =
            new ValueCodec(HostileFormsTest.class.getClassLoader(), ClassFilter.defaults());

    @AfterEach
    void close() {
        codec.close();
    }

    private void assertDamaged(StoredValue form) throws Exception {
        assertAllocatesLittle(() -> assertRefused(form));
    }

    private static void assertAllocatesLittle(Allocated.Work work) throws Exception {
        long allocated = Allocated.by(work);

        assertTrue(allocated < (long) MULTIPLE * ITEM, () -> allocated + " bytes");
    }

    /** Each container claims all that is left for itself. */
    @ParameterizedTest
    @MethodSource("containers")
    void containersInContainers_thatAllClaimTheRest_allocateLittle(Object sample) throws Exception {
        StoredValue stored = codec.encode(sample);
        String type = stored.type().s();
        assertEquals("kryo:" + sample.getClass().getName(), type);
        // After the format comes the number of the class.
        int head = stored.value().b().asByteArray()[1];
        assertDamaged(Forged.claims(type, head, ITEM));
    }

    /** With something in them that has no native form. */
    static Stream<Object> containers() {
        List<Samples.AllPrimitives> plain = List.of(new Samples.AllPrimitives());
        return Stream.of(
                new ArrayList<>(plain),
                new HashSet<>(plain),
                new ArrayDeque<>(plain),
                plain.toArray(new Object[0]));
    }

    /**
     * A name says how much of the one before it begins with. Where a field is no longer there, what
     * it held may be of classes that are missing, and is read past.
     */
    @ParameterizedTest
    @ValueSource(ints = {300, 15_000, 60_000, ITEM / 2})
    void namesThatRepeatALongOne_allocateLittle(int length) throws Exception {
        assertDamaged(Forged.longNames(ITEM, length));
    }

    @Test
    void arraysInArrays_thatAllClaimTheRest_allocateLittle_inJavaSerializationToo()
            throws Exception {
        assertDamaged(Forged.arraysInArrays(ITEM));
    }

    @Test
    void classesThatAreNotThere_allocateLittle_inJavaSerializationToo() throws Exception {
        StoredValue form = Forged.missingClasses(ITEM);

        assertAllocatesLittle(
                () -> assertThrows(UnreadableValueException.class, () -> codec.decode(form)));
    }

    /** Canonical equivalence tries every order of the marks. */
    @Test
    void aPatternOfManyMarks_isNotCompiledWithCanonicalEquivalence() throws Exception {
        String expression = "a\u0300\u0316\u031B\u0327\u0345\u0591\u0595\u059A\u05B0";
        String type = "pattern:" + Pattern.CANON_EQ;

        assertDamaged(
                new StoredValue(AttributeValue.fromS(expression), AttributeValue.fromS(type)));
        assertFalse(
                codec.isNative(codec.encode(Pattern.compile("a\u0300", Pattern.CANON_EQ))),
                "nor written so");
    }

    /** It goes to the log. */
    @Test
    void theNameOfAClass_isLoggedOnOneLineAndCutOff() {
        UnreadableValueException failure =
                assertThrows(
                        UnreadableValueException.class,
                        () ->
                                codec.decode(
                                        Forged.kryo(
                                                "app.X\n01-Jan-2026 SEVERE" + "x".repeat(900))));

        assertFalse(failure.className().contains("\n"), failure.className());
        assertTrue(failure.className().length() < 300, failure.className());
        assertTrue(failure.getMessage().length() < 500, failure.getMessage());
    }

    // ---- Keys whose hash codes would take for ever

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aSetOfListsThatHoldTheirLikeTwice_isRefused() {
        assertRefused(Forged.doublingsInSet());
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aMapWithAKeyOfListsThatHoldTheirLikeTwice_isRefused() {
        assertRefused(Forged.doublingsAsKey());
    }

    /** Its hash code is that of what it has so far. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aListAsAKeyInItself_isRefused() {
        assertRefused(Forged.doublingsBesideTheKey());
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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

    /** Lists that hold the next one twice. */
    private static void doublings(List<Object> outermost) {
        List<Object> list = outermost;
        for (int i = 0; i < Forged.DOUBLINGS; i++) {
            List<Object> inner = new ArrayList<>();
            list.add(inner);
            list.add(inner);
            list = inner;
        }
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
