package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.io.Output;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stored forms as an attacker with access to the table writes them. */
public final class Forged {

    static final int ARRAY_LIST = 10 + 2;
    static final int FIRST_NAMED = 116;

    private static final int FORMAT = 3;
    private static final int MOST_NESTED = 390;
    private static final int FIELD_KINDS = 9;

    private Forged() {}

    /**
     * Forms that need far more than their size.
     *
     * @param size of those that can be of any size, in bytes
     */
    public static List<StoredValue> hostile(int size) throws IOException {
        return List.of(
                claims("kryo:java.util.ArrayList", ARRAY_LIST, size),
                longNames(size, size / 2),
                arraysInArrays(size),
                missingClasses(size));
    }

    /** Containers in containers, each of which claims all that is left for itself. */
    static StoredValue claims(String type, int head, int size) {
        Output out = begin();
        for (int i = 0; i < MOST_NESTED && 5 * i + 10 < size; i++) {
            out.writeVarInt(head, true);
            out.writeVarInt(size - 5 * i - 10, true);
        }
        return opaque(type, Arrays.copyOf(out.toBytes(), size));
    }

    /**
     * A removed field with objects of many classes, whose names begin as the one before does.
     *
     * @param length of each name
     */
    static StoredValue longNames(int size, int length) {
        String root = Samples.AllPrimitives.class.getName();
        int names = size / 40;
        Output out = new Output(size, -1);
        out.writeByte(FORMAT);
        writeName(out, 0, root.length(), "");
        // One field of its own, a reference.
        out.writeVarInt(2, true);
        byte[] removed = "removed".getBytes(StandardCharsets.UTF_8);
        out.writeVarInt(FIELD_KINDS * removed.length, true);
        out.writeBytes(removed);
        out.writeVarInt(ARRAY_LIST, true);
        out.writeVarInt(names, true);
        String name = "x".repeat(length);
        for (int number = 1; number <= names; number++) {
            // With one character of its own, or it would be the one before itself.
            writeName(out, number, number == 1 ? 0 : name.length() - 1, number == 1 ? name : "x");
            // No fields.
            out.writeVarInt(0, true);
        }
        return opaque("kryo:" + root, Arrays.copyOf(out.toBytes(), size));
    }

    private static Output begin() {
        Output out = new Output(1024, -1);
        out.writeByte(FORMAT);
        return out;
    }

    private static void writeName(Output out, int number, int shared, String end) {
        out.writeVarInt(FIRST_NAMED + number, true);
        out.writeVarInt(
                ClassKnowledge.Kind.CODES * shared + ClassKnowledge.Kind.PLAIN.code(), true);
        Streams.writeText(out, end);
    }

    /** Arrays in arrays, each of which claims all that is left for itself. */
    static StoredValue arraysInArrays(int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            beginJava(
                    out,
                    ObjectStreamConstants.TC_ARRAY,
                    Object[].class.getName(),
                    ObjectStreamClass.lookup(Object[].class).getSerialVersionUID());
            out.writeInt(size);
            for (int i = 0; i < size / 400; i++) {
                out.writeByte(ObjectStreamConstants.TC_ARRAY);
                out.writeByte(ObjectStreamConstants.TC_REFERENCE);
                out.writeInt(ObjectStreamConstants.baseWireHandle);
                out.writeInt(size);
            }
        }
        return opaque("java:[Ljava.lang.Object;", Arrays.copyOf(bytes.toByteArray(), size));
    }

    /** Objects of classes that are not there, each of another one. */
    static StoredValue missingClasses(int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            int objects = size / 40;
            beginJava(
                    out,
                    ObjectStreamConstants.TC_ARRAY,
                    Object[].class.getName(),
                    ObjectStreamClass.lookup(Object[].class).getSerialVersionUID());
            out.writeInt(objects);
            for (int i = 0; i < objects; i++) {
                writeJava(out, ObjectStreamConstants.TC_OBJECT, "x" + i, 1);
            }
        }
        return opaque("java:[Ljava.lang.Object;", bytes.toByteArray());
    }

    /** An object without fields, as Kryo writes it. */
    static StoredValue kryo(String className) {
        Output out = begin();
        object(out, className);
        return opaque("kryo:" + className, out.toBytes());
    }

    /** A list with such an object in it. */
    static StoredValue kryoInList(String className) {
        Output out = begin();
        out.writeVarInt(ARRAY_LIST, true);
        out.writeVarInt(1, true);
        object(out, className);
        return opaque("kryo:java.util.ArrayList", out.toBytes());
    }

    private static void object(Output out, String className) {
        writeName(out, 0, 0, className);
        out.writeVarInt(0, true);
    }

    /**
     * An object without fields, as Java serialization would write it, in an array so that the root
     * is admitted.
     */
    static StoredValue java(String className) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            beginJava(out, ObjectStreamConstants.TC_OBJECT, className, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return opaque("java:java.lang.Object", bytes.toByteArray());
    }

    /** The head of Java serialization, with the class of the first object, which has no fields. */
    static void beginJava(DataOutputStream out, byte kind, String className, long version)
            throws IOException {
        out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
        out.writeShort(ObjectStreamConstants.STREAM_VERSION);
        writeJava(out, kind, className, version);
    }

    private static void writeJava(DataOutputStream out, byte kind, String className, long version)
            throws IOException {
        out.writeByte(kind);
        out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
        out.writeUTF(className);
        out.writeLong(version);
        out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
        out.writeShort(0);
        out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
        out.writeByte(ObjectStreamConstants.TC_NULL);
    }

    static StoredValue enumOf(String className) {
        return new StoredValue(
                AttributeValue.fromS("A"), AttributeValue.fromS("enum:" + className));
    }

    static StoredValue opaque(String type, byte[] bytes) {
        return new StoredValue(
                AttributeValue.fromB(SdkBytes.fromByteArray(bytes)), AttributeValue.fromS(type));
    }
}
