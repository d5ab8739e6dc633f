package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.table.TableException;
import java.util.function.Supplier;
import org.apache.tomcat.util.res.StringManager;

/**
 * Says which attributes make a session large, before it becomes too large for an item and when it
 * is.
 *
 * @param log takes the warnings
 */
record SizeGuard(FailureLog log) {

    private static final StringManager sm = StringManager.getManager(SizeGuard.class);

    /** In bytes; an item holds 400 KB (Developer Guide, "Quotas"). */
    private static final int WARNING_SIZE = 300 * 1024;

    private static final int NAMED_ATTRIBUTES = 3;

    /**
     * Warns of a session that was just written, if it is large.
     *
     * @param sizes of its attributes
     * @param display gives what stands for it in the log
     */
    void written(AttributeSizes sizes, Supplier<String> display) {
        int size = sizes.total();
        if (size > WARNING_SIZE) {
            log.warn(
                    SizeGuard.class,
                    sm.getString(
                            "size.large", display.get(), size, sizes.largest(NAMED_ATTRIBUTES)));
        }
    }

    /** Returns what to throw for a session that DynamoDB has refused for its size. */
    IllegalStateException refused(EncodedSession session, TableException cause) {
        return new IllegalStateException(
                sm.getString("size.tooLarge", AttributeSizes.of(session).largest(NAMED_ATTRIBUTES)),
                cause);
    }
}
