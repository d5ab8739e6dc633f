package io.github.tomcatdynamodb.value;

import java.util.Arrays;

/**
 * The texts of a graph, found by content. A large list has one of its own in each row, so this is
 * most of the work of writing it, and a {@code HashMap} takes twice as long.
 *
 * <p>The search ends after a few places, found or not: then the text is written again. So nobody
 * gains from texts that were made up to have the same hash code.
 */
final class WrittenTexts {

    private static final int INITIAL_CAPACITY = 64;
    private static final int LARGEST_KEPT_CAPACITY = 4_096;
    private static final int MOST_PLACES = 16;

    /** 2^32 divided by the golden ratio. */
    private static final int SPREAD = 0x9E3779B9;

    private String[] texts = new String[INITIAL_CAPACITY];
    private int[] ids = new int[INITIAL_CAPACITY];
    private int size;

    /**
     * Puts in a text.
     *
     * @return the number that it was put in with before, negative when it was not found
     */
    int putIfAbsent(String text, int id) {
        // Texts that end in consecutive numbers have consecutive hash codes: spread out, each finds
        // its place at once.
        int first = (text.hashCode() * SPREAD) >>> Integer.numberOfLeadingZeros(texts.length - 1);
        for (int i = 0; i < MOST_PLACES; i++) {
            int place = (first + i) & (texts.length - 1);
            if (texts[place] == null) {
                texts[place] = text;
                ids[place] = id;
                if (++size > texts.length / 2) {
                    grow();
                }
                return -1;
            }
            if (texts[place].equals(text)) {
                return ids[place];
            }
        }
        return -1;
    }

    private void grow() {
        String[] oldTexts = texts;
        int[] oldIds = ids;
        allocate(oldTexts.length * 2);
        for (int i = 0; i < oldTexts.length; i++) {
            if (oldTexts[i] != null) {
                putIfAbsent(oldTexts[i], oldIds[i]);
            }
        }
    }

    void clear() {
        if (texts.length > LARGEST_KEPT_CAPACITY) {
            allocate(INITIAL_CAPACITY);
        } else if (size > 0) {
            Arrays.fill(texts, null);
            size = 0;
        }
    }

    private void allocate(int capacity) {
        texts = new String[capacity];
        ids = new int[capacity];
        size = 0;
    }
}
