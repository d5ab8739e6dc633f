package io.github.tomcatdynamodb.jmx;

import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of a store to DynamoDB. */
public final class CallFigures implements CallListener {

    private final Clock clock;
    private final Counters answered = new Counters();
    private final Counters failed = new Counters();
    private final Counters retried = new Counters();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final DoubleAdder readUnits = new DoubleAdder();
    private final DoubleAdder writeUnits = new DoubleAdder();
    private volatile Failure lastFailure;

    /**
     * A call that has failed.
     *
     * @param time when
     * @param message what went wrong
     */
    record Failure(Instant time, String message) {}

    /**
     * Has counted none yet.
     *
     * @param clock dates the last failure
     */
    public CallFigures(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void answered(String operation, double read, double write) {
        answered.count(operation);
        readUnits.add(read);
        writeUnits.add(write);
    }

    @Override
    public void failed(String operation, TableException failure) {
        failed.count(text(failure.kind()));
        if (failure.kind() != Kind.SUSPENDED) {
            // Which says less than the one for which calls are suspended.
            lastFailure = new Failure(clock.instant(), failure.getMessage());
        }
    }

    @Override
    public void refused(String operation) {
        refused.increment();
    }

    @Override
    public void retried(Kind why) {
        retried.count(text(why));
    }

    @Override
    public void throttled() {
        throttled.increment();
    }

    private static String text(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the answered ones, by operation. */
    public Map<String, Long> answered() {
        return answered.sums();
    }

    /** Returns those that have failed, by kind. */
    Map<String, Long> failed() {
        return failed.sums();
    }

    /** Returns the attempts after the first of a call, by what was wrong with the one before. */
    Map<String, Long> retried() {
        return retried.sums();
    }

    /** Returns the attempts that were refused for the capacity. */
    long throttledAttempts() {
        return throttled.sum();
    }

    /** Returns the conditional writes that were refused. */
    long refusedWrites() {
        return refused.sum();
    }

    double readUnits() {
        return readUnits.sum();
    }

    double writeUnits() {
        return writeUnits.sum();
    }

    /** Returns the last one that was made and has failed. */
    Optional<Failure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }
}
