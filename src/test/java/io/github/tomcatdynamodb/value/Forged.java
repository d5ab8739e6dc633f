package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.io.Output;
import io.github.tomcatdynamodb.value.limits.Packing;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stored forms as an attacker with access to the table writes them. */
public final class Forged {

    /** Kryo's numbers of classes, plus two, as they stand in the bytes. */
    static final int ARRAY_LIST = 10 + 2;

    static final int HASH_SET = 13 + 2;
    static final int ARRAY_DEQUE = 18 + 2;
    static final int OBJECT_ARRAY = 42 + 2;

    private static final int NAME = 1;
    private static final int FIRST_TIME = 1;
    private static final int NO_LEVELS = 1;
    private static final int MOST_NESTED = 390;

    private Forged() {}

    /**
     * Forms that need far more than their size.
     *
     * @param size of those that can be of any size, in bytes
     */
    public static List<StoredValue> hostile(int size) throws IOException {
        return List.of(
                claims("java.util.ArrayList", ARRAY_LIST, size),
                longNames(size, 1_000),
                arraysInArrays(size),
                missingClasses(size));
    }

    /** Containers in containers, each of which claims all that is left for itself. */
    static StoredValue claims(String type, int head, int size) {
        Output out = new Output(1024, -1);
        for (int i = 0; i < MOST_NESTED && 6 * i + 12 < size; i++) {
            if (i > 0) {
                out.writeVarInt(head, true);
            }
            out.writeByte(FIRST_TIME);
            out.writeVarInt(size - 6 * i - 12, true);
        }
        return kryoForm(type, Arrays.copyOf(out.toBytes(), size));
    }

    /**
     * A removed field with objects of many classes that are not there.
     *
     * @param length of each name
     */
    static StoredValue longNames(int size, int length) {
        int names = size / (length + 10);
        Output out = new Output(size, -1);
        out.writeByte(FIRST_TIME);
        out.writeVarInt(2, true);
        out.writeString("");
        out.writeVarInt(1, true);
        out.writeString("removed");
        out.writeByte('L');
        out.writeVarInt(ARRAY_LIST, true);
        out.writeByte(FIRST_TIME);
        out.writeVarInt(names, true);
        // Of no common class.
        out.writeByte(0);
        for (int number = 1; number <= names; number++) {
            object(out, number, number + "x".repeat(length));
        }
        return kryoForm(Samples.AllPrimitives.class.getName(), Arrays.copyOf(out.toBytes(), size));
    }

    private static void object(Output out, int number, String className) {
        out.writeByte(NAME);
        out.writeVarInt(number, true);
        out.writeString(className);
        out.writeByte(FIRST_TIME);
        out.writeVarInt(NO_LEVELS, true);
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
        return kryoForm(className, new byte[] {FIRST_TIME, NO_LEVELS});
    }

    /** A list with such an object in it. */
    static StoredValue kryoInList(String className) {
        Output out = new Output(1024, -1);
        out.writeByte(FIRST_TIME);
        out.writeVarInt(1, true);
        object(out, 0, className);
        return kryoForm("java.util.ArrayList", out.toBytes());
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

    private static StoredValue kryoForm(String className, byte[] content) {
        return opaque("kryo:" + className, content);
    }

    static StoredValue opaque(String type, byte[] content) {
        return new StoredValue(
                AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(Packing.plain(content))),
                AttributeValue.fromS(type));
    }
}
