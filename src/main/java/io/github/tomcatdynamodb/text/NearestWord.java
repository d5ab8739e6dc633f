package io.github.tomcatdynamodb.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody has meant who has mistyped a word. */
public final class NearestWord {

    private NearestWord() {}

    /**
     * Returns the word with the fewest letters inserted, left out or exchanged (Levenshtein's
     * distance), of several the first in the alphabet; empty when the word is one of them.
     */
    public static Optional<String> to(String word, Collection<String> words) {
        return words.contains(word)
                ? Optional.empty()
                : words.stream()
                        .min(
                                Comparator.comparingInt((String other) -> distance(word, other))
                                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j < before.length; j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[before.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int exchanged = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchanged, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[other.length()];
    }
}
