package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.esotericsoftware.kryo.io.Output;
import io.github.tomcatdynamodb.value.UnreadableValueException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Forms that were made so as to need far more than their size: at most the size of an item, 400 KB.
 */
class HostileFormsTest {

    private static final int ITEM = 400_000;

    /** What may be allocated for each byte. */
    private static final int MULTIPLE = 150;

    private static final int FORMAT = 2;
    private static final int MOST_NESTED = 390;
    private static final int NAMES = 10_000;

    private final ValueCodec codec =
            new ValueCodec(HostileFormsTest.class.getClassLoader(), ClassFilter.defaults());

    @AfterEach
    void close() {
        codec.close();
    }

    private void assertDamaged(StoredValue form) throws Exception {
        long allocated =
                Allocated.by(
                        () ->
                                assertEquals(
                                        Reason.DAMAGED,
                                        assertThrows(
                                                        UnreadableValueException.class,
                                                        () -> codec.decode(form))
                                                .reason()));

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
        Output out = new Output(1024, -1);
        out.writeByte(FORMAT);
        for (int i = 0; i < MOST_NESTED; i++) {
            out.writeVarInt(head, true);
            out.writeVarInt(ITEM - 5 * i - 10, true);
        }
        assertDamaged(Forged.opaque(type, padded(out)));
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

    private static byte[] padded(Output out) {
        byte[] bytes = new byte[ITEM];
        byte[] written = out.toBytes();
        System.arraycopy(written, 0, bytes, 0, written.length);
        return bytes;
    }

    /**
     * A name says how much of the one before it begins with. Where a field is no longer there, what
     * it held may be of classes that are missing, and is read past.
     */
    @Test
    void namesThatRepeatALongOne_allocateLittle() throws Exception {
        String root = Samples.AllPrimitives.class.getName();
        Output out = new Output(ITEM, -1);
        out.writeByte(FORMAT);
        writeName(out, 0, root.length(), "");
        Streams.writeLength(out, 1);
        Streams.writeText(out, "");
        Streams.writeLength(out, 1);
        out.writeByte(ClassLayout.REFERENCE);
        Streams.writeText(out, "removed");
        out.writeVarInt(Forged.ARRAY_LIST, true);
        out.writeVarInt(NAMES, true);
        String name = "x".repeat(ITEM / 2);
        for (int number = 1; number <= NAMES; number++) {
            // With one character of its own, or it would be the one before itself.
            writeName(out, number, number == 1 ? 0 : name.length() - 1, number == 1 ? name : "x");
            Streams.writeLength(out, 0);
        }
        assertDamaged(Forged.opaque("kryo:" + root, padded(out)));
    }

    private static void writeName(Output out, int number, int shared, String end) {
        out.writeVarInt(Forged.FIRST_NAMED + number, true);
        out.writeByte(ClassKnowledge.Kind.PLAIN.code());
        out.writeVarInt(shared, true);
        Streams.writeText(out, end);
    }

    @Test
    void arraysInArrays_thatAllClaimTheRest_allocateLittle_inJavaSerializationToo()
            throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            Forged.beginJava(
                    out,
                    ObjectStreamConstants.TC_ARRAY,
                    Object[].class.getName(),
                    ObjectStreamClass.lookup(Object[].class).getSerialVersionUID());
            out.writeInt(ITEM);
            for (int i = 0; i < 1_000; i++) {
                out.writeByte(ObjectStreamConstants.TC_ARRAY);
                out.writeByte(ObjectStreamConstants.TC_REFERENCE);
                out.writeInt(ObjectStreamConstants.baseWireHandle);
                out.writeInt(ITEM);
            }
            out.write(new byte[ITEM - bytes.size()]);
        }
        assertDamaged(Forged.opaque("java:[Ljava.lang.Object;", bytes.toByteArray()));
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
                                        Forged.now("app.X\n01-Jan-2026 SEVERE" + "x".repeat(900))));

        assertFalse(failure.className().contains("\n"), failure.className());
        assertTrue(failure.className().length() < 300, failure.className());
        assertTrue(failure.getMessage().length() < 500, failure.getMessage());
    }
}
