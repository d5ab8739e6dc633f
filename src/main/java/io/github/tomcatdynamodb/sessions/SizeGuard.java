package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.EncodedSession;
import io.github.tomcatdynamodb.record.ItemSize;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.value.StoredValue;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
     * @param display gives what stands for it in the log
     */
    void written(EncodedSession session, Supplier<String> display) {
        int size = session.attributes().entrySet().stream().mapToInt(SizeGuard::size).sum();
        if (size > WARNING_SIZE) {
            log.warn(
                    SizeGuard.class,
                    sm.getString("size.large", display.get(), size, largest(session)));
        }
    }

    /** Returns what to throw for a session that DynamoDB has refused for its size. */
    IllegalStateException refused(EncodedSession session, TableException cause) {
        return new IllegalStateException(sm.getString("size.tooLarge", largest(session)), cause);
    }

    private static String largest(EncodedSession session) {
        return session.attributes().entrySet().stream()
                .sorted(Comparator.comparingInt(SizeGuard::size).reversed())
                .limit(NAMED_ATTRIBUTES)
                .map(entry -> entry.getKey() + " " + size(entry))
                .collect(Collectors.joining(", "));
    }

    private static int size(Map.Entry<String, StoredValue> attribute) {
        StoredValue value = attribute.getValue().packed();
        return ItemSize.of(Map.of(attribute.getKey(), value.value()))
                + (value.type() == null ? 0 : ItemSize.of(value.type()));
    }
}
