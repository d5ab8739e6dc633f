package io.github.tomcatdynamodb.value.limits;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Bytes with a format byte before them that says how they are stored: {@value #PLAIN} as they are,
 * {@value #DEFLATED} deflated (RFC 1951), after four bytes that say how many they are, most
 * significant first.
 */
public final class Packing {

    private static final byte PLAIN = 1;
    private static final byte DEFLATED = 2;
    private static final int DEFLATED_HEAD = 5;

    /** Of less than that, names of classes are most, which deflating hardly shortens. */
    private static final int SMALLEST = 512;

    private Packing() {}

    /** Returns content with the byte that says that it is not deflated. */
    public static byte[] plain(byte[] content) {
        byte[] bytes = new byte[content.length + 1];
        bytes[0] = PLAIN;
        System.arraycopy(content, 0, bytes, 1, content.length);
        return bytes;
    }

    /**
     * Returns bytes deflated where that saves something, else the same array.
     *
     * @param bytes with their format byte
     */
    public static byte[] pack(byte[] bytes) {
        int length = bytes.length - 1;
        if (length < SMALLEST || bytes[0] != PLAIN || length > Limits.defaults().bytes()) {
            return bytes;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(bytes, 1, length);
            deflater.finish();
            byte[] packed = new byte[bytes.length - 1];
            packed[0] = DEFLATED;
            for (int i = 1; i < DEFLATED_HEAD; i++) {
                packed[i] = (byte) (length >>> (Byte.SIZE * (DEFLATED_HEAD - 1 - i)));
            }
            int deflated = deflater.deflate(packed, DEFLATED_HEAD, packed.length - DEFLATED_HEAD);
            return deflater.finished() ? Arrays.copyOf(packed, DEFLATED_HEAD + deflated) : bytes;
        } finally {
            deflater.end();
        }
    }

    /** Whether bytes are deflated. */
    public static boolean isPacked(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == DEFLATED;
    }

    /**
     * Returns the content, never the array that was given.
     *
     * @param bytes with their format byte
     * @param most how many bytes the content may have; nothing is inflated that says it has more
     * @throws IllegalArgumentException when they are not such bytes
     */
    public static byte[] unpack(byte[] bytes, int most) {
        if (bytes.length > 0 && bytes[0] == PLAIN) {
            return Arrays.copyOfRange(bytes, 1, bytes.length);
        }
        if (!isPacked(bytes) || bytes.length < DEFLATED_HEAD) {
            throw new IllegalArgumentException("no format byte of this version");
        }
        int length = 0;
        for (int i = 1; i < DEFLATED_HEAD; i++) {
            length = (length << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        if (length < 0 || length > most) {
            throw new IllegalArgumentException("inflates to more than " + most + " bytes");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, DEFLATED_HEAD, bytes.length - DEFLATED_HEAD);
            byte[] content = new byte[length];
            // One more than there should be: then it has not ended.
            int inflated = inflater.inflate(content);
            if (inflated != length
                    || inflater.inflate(new byte[1]) != 0
                    || !inflater.finished()
                    || inflater.getRemaining() != 0) {
                throw new IllegalArgumentException("inflates to another length");
            }
            return content;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not deflated", e);
        } finally {
            inflater.end();
        }
    }
}
