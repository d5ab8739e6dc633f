package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.table.TableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What loads of sessions have come to a moment ago. One request asks several times, and shall
 * neither pay nor wait for the same answer again.
 */
final class RecentAnswers {

    /** How long an answer stands. */
    static final Duration MEMORY = Duration.ofSeconds(1);

    private final Recent<Boolean> misses;
    private final Recent<TableException> failures;

    RecentAnswers(Clock clock) {
        misses = new Recent<>(clock, MEMORY);
        failures = new Recent<>(clock, MEMORY);
    }

    /** There is no session under this id. */
    void missed(String id) {
        misses.remember(id, true);
    }

    /** There is a session under this id now. */
    void stored(String id) {
        misses.forget(id);
    }

    /** DynamoDB did not answer. */
    void failed(String id, TableException failure) {
        failures.remember(id, failure);
    }

    boolean isMiss(String id) {
        return misses.find(id).isPresent();
    }

    Optional<TableException> failure(String id) {
        return failures.find(id);
    }
}
