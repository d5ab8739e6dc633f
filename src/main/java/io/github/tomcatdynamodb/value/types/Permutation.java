package io.github.tomcatdynamodb.value.types;

import java.util.Arrays;

/**
 * The order of a linked map, which the record's map has not: for each key in turn, its place among
 * the sorted keys, in as many digits (base 36) as the largest place needs. Sorted keys need no
 * code, nor do those at the end that stand in their places.
 */
public final class Permutation {

    private static final int RADIX = 36;

    private Permutation() {}

    /** The code of an order of distinct keys; empty when they are sorted. */
    public static String encode(String[] keys) {
        int unsorted = keys.length;
        String[] sorted = keys.clone();
        Arrays.sort(sorted);
        while (unsorted > 0 && sorted[unsorted - 1].equals(keys[unsorted - 1])) {
            unsorted--;
        }
        int width = width(keys.length);
        StringBuilder code = new StringBuilder(unsorted * width);
        for (int i = 0; i < unsorted; i++) {
            int place = Arrays.binarySearch(sorted, 0, unsorted, keys[i]);
            for (int divisor = power(width - 1); divisor > 0; divisor /= RADIX) {
                code.append(Character.forDigit(place / divisor % RADIX, RADIX));
            }
        }
        return code.toString();
    }

    /**
     * Sorts the keys in place and brings them into the order of the code.
     *
     * @throws IllegalArgumentException when the code is not one of these keys
     */
    public static void decode(String[] keys, String code) {
        Arrays.sort(keys);
        int width = width(keys.length);
        int unsorted = code.length() / width;
        if (code.length() % width != 0 || unsorted > keys.length) {
            throw new IllegalArgumentException("not such a text");
        }
        String[] sorted = Arrays.copyOf(keys, unsorted);
        for (int i = 0; i < unsorted; i++) {
            int place = Integer.parseInt(code, i * width, (i + 1) * width, RADIX);
            // Each place is taken once, and none is left over: together with the count that makes a
            // permutation.
            if (place < 0 || place >= unsorted || sorted[place] == null) {
                throw new IllegalArgumentException("not such a text");
            }
            keys[i] = sorted[place];
            sorted[place] = null;
        }
    }

    private static int width(int count) {
        int width = 1;
        while (width < 5 && power(width) < count) {
            width++;
        }
        return width;
    }

    private static int power(int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= RADIX;
        }
        return power;
    }
}
