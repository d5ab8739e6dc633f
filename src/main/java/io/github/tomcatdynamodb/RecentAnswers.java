package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.table.TableException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What loads of sessions have come to a moment ago, and which sessions have left their ids. One
 * request asks several times, and shall neither pay nor wait for the same answer again.
 */
final class RecentAnswers {

    /** How long an answer stands. */
    static final Duration MEMORY = Duration.ofSeconds(1);

    /** How long a save may take from Tomcat's look at the session to its lock. */
    private static final Duration LONGEST_START_OF_A_SAVE = Duration.ofMinutes(1);

    private final Recent<Boolean> misses;
    private final Recent<TableException> failures;
    private final Recent<Long> left;
    private final Clock clock;

    /** What requests that take longer than answers stand have missed at their beginning. */
    private final Map<Thread, String> held = new ConcurrentHashMap<>();

    RecentAnswers(Clock clock) {
        this.clock = clock;
        left = new Recent<>(clock, LONGEST_START_OF_A_SAVE);
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
        if (!held.isEmpty()) {
            held.values().removeIf(id::equals);
        }
    }

    /** A request begins. If there is no session under this id, none appears while it lasts. */
    void requestBegins(String id) {
        if (id != null && isMiss(id)) {
            held.put(Thread.currentThread(), id);
        }
    }

    /** The request of this thread is over, but for valves that may ask once more. */
    void requestEnds() {
        String id = held.remove(Thread.currentThread());
        if (id != null) {
            missed(id);
        }
    }

    /** DynamoDB did not answer. */
    void failed(String id, TableException failure) {
        failures.remember(id, failure);
    }

    /** A session that is not known to be stored was logged out, or gets another id. */
    void left(String id) {
        left.remember(id, clock.millis());
    }

    /**
     * Returns whether a session has left its id, although it may be taken for one that lives there
     * still.
     *
     * @param created epoch milliseconds; a later session may have the same id
     */
    boolean hasLeft(String id, long created) {
        return left.find(id).filter(time -> created < time).isPresent();
    }

    boolean isMiss(String id) {
        return id.equals(held.get(Thread.currentThread())) || misses.find(id).isPresent();
    }

    Optional<TableException> failure(String id) {
        return failures.find(id);
    }
}
