package io.github.tomcatdynamodb.value.kryo;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * Doubles as whole numbers of units, tenths, hundredths or thousandths, where dividing brings back
 * the same double: prices, rates and measures are such, and take two to four bytes instead of
 * eight.
 */
final class Decimals {

    private static final double[] PARTS = {1, 10, 100, 1_000};
    private static final int SCALE_BITS = 2;

    /** A larger number would not be shorter than the double itself. */
    private static final long LARGEST = 1L << 40;

    /** Eight bytes follow; any other number is one more than what it stands for. */
    private static final int RAW = 0;

    private Decimals() {}

    static void write(Output out, double value) {
        for (int scale = 0; scale < PARTS.length; scale++) {
            long number = Math.round(value * PARTS[scale]);
            if (number >= -LARGEST && number <= LARGEST && isSame(number / PARTS[scale], value)) {
                out.writeVarLong(((zigZag(number) << SCALE_BITS) | scale) + 1, true);
                return;
            }
        }
        out.writeVarLong(RAW, true);
        out.writeDouble(value);
    }

    static double read(Input in) {
        long head = in.readVarLong(true);
        if (head == RAW) {
            return in.readDouble();
        }
        long bits = head - 1;
        long zigZag = bits >>> SCALE_BITS;
        long number = (zigZag >>> 1) ^ -(zigZag & 1);
        return number / PARTS[(int) bits & (PARTS.length - 1)];
    }

    /** To the bit: -0.0 is not 0.0. */
    private static boolean isSame(double one, double other) {
        return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
    }

    private static long zigZag(long number) {
        return (number << 1) ^ (number >> 63);
    }
}
