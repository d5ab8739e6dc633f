package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.table.TableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What loads of sessions have come to a moment ago, where no request of ours remembers it: an
 * application may ask several times, and shall neither pay nor wait for the same answer again.
 */
final class RecentAnswers {

    private static final Duration MEMORY = Duration.ofSeconds(1);

    private final Recent<Boolean> misses;
    private final Recent<TableException> failures;

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    RecentAnswers(LongSupplier nanoTime) {
        misses = new Recent<>(nanoTime, MEMORY);
        failures = new Recent<>(nanoTime, MEMORY);
    }

    void missed(String key) {
        misses.remember(key, true);
    }

    void stored(String key) {
        misses.forget(key);
    }

    /** What was throttled may succeed at once. */
    void failed(String key, TableException failure) {
        if (failure.kind() != TableException.Kind.THROTTLED) {
            failures.remember(key, failure);
        }
    }

    boolean isMiss(String key) {
        return misses.find(key).isPresent();
    }

    Optional<TableException> failure(String key) {
        return failures.find(key);
    }
}
