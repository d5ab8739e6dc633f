package io.github.tomcatdynamodb.value;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A stored value as bytes, for what is encrypted or stands in items of its own: the value, then its
 * type entry if it has one. Each begins with a letter for its kind; lengths and counts are four
 * bytes, most significant first.
 */
public final class ValueBytes {

    /** More than DynamoDB nests. */
    private static final int DEEPEST = 64;

    private ValueBytes() {}

    /** Returns a value as bytes. */
    public static byte[] write(StoredValue stored) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(stored.value(), out);
            if (stored.type() != null) {
                write(stored.type(), out);
            }
        } catch (IOException e) {
            // In memory.
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException when it is not that
     */
    public static StoredValue read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            AttributeValue value = read(in, 0);
            AttributeValue type = in.available() > 0 ? read(in, 0) : null;
            if (in.available() > 0) {
                throw new IllegalArgumentException("bytes are left over");
            }
            return new StoredValue(value, type);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void write(AttributeValue value, DataOutputStream out) throws IOException {
        switch (value.type()) {
            case S -> write('S', value.s().getBytes(StandardCharsets.UTF_8), out);
            case N -> write('N', value.n().getBytes(StandardCharsets.UTF_8), out);
            case B -> write('B', value.b().asByteArrayUnsafe(), out);
            case BOOL -> out.writeByte(value.bool() ? '1' : '0');
            case NUL -> out.writeByte('U');
            case L -> write('L', value.l(), out);
            case M -> {
                out.writeByte('M');
                out.writeInt(value.m().size());
                for (Map.Entry<String, AttributeValue> entry : value.m().entrySet()) {
                    write(AttributeValue.fromS(entry.getKey()), out);
                    write(entry.getValue(), out);
                }
            }
            case SS -> write('s', value.ss().stream().map(AttributeValue::fromS).toList(), out);
            case NS -> write('n', value.ns().stream().map(AttributeValue::fromN).toList(), out);
            case BS -> write('b', value.bs().stream().map(AttributeValue::fromB).toList(), out);
            // A kind of value that this version of the SDK does not know.
            case UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalArgumentException("an unknown kind of value");
        }
    }

    private static void write(char kind, byte[] content, DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeInt(content.length);
        out.write(content);
    }

    private static void write(char kind, List<AttributeValue> elements, DataOutputStream out)
            throws IOException {
        out.writeByte(kind);
        out.writeInt(elements.size());
        for (AttributeValue element : elements) {
            write(element, out);
        }
    }

    private static AttributeValue read(DataInputStream in, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deeply");
        }
        char kind = (char) in.readByte();
        return switch (kind) {
            case 'S' -> AttributeValue.fromS(text(in));
            case 'N' -> AttributeValue.fromN(text(in));
            case 'B' -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(content(in)));
            case '1' -> AttributeValue.fromBool(true);
            case '0' -> AttributeValue.fromBool(false);
            case 'U' -> AttributeValue.fromNul(true);
            case 'L' -> AttributeValue.fromL(list(in, depth));
            case 'M' -> {
                Map<String, AttributeValue> map = new HashMap<>();
                for (int left = length(in); left > 0; left--) {
                    map.put(read(in, depth + 1).s(), read(in, depth + 1));
                }
                yield AttributeValue.fromM(map);
            }
            case 's' ->
                    AttributeValue.fromSs(list(in, depth).stream().map(AttributeValue::s).toList());
            case 'n' ->
                    AttributeValue.fromNs(list(in, depth).stream().map(AttributeValue::n).toList());
            case 'b' ->
                    AttributeValue.fromBs(list(in, depth).stream().map(AttributeValue::b).toList());
            default -> throw new IllegalArgumentException("an unknown kind of value");
        };
    }

    private static List<AttributeValue> list(DataInputStream in, int depth) throws IOException {
        List<AttributeValue> list = new ArrayList<>();
        for (int left = length(in); left > 0; left--) {
            list.add(read(in, depth + 1));
        }
        return list;
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(content(in), StandardCharsets.UTF_8);
    }

    private static byte[] content(DataInputStream in) throws IOException {
        byte[] content = new byte[length(in)];
        in.readFully(content);
        return content;
    }

    /** Everything that is counted takes a byte at least. */
    private static int length(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IllegalArgumentException("longer than the bytes that are left");
        }
        return length;
    }
}
