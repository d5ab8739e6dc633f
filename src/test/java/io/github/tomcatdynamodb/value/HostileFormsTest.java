package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.esotericsoftware.kryo.io.Output;
import com.sun.management.ThreadMXBean;
import io.github.tomcatdynamodb.value.UnreadableValueException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Forms that were made so as to need far more than their size: at most the size of an item, 400 KB.
 */
class HostileFormsTest {

    private static final int ITEM = 400_000;

    /** What may be allocated for each byte. */
    private static final int MULTIPLE = 150;

    private static final int FORMAT = 2;
    private static final int ARRAY_LIST = 10 + 2;
    private static final int FIRST_NAMED = 116;
    private static final int MOST_NESTED = 390;

    private final ValueCodec codec =
            new ValueCodec(HostileFormsTest.class.getClassLoader(), ClassFilter.defaults());

    @AfterEach
    void close() {
        codec.close();
    }

    private void assertDamaged(StoredValue form) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        UnreadableValueException failure =
                assertThrows(UnreadableValueException.class, () -> codec.decode(form));
        long allocated = threads.getThreadAllocatedBytes(self) - before;

        assertEquals(Reason.DAMAGED, failure.reason());
        assertTrue(allocated < (long) MULTIPLE * ITEM, () -> allocated + " bytes");
    }

    /** Each container claims all that is left for itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.ArrayList",
                "java.util.HashSet",
                "java.util.ArrayDeque",
                "[Ljava.lang.Object;"
            })
    void containersInContainers_thatAllClaimTheRest_allocateLittle(String className) {
        Output out = new Output(1024, -1);
        out.writeByte(FORMAT);
        int head = BuiltIn.head(className);
        for (int i = 0; i < MOST_NESTED; i++) {
            out.writeVarInt(head, true);
            out.writeVarInt(ITEM - 5 * i - 10, true);
        }
        assertDamaged(Forged.opaque("kryo:" + className, padded(out)));
    }

    private static byte[] padded(Output out) {
        byte[] bytes = new byte[ITEM];
        byte[] written = out.toBytes();
        System.arraycopy(written, 0, bytes, 0, written.length);
        return bytes;
    }

    /** The number before an object of a class that has one. */
    private static final class BuiltIn {
        static int head(String className) {
            try (ValueCodec codec =
                    new ValueCodec(
                            HostileFormsTest.class.getClassLoader(), ClassFilter.defaults())) {
                Object sample =
                        switch (className) {
                            case "java.util.HashSet" -> setOf(new Samples.AllPrimitives());
                            case "java.util.ArrayDeque" ->
                                    new java.util.ArrayDeque<>(
                                            java.util.List.of(new Samples.AllPrimitives()));
                            case "[Ljava.lang.Object;" ->
                                    new Object[] {new Samples.AllPrimitives()};
                            default ->
                                    new java.util.ArrayList<>(
                                            java.util.List.of(new Samples.AllPrimitives()));
                        };
                StoredValue stored = codec.encode(sample);
                assertEquals("kryo:" + className, stored.type().s());
                return stored.value().b().asByteArray()[1];
            }
        }

        private static java.util.Set<Object> setOf(Object element) {
            java.util.Set<Object> set = new java.util.HashSet<>();
            set.add(element);
            return set;
        }
    }

    /** A name says how much of the one before it begins with. */
    @Test
    void namesThatRepeatALongOne_allocateLittle() {
        Output out = new Output(ITEM, -1);
        out.writeByte(FORMAT);
        out.writeVarInt(ARRAY_LIST, true);
        out.writeVarInt(10_000, true);
        String name = "x".repeat(ITEM / 2);
        for (int number = 0; number < 10_000; number++) {
            out.writeVarInt(FIRST_NAMED + number, true);
            out.writeByte(0);
            out.writeVarInt(number == 0 ? 0 : name.length(), true);
            Streams.writeText(out, number == 0 ? name : "");
            out.writeVarInt(0, true);
        }
        StoredValue form = Forged.opaque("kryo:java.util.ArrayList", padded(out));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(self);
        assertThrows(UnreadableValueException.class, () -> codec.decode(form));
        long allocated = threads.getThreadAllocatedBytes(self) - before;
        assertTrue(allocated < (long) MULTIPLE * ITEM, () -> allocated + " bytes");
    }

    @Test
    void arraysInArrays_thatAllClaimTheRest_allocateLittle_inJavaSerializationToo()
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
            out.writeShort(ObjectStreamConstants.STREAM_VERSION);
            out.writeByte(ObjectStreamConstants.TC_ARRAY);
            out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
            out.writeUTF("[Ljava.lang.Object;");
            out.writeLong(0x90CE589F1073296CL);
            out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
            out.writeShort(0);
            out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
            out.writeByte(ObjectStreamConstants.TC_NULL);
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
    void aPatternOfManyMarks_isNotCompiledWithCanonicalEquivalence() {
        StringBuilder expression = new StringBuilder("a");
        for (char mark : "\u0300\u0316\u031B\u0327\u0345\u0591\u0595\u059A\u05B0".toCharArray()) {
            expression.append(mark);
        }
        String type = "pattern:" + Pattern.CANON_EQ;

        assertDamaged(
                new StoredValue(
                        AttributeValue.fromS(expression.toString()), AttributeValue.fromS(type)));
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
