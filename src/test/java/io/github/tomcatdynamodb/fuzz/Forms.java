package io.github.tomcatdynamodb.fuzz;

import io.github.tomcatdynamodb.value.StoredValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values of DynamoDB as the bytes that a fuzzer changes. Whatever the bytes, they are a value; what
 * stands last takes all that is left, so that nothing has to fit after a change but its content.
 */
final class Forms {

    /** As deep as DynamoDB nests them. */
    private static final int DEEPEST = 32;

    private static final int REST = 0xFFFF;
    private static final int KINDS = 9;

    private Forms() {}

    /** The stored form of a value: its type entry, then the value. */
    static StoredValue value(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        AttributeValue type = read(in, 0);
        return new StoredValue(read(in, 0), type.type() == AttributeValue.Type.NUL ? null : type);
    }

    static byte[] bytes(StoredValue stored) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(stored.type() == null ? AttributeValue.fromNul(true) : stored.type(), false, out);
        write(stored.value(), true, out);
        return out.toByteArray();
    }

    static Map<String, AttributeValue> item(byte[] bytes) {
        return map(ByteBuffer.wrap(bytes), 0);
    }

    static byte[] bytes(Map<String, AttributeValue> item) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(item, true, out);
        return out.toByteArray();
    }

    private static AttributeValue read(ByteBuffer in, int depth) {
        if (!in.hasRemaining() || depth > DEEPEST) {
            return AttributeValue.fromNul(true);
        }
        return switch ((in.get() & 0xFF) % KINDS) {
            case 0 -> AttributeValue.fromS(text(in));
            case 1 -> AttributeValue.fromN(text(in));
            case 2 -> AttributeValue.fromB(SdkBytes.fromByteArray(content(in)));
            case 3 -> AttributeValue.fromL(list(in, depth));
            case 4 -> AttributeValue.fromM(map(in, depth));
            case 5 -> AttributeValue.fromBool(in.remaining() % 2 == 0);
            case 6 -> AttributeValue.fromSs(List.of(text(in)));
            case 7 -> AttributeValue.fromNs(List.of(text(in)));
            default -> AttributeValue.fromNul(true);
        };
    }

    private static List<AttributeValue> list(ByteBuffer in, int depth) {
        List<AttributeValue> list = new ArrayList<>();
        for (int left = count(in); left > 0 && in.hasRemaining(); left--) {
            list.add(read(in, depth + 1));
        }
        return list;
    }

    private static Map<String, AttributeValue> map(ByteBuffer in, int depth) {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        for (int left = count(in); left > 0 && in.hasRemaining(); left--) {
            map.put(text(in), read(in, depth + 1));
        }
        return map;
    }

    private static int count(ByteBuffer in) {
        return in.hasRemaining() ? in.get() & 0xFF : 0;
    }

    private static String text(ByteBuffer in) {
        return new String(content(in), StandardCharsets.UTF_8);
    }

    private static byte[] content(ByteBuffer in) {
        int length = in.remaining() < 2 ? REST : in.getShort() & 0xFFFF;
        byte[] content = new byte[Math.min(length, in.remaining())];
        in.get(content);
        return content;
    }

    private static void write(AttributeValue value, boolean last, ByteArrayOutputStream out) {
        switch (value.type()) {
            case S -> write(0, value.s(), last, out);
            case N -> write(1, value.n(), last, out);
            case B -> {
                out.write(2);
                write(value.b().asByteArray(), last, out);
            }
            case L -> {
                out.write(3);
                out.write(value.l().size());
                for (int i = 0; i < value.l().size(); i++) {
                    write(value.l().get(i), last && i == value.l().size() - 1, out);
                }
            }
            case M -> {
                out.write(4);
                write(value.m(), last, out);
            }
            case BOOL -> out.write(5);
            case SS -> write(6, value.ss().get(0), last, out);
            case NS -> write(7, value.ns().get(0), last, out);
            default -> out.write(8);
        }
    }

    private static void write(
            Map<String, AttributeValue> map, boolean last, ByteArrayOutputStream out) {
        out.write(map.size());
        int left = map.size();
        for (Map.Entry<String, AttributeValue> entry : map.entrySet()) {
            write(entry.getKey().getBytes(StandardCharsets.UTF_8), false, out);
            left--;
            write(entry.getValue(), last && left == 0, out);
        }
    }

    private static void write(int kind, String text, boolean last, ByteArrayOutputStream out) {
        out.write(kind);
        write(text.getBytes(StandardCharsets.UTF_8), last, out);
    }

    private static void write(byte[] content, boolean last, ByteArrayOutputStream out) {
        int length = last || content.length > REST ? REST : content.length;
        out.write(length >> 8);
        out.write(length);
        out.writeBytes(content);
    }
}
