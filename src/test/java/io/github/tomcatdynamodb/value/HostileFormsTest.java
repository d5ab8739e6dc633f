package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.UnreadableValueException.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
    void containersInContainers_thatAllClaimTheRest_allocateLittle(Object sample, int head)
            throws Exception {
        String type = codec.encode(sample).type().s();
        assertEquals("kryo:" + sample.getClass().getName(), type);

        assertDamaged(Forged.claims(sample.getClass().getName(), head, ITEM));
    }

    /** With something in them that has no native form. */
    static Stream<Arguments> containers() {
        List<Samples.AllPrimitives> plain = List.of(new Samples.AllPrimitives());
        return Stream.of(
                Arguments.of(new ArrayList<>(plain), Forged.ARRAY_LIST),
                Arguments.of(new HashSet<>(plain), Forged.HASH_SET),
                Arguments.of(new ArrayDeque<>(plain), Forged.ARRAY_DEQUE),
                Arguments.of(plain.toArray(new Object[0]), Forged.OBJECT_ARRAY));
    }

    /** Where a field is no longer there, what it held may be of classes that are missing. */
    @ParameterizedTest
    @ValueSource(ints = {5, 300, 1_900, 15_000, ITEM / 2})
    void manyClassesThatAreNotThere_allocateLittle(int length) throws Exception {
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

    private void assertRefused(StoredValue form) {
        assertEquals(
                Reason.DAMAGED,
                assertThrows(UnreadableValueException.class, () -> codec.decode(form)).reason());
    }
}
