package io.github.tomcatdynamodb.value;

import java.util.Arrays;

/**
 * The order in which a {@code HashMap} with text keys iterates, as far as the keys do not determine
 * it.
 *
 * <p>A map in the record has no order. Reading inserts the sorted keys, which gives Java's order
 * except where keys share a bucket: there the order of insertion shows. The code of an order says,
 * bucket by bucket, in which order the sorted keys that share it are inserted: a digit (base 36)
 * for every key of the bucket but the last, the place of the next key among those left; zeros at
 * the end are left out. The buckets are those of the smallest table that any JVM uses, so that
 * every JVM reads the code.
 *
 * <p>That a bucket keeps the order of insertion, and how a key finds its bucket, is how every JDK
 * since 8 works; were it to change, maps would come back equal but in another order.
 */
final class HashOrder {

    /** From eight entries on a bucket may become a tree, which has an order of its own. */
    private static final int LARGEST_BUCKET = 7;

    private static final int RADIX = 36;

    private final HashTables tables;

    HashOrder(HashTables tables) {
        this.tables = tables;
    }

    /**
     * The code of the order in which deserialization would leave keys that it meets in the given
     * order.
     *
     * @return an empty text when inserting the sorted keys gives that order, null when the order
     *     has no code
     */
    String encode(String[] keys) {
        if (isDeterminedByKeys(keys)) {
            return "";
        }
        int mask = HashTables.fewestBuckets(keys.length) - 1;
        int localMask = tables.buckets(keys.length) - 1;
        // By bucket, then by that of the table here, which is as large or twice as large, then in
        // the order given.
        long[] places = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            int hash = spread(keys[i]);
            int bucket = hash & mask;
            int half = bucket == (hash & localMask) ? 0 : 1;
            places[i] = ((long) bucket << 33) | ((long) half << 32) | i;
        }
        Arrays.sort(places);
        StringBuilder code = new StringBuilder();
        boolean asSorted = true;
        for (int start = 0; start < places.length; ) {
            int end = endOfBucket(places, start);
            if (end - start > LARGEST_BUCKET) {
                return null;
            }
            asSorted &= appendBucket(keys, places, start, end, code);
            start = end;
        }
        return asSorted ? "" : withoutTrailingZeros(code);
    }

    /**
     * Appends the digits of one bucket; returns whether sorted insertion gives the same order here.
     */
    private static boolean appendBucket(
            String[] keys, long[] places, int start, int end, StringBuilder code) {
        boolean asSorted = true;
        for (int i = start; i < end - 1; i++) {
            String key = keys[(int) places[i]];
            int smallerKeysLeft = 0;
            for (int j = i + 1; j < end; j++) {
                if (keys[(int) places[j]].compareTo(key) < 0) {
                    smallerKeysLeft++;
                    asSorted &= places[j] >> 32 != places[i] >> 32;
                }
            }
            code.append(Character.forDigit(smallerKeysLeft, RADIX));
        }
        return asSorted;
    }

    private static String withoutTrailingZeros(StringBuilder code) {
        int length = code.length();
        while (length > 0 && code.charAt(length - 1) == '0') {
            length--;
        }
        return code.substring(0, length);
    }

    /**
     * Brings keys into an order that leaves a table iterating as the code says when they are
     * inserted in it.
     *
     * @param keys any order; sorted in place
     * @throws IllegalArgumentException when the code is not one of these keys
     */
    void decode(String[] keys, String code) {
        if (code.isEmpty()) {
            if (!isDeterminedByKeys(keys)) {
                Arrays.sort(keys);
            }
            return;
        }
        int mask = HashTables.fewestBuckets(keys.length) - 1;
        Slot[] slots = new Slot[keys.length];
        for (int i = 0; i < keys.length; i++) {
            int bucket = spread(keys[i]) & mask;
            slots[i] = new Slot(bucket, keys[i]);
        }
        Arrays.sort(
                slots,
                (a, b) -> a.bucket != b.bucket ? a.bucket - b.bucket : a.key.compareTo(b.key));
        int digit = 0;
        for (int start = 0; start < slots.length; ) {
            int end = endOfBucket(slots, start);
            for (int i = start; i < end - 1 && digit < code.length(); i++) {
                int place = Character.digit(code.charAt(digit++), RADIX);
                if (place < 0 || i + place >= end) {
                    throw new IllegalArgumentException();
                }
                Slot chosen = slots[i + place];
                System.arraycopy(slots, i, slots, i + 1, place);
                slots[i] = chosen;
            }
            start = end;
        }
        if (digit < code.length()) {
            throw new IllegalArgumentException();
        }
        for (int i = 0; i < keys.length; i++) {
            keys[i] = slots[i].key;
        }
    }

    private static int endOfBucket(long[] places, int start) {
        int end = start + 1;
        while (end < places.length && places[end] >> 33 == places[start] >> 33) {
            end++;
        }
        return end;
    }

    private static int endOfBucket(Slot[] slots, int start) {
        int end = start + 1;
        while (end < slots.length && slots[end].bucket == slots[start].bucket) {
            end++;
        }
        return end;
    }

    /**
     * True when no two keys share a bucket, so that every order of insertion gives the same map.
     */
    private static boolean isDeterminedByKeys(String[] keys) {
        if (keys.length < 2) {
            return true;
        }
        int mask = HashTables.fewestBuckets(keys.length) - 1;
        if (mask > 63) {
            return false;
        }
        long taken = 0;
        for (String key : keys) {
            long bit = 1L << (spread(key) & mask);
            if ((taken & bit) != 0) {
                return false;
            }
            taken |= bit;
        }
        return true;
    }

    private static int spread(String key) {
        int hash = key.hashCode();
        return hash ^ (hash >>> 16);
    }

    private record Slot(int bucket, String key) {}
}
