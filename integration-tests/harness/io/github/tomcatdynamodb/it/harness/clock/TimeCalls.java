package io.github.tomcatdynamodb.it.harness.clock;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The calls of a class that ask for the time, found in its constant pool and given another target
 * there. The target's methods are static and have the same names and types, so no instruction
 * changes.
 */
final class TimeCalls {
    private static final String TARGET = "io/github/tomcatdynamodb/it/harness/clock/NodeClock";
    private static final Set<String> CALLS =
            Set.of(
                    "java/lang/System.currentTimeMillis()J",
                    "java/time/Instant.now()Ljava/time/Instant;",
                    "java/time/Clock.systemUTC()Ljava/time/Clock;",
                    "java/time/InstantSource.system()Ljava/time/InstantSource;");

    private static final int COUNT_AT = 8;
    private static final byte UTF8 = 1;
    private static final byte CLASS = 7;
    private static final byte METHOD = 10;
    private static final byte INTERFACE_METHOD = 11;

    private final ByteBuffer file;
    private final int[] entries;
    private final int end;

    TimeCalls(byte[] classFile) {
        file = ByteBuffer.wrap(classFile.clone());
        entries = new int[Short.toUnsignedInt(file.getShort(COUNT_AT))];
        int at = COUNT_AT + 2;
        for (int i = 1; i < entries.length; i++) {
            entries[i] = at;
            byte tag = file.get(at);
            at += 1 + size(tag, at);
            if (tag == 5 || tag == 6) {
                // A long or a double takes two numbers.
                i++;
            }
        }
        end = at;
    }

    private int size(byte tag, int at) {
        return switch (tag) {
            case UTF8 -> 2 + unsigned(at + 1);
            case 3, 4, 9, METHOD, INTERFACE_METHOD, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            case CLASS, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            default -> throw new IllegalArgumentException("constant of unknown kind " + tag);
        };
    }

    /** Returns the class with these calls redirected; null when it has none. */
    byte[] redirected() {
        List<Integer> calls = new ArrayList<>();
        for (int i = 1; i < entries.length; i++) {
            if (entries[i] > 0 && isCall(entries[i])) {
                calls.add(entries[i]);
            }
        }
        if (calls.isEmpty()) {
            return null;
        }
        for (int at : calls) {
            file.put(at, METHOD);
            file.putShort(at + 1, (short) (entries.length + 1));
        }
        file.putShort(COUNT_AT, (short) (entries.length + 2));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(file.array(), 0, end);
            out.writeByte(UTF8);
            out.writeUTF(TARGET);
            out.writeByte(CLASS);
            out.writeShort(entries.length);
            out.write(file.array(), end, file.capacity() - end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private boolean isCall(int at) {
        byte tag = file.get(at);
        if (tag != METHOD && tag != INTERFACE_METHOD) {
            return false;
        }
        int owner = entries[unsigned(at + 1)];
        int nameAndType = entries[unsigned(at + 3)];
        return CALLS.contains(
                text(unsigned(owner + 1))
                        + "."
                        + text(unsigned(nameAndType + 1))
                        + text(unsigned(nameAndType + 3)));
    }

    private String text(int index) {
        int at = entries[index];
        return new String(file.array(), at + 3, unsigned(at + 1), StandardCharsets.UTF_8);
    }

    private int unsigned(int at) {
        return Short.toUnsignedInt(file.getShort(at));
    }
}
