package io.github.tomcatdynamodb.value.limits;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.FilterInfo;
import java.io.ObjectInputFilter.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stored value may make of itself when it is read. Each is an upper bound; what the bytes at
 * hand cannot hold is refused before.
 *
 * @param depth how deep objects may be nested in Java serialization, at least 1
 * @param references how many objects Java serialization may read, at least 1
 * @param arrayLength how many elements one array may have in Java serialization, at least 0
 * @param bytes how many bytes an opaque value may have when it is inflated, at least 1
 */
public record Limits(int depth, int references, int arrayLength, int bytes) {

    /** Collections allocate tables somewhat larger than the number of elements that follow. */
    private static final int ARRAY_SLACK = 4;

    /** Lists of copies of one element claim to have as many as they have copies. */
    private static final int ALWAYS = 100_000;

    private static final Pattern LIMIT =
            Pattern.compile("(maxdepth|maxrefs|maxarray|maxbytes)=(\\d+)");

    /** Far more than a session should have: twice what {@code maxSessionSize} is by default. */
    private static final Limits DEFAULTS = new Limits(20_000, 4_000_000, 4_000_000, 16 << 20);

    public Limits {
        if (depth < 1 || references < 1 || arrayLength < 0 || bytes < 1) {
            throw new IllegalArgumentException(
                    "A limit is too small: "
                            + depth
                            + ", "
                            + references
                            + ", "
                            + arrayLength
                            + ", "
                            + bytes);
        }
    }

    /** Returns the limits that hold where nothing else is said. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /**
     * Reads limits as {@code jdk.serialFilter} writes them: {@code
     * maxdepth=500;maxrefs=10000;maxarray=10000;maxbytes=1048576}. What is not named has its
     * default.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static Limits parse(String text) {
        Map<String, Integer> given = new HashMap<>();
        for (String limit : text.split(";", -1)) {
            Matcher matcher = LIMIT.matcher(limit.strip());
            if (!matcher.matches()
                    || given.put(matcher.group(1), Integer.valueOf(matcher.group(2))) != null) {
                throw new IllegalArgumentException(limit);
            }
        }
        return new Limits(
                given.getOrDefault("maxdepth", DEFAULTS.depth),
                given.getOrDefault("maxrefs", DEFAULTS.references),
                given.getOrDefault("maxarray", DEFAULTS.arrayLength),
                given.getOrDefault("maxbytes", DEFAULTS.bytes));
    }

    /** Returns the limits as {@link #parse} reads them. */
    @Override
    public String toString() {
        return "maxdepth=%d;maxrefs=%d;maxarray=%d;maxbytes=%d"
                .formatted(depth, references, arrayLength, bytes);
    }

    /**
     * Returns a filter for one stream of Java serialization, for one use.
     *
     * @param size the number of bytes in it
     */
    public ObjectInputFilter filter(int size) {
        return new Counting(Math.max(ALWAYS, (long) ARRAY_SLACK * size));
    }

    /** Counts what all arrays have together; each of their elements takes a byte at least. */
    private final class Counting implements ObjectInputFilter {

        private final long most;
        private long elementsLeft;

        private Counting(long most) {
            this.most = most;
            this.elementsLeft = most;
        }

        @Override
        public Status checkInput(FilterInfo info) {
            elementsLeft -= Math.max(0, info.arrayLength());
            boolean tooLarge =
                    elementsLeft < 0
                            || info.arrayLength() > arrayLength
                            || info.references() > Math.min(references, most)
                            || info.depth() > depth
                            || info.streamBytes() > bytes;
            return tooLarge ? Status.REJECTED : Status.UNDECIDED;
        }
    }
}
