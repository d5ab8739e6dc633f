package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.table.TableException;
import java.util.function.Supplier;
import org.apache.tomcat.util.res.StringManager;

/**
 * Says which attributes make a session large, before it becomes too large to be stored and when it
 * is.
 *
 * @param maxSize the most bytes that the attributes of a session may take
 * @param log takes the warnings
 */
record SizeGuard(int maxSize, FailureLog log) {

    private static final StringManager sm = StringManager.getManager(SizeGuard.class);

    /** In bytes. Writing so much once costs 300 write units. */
    private static final int WARNING_SIZE = 300 * 1024;

    private static final int NAMED_ATTRIBUTES = 3;

    /**
     * Checks a session that is about to be written.
     *
     * @param sizes of its attributes
     * @throws IllegalStateException if it is too large
     */
    void check(AttributeSizes sizes) {
        if (sizes.total() > maxSize) {
            throw new IllegalStateException(
                    sm.getString(
                            "size.overMaximum",
                            String.valueOf(sizes.total()),
                            String.valueOf(maxSize),
                            sizes.largest(NAMED_ATTRIBUTES)));
        }
    }

    /**
     * Warns of a session that was just written, if it is large.
     *
     * @param sizes of its attributes
     * @param display gives what stands for it in the log
     */
    void written(AttributeSizes sizes, Supplier<String> display) {
        if (sizes.total() > WARNING_SIZE) {
            log.warn(
                    SizeGuard.class,
                    sm.getString(
                            "size.large",
                            display.get(),
                            String.valueOf(sizes.total()),
                            String.valueOf(maxSize),
                            sizes.largest(NAMED_ATTRIBUTES)));
        }
    }

    /** Returns what to throw for a session that DynamoDB has refused for its size. */
    IllegalStateException refused(AttributeSizes sizes, TableException cause) {
        return new IllegalStateException(
                sm.getString("size.tooLarge", sizes.largest(NAMED_ATTRIBUTES)), cause);
    }
}
