package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.io.Input;

/**
 * Kryo's input, which allocates nothing that the bytes at hand cannot fill: Kryo 5.6 itself makes
 * room for whatever length the bytes name.
 */
final class BoundedInput extends Input {

    /** What all containers may still have; each of their elements takes a byte at least. */
    private long elementsLeft;

    BoundedInput(byte[] bytes) {
        super(bytes);
        elementsLeft = bytes.length;
    }

    /**
     * Reads the number of elements that follow, before there is room made for them.
     *
     * @throws IllegalArgumentException when there cannot be so many
     */
    int readElementCount() {
        int count = bounded(readVarInt(true), 1);
        elementsLeft -= count;
        if (elementsLeft < 0) {
            throw new IllegalArgumentException("more elements than bytes");
        }
        return count;
    }

    private int bounded(int count, int bytesEach) {
        if (count < 0 || count > (limit - position) / bytesEach) {
            throw new IllegalArgumentException("longer than the bytes that are left");
        }
        return count;
    }

    @Override
    public String readString() {
        int start = position;
        // Else ASCII, which ends where a byte says so.
        if (readVarIntFlag()) {
            int length = readVarIntFlag(true);
            if (length > 1) {
                bounded(length - 1, 1);
            }
            position = start;
        }
        return super.readString();
    }

    @Override
    public byte[] readBytes(int length) {
        return super.readBytes(bounded(length, Byte.BYTES));
    }

    @Override
    public int[] readInts(int length) {
        return super.readInts(bounded(length, Integer.BYTES));
    }

    @Override
    public int[] readInts(int length, boolean optimizePositive) {
        return super.readInts(bounded(length, 1), optimizePositive);
    }

    @Override
    public long[] readLongs(int length) {
        return super.readLongs(bounded(length, Long.BYTES));
    }

    @Override
    public long[] readLongs(int length, boolean optimizePositive) {
        return super.readLongs(bounded(length, 1), optimizePositive);
    }

    @Override
    public float[] readFloats(int length) {
        return super.readFloats(bounded(length, Float.BYTES));
    }

    @Override
    public double[] readDoubles(int length) {
        return super.readDoubles(bounded(length, Double.BYTES));
    }

    @Override
    public short[] readShorts(int length) {
        return super.readShorts(bounded(length, Short.BYTES));
    }

    @Override
    public char[] readChars(int length) {
        return super.readChars(bounded(length, Character.BYTES));
    }

    @Override
    public boolean[] readBooleans(int length) {
        return super.readBooleans(bounded(length, 1));
    }
}
