package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.io.Output;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stored forms as an attacker with access to the table writes them. */
final class Forged {

    static final int ARRAY_LIST = 10 + 2;
    static final int FIRST_NAMED = 116;

    private Forged() {}

    /** An object without fields, as we write it. */
    static StoredValue now(String className) {
        Output out = new Output(256, -1);
        out.writeByte(2);
        objectNow(out, className);
        return opaque("kryo:" + className, out.toBytes());
    }

    /** A list with such an object in it. */
    static StoredValue nowInList(String className) {
        Output out = new Output(256, -1);
        out.writeByte(2);
        out.writeVarInt(ARRAY_LIST, true);
        out.writeVarInt(1, true);
        objectNow(out, className);
        return opaque("kryo:java.util.ArrayList", out.toBytes());
    }

    private static void objectNow(Output out, String className) {
        out.writeVarInt(FIRST_NAMED, true);
        out.writeByte(0);
        out.writeVarInt(0, true);
        Streams.writeText(out, className);
        out.writeVarInt(0, true);
    }

    /** An object without fields, as the first format has it. */
    static StoredValue kryo(String className) {
        Output out = new Output(256, -1);
        out.writeByte(1);
        object(out, className);
        return opaque("kryo:" + className, out.toBytes());
    }

    /** A list with such an object in it. */
    static StoredValue kryoInList(String className) {
        Output out = new Output(256, -1);
        out.writeByte(1);
        out.writeVarInt(ARRAY_LIST, true);
        out.writeVarInt(1, true);
        out.writeVarInt(1, true);
        object(out, className);
        return opaque("kryo:java.util.ArrayList", out.toBytes());
    }

    private static void object(Output out, String className) {
        out.writeVarInt(1, true);
        out.writeVarInt(0, true);
        out.writeByte(0);
        Streams.writeText(out, className);
        out.writeVarInt(1, true);
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
