package io.github.tomcatdynamodb.value;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
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
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            AttributeValue value = read(in, 0);
            AttributeValue type = in.hasRemaining() ? read(in, 0) : null;
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("bytes are left over");
            }
            return new StoredValue(value, type);
        } catch (BufferUnderflowException e) {
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
                    write('S', entry.getKey().getBytes(StandardCharsets.UTF_8), out);
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

    private static AttributeValue read(ByteBuffer in, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested too deeply");
        }
        char kind = (char) in.get();
        return switch (kind) {
            case 'S' -> AttributeValue.fromS(text(in));
            case 'N' -> AttributeValue.fromN(text(in));
            case 'B' -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(content(in)));
            case '1' -> AttributeValue.fromBool(true);
            case '0' -> AttributeValue.fromBool(false);
            case 'U' -> AttributeValue.fromNul(true);
            case 'L' -> AttributeValue.fromL(list(in, depth));
            case 'M' -> AttributeValue.fromM(map(in, depth));
            case 's' ->
                    AttributeValue.fromSs(list(in, depth).stream().map(AttributeValue::s).toList());
            case 'n' ->
                    AttributeValue.fromNs(list(in, depth).stream().map(AttributeValue::n).toList());
            case 'b' ->
                    AttributeValue.fromBs(list(in, depth).stream().map(AttributeValue::b).toList());
            default -> throw new IllegalArgumentException("an unknown kind of value");
        };
    }

    private static Map<String, AttributeValue> map(ByteBuffer in, int depth) {
        Map<String, AttributeValue> map = new HashMap<>();
        for (int left = length(in); left > 0; left--) {
            if (in.get() != 'S') {
                throw new IllegalArgumentException("a name is a text");
            }
            map.put(text(in), read(in, depth + 1));
        }
        return map;
    }

    private static List<AttributeValue> list(ByteBuffer in, int depth) {
        List<AttributeValue> list = new ArrayList<>();
        for (int left = length(in); left > 0; left--) {
            list.add(read(in, depth + 1));
        }
        return list;
    }

    private static String text(ByteBuffer in) {
        int length = length(in);
        String text =
                new String(
                        in.array(),
                        in.arrayOffset() + in.position(),
                        length,
                        StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    private static byte[] content(ByteBuffer in) {
        byte[] content = new byte[length(in)];
        in.get(content);
        return content;
    }

    /** Everything that is counted takes a byte at least. */
    private static int length(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("longer than the bytes that are left");
        }
        return length;
    }
}
