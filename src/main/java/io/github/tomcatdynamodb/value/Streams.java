package io.github.tomcatdynamodb.value;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.charset.StandardCharsets;

/**
 * Texts and lengths in Kryo's streams, so that nothing is allocated that the bytes at hand cannot
 * fill.
 */
final class Streams {

    private Streams() {}

    /** Text as UTF-8, or, where half of a surrogate pair stands alone, as its characters. */
    static void writeText(Output out, String text) {
        boolean wellFormed = Escapes.isWellFormed(text);
        byte[] bytes =
                text.getBytes(wellFormed ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16BE);
        if (!wellFormed) {
            // The encoder replaces what is not Unicode.
            for (int i = 0; i < text.length(); i++) {
                bytes[2 * i] = (byte) (text.charAt(i) >>> 8);
                bytes[2 * i + 1] = (byte) text.charAt(i);
            }
        }
        out.writeVarLong(((long) bytes.length << 1) | (wellFormed ? 0 : 1), true);
        out.writeBytes(bytes);
    }

    /**
     * Reads what {@link #writeText} wrote.
     *
     * @throws IllegalArgumentException when it is longer than what is left
     */
    static String readText(Input in) {
        long header = in.readVarLong(true);
        int length = bounded(in, header >>> 1);
        if ((header & 1) == 0) {
            return readText(in, length);
        }
        int position = in.position();
        in.setPosition(position + length);
        char[] characters = new char[length / 2];
        for (int i = 0; i < characters.length; i++) {
            int high = in.getBuffer()[position + 2 * i] & 0xFF;
            int low = in.getBuffer()[position + 2 * i + 1] & 0xFF;
            characters[i] = (char) (high << 8 | low);
        }
        return new String(characters);
    }

    /**
     * Reads a text of that many bytes in UTF-8.
     *
     * @throws IllegalArgumentException when it is longer than what is left
     */
    static String readText(Input in, int length) {
        int position = in.position();
        in.setPosition(position + bounded(in, length));
        return new String(in.getBuffer(), position, length, StandardCharsets.UTF_8);
    }

    /** The number of characters with which both texts begin. */
    static int sharedLength(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int length = 0;
        while (length < most && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    static void writeLength(Output out, int length) {
        out.writeVarInt(length, true);
    }

    /**
     * The number of elements that follow, each of which takes a byte at least.
     *
     * @throws IllegalArgumentException when there are fewer bytes than that
     */
    static int readLength(Input in) {
        return requireLength(in, in.readVarInt(true));
    }

    /**
     * A number of elements, each of which takes a byte at least.
     *
     * @throws IllegalArgumentException when there are fewer bytes than that
     */
    static int requireLength(Input in, int length) {
        return ((GraphInput) in).takeElements(bounded(in, length));
    }

    private static int bounded(Input in, long length) {
        if (length < 0 || length > in.limit() - in.position()) {
            throw new IllegalArgumentException();
        }
        return (int) length;
    }
}
