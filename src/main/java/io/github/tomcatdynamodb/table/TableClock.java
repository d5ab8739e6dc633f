package io.github.tomcatdynamodb.table;

import io.github.tomcatdynamodb.text.Messages;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The time of the table: one for all nodes, whatever their own clocks say. It is the node's own
 * clock, set right by the time that DynamoDB writes on each of its answers. Until the first answer,
 * and on a node whose clock is right, it is the node's own, to the millisecond.
 *
 * <p>An answer has whole seconds only, but each narrows the offset down a little more. What is
 * known gets vaguer with time, because clocks drift, and is forgotten when an answer contradicts
 * it: then the node's clock has been set. Thread-safe; asking it costs next to nothing.
 */
public final class TableClock extends Clock {

    private static final Messages sm = Messages.of(TableClock.class);

    /** The header has whole seconds. */
    private static final long RESOLUTION_MILLIS = 1000;

    /** So much a clock gets wrong while nobody sets it: more than quartz does. */
    private static final double DRIFT = 100e-6;

    /** From here on the node's clock is reported. */
    private static final long WRONG_MILLIS = 5000;

    private static final double NANOS_PER_MILLI = 1e6;

    /**
     * The offset is between two bounds.
     *
     * @param low the lower one, in milliseconds
     * @param high the upper one, in milliseconds
     * @param nanos when that was learned, by the clock that nobody sets
     * @param wrong whether the node's clock has been reported and was not right since
     */
    private record Known(double low, double high, long nanos, boolean wrong) {

        long offset() {
            if (low > 0) {
                return (long) Math.ceil(low);
            }
            return high < 0 ? (long) Math.floor(high) : 0;
        }
    }

    /**
     * When a question was sent, by both clocks of the node.
     *
     * @param millis by the one that can be set
     * @param nanos by the one that cannot
     */
    record Sent(long millis, long nanos) {}

    private final Clock wall;
    private final LongSupplier nanoTime;
    private final Consumer<String> warnings;
    private final AtomicReference<Known> known;

    /**
     * Knows no other time than the node's yet.
     *
     * @param wall the node's clock
     * @param warnings is told, ready to be logged, when the node's clock is more than 5 seconds
     *     off; once, and again only after it was right in between. Is called by the thread that has
     *     called DynamoDB, and must not throw
     */
    public TableClock(Clock wall, Consumer<String> warnings) {
        this(wall, System::nanoTime, warnings);
    }

    TableClock(Clock wall, LongSupplier nanoTime, Consumer<String> warnings) {
        this(wall, nanoTime, warnings, new AtomicReference<>());
    }

    private TableClock(
            Clock wall,
            LongSupplier nanoTime,
            Consumer<String> warnings,
            AtomicReference<Known> known) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.warnings = warnings;
        this.known = known;
    }

    /**
     * Returns how many milliseconds the table's time is ahead of the node's; negative if it is
     * behind. To be added to a time of the node's, for example one of Tomcat's.
     */
    public long offset() {
        Known now = known.get();
        return now == null ? 0 : now.offset();
    }

    /** Returns what is to be remembered of a question until its answer comes. */
    Sent send() {
        return new Sent(wall.millis(), nanoTime.getAsLong());
    }

    /**
     * Learns from an answer that has just come.
     *
     * @param sent when its question was sent
     * @param date the time that the answer says, in whole seconds
     */
    void learn(Sent sent, Instant date) {
        long nanos = nanoTime.getAsLong();
        long received = wall.millis();
        // The larger one: the wall clock may have been set meanwhile, the other one stands still
        // while the machine sleeps.
        double roundTrip =
                Math.max(
                        (nanos - sent.nanos()) / NANOS_PER_MILLI,
                        (double) received - sent.millis());
        double low = (double) date.toEpochMilli() - received;
        double high = low + RESOLUTION_MILLIS + roundTrip;
        Known before;
        Known after;
        do {
            before = known.get();
            after = withWarning(before, merged(before, low, high, nanos));
        } while (!known.compareAndSet(before, after));
        if (after.wrong() && (before == null || !before.wrong())) {
            warnings.accept(
                    sm.getString(
                            after.offset() < 0 ? "clock.ahead" : "clock.behind",
                            String.valueOf(Math.abs(after.offset()) / RESOLUTION_MILLIS)));
        }
    }

    private static Known merged(Known before, double low, double high, long nanos) {
        if (before == null) {
            return new Known(low, high, nanos, false);
        }
        double drift = (nanos - before.nanos()) / NANOS_PER_MILLI * DRIFT;
        double bothLow = Math.max(low, before.low() - drift);
        double bothHigh = Math.min(high, before.high() + drift);
        if (bothLow <= bothHigh) {
            return new Known(bothLow, bothHigh, nanos, before.wrong());
        }
        if (bothLow - bothHigh < RESOLUTION_MILLIS) {
            // DynamoDB has many servers, and their clocks differ by some milliseconds: between
            // what they say, instead of a second to and fro.
            return new Known(bothHigh, bothLow, nanos, before.wrong());
        }
        return new Known(low, high, nanos, before.wrong());
    }

    private static Known withWarning(Known before, Known after) {
        long off = Math.abs(after.offset());
        // What lies between is neither, or it would be reported again and again.
        boolean wrong =
                off > WRONG_MILLIS || (before != null && before.wrong() && off > RESOLUTION_MILLIS);
        return new Known(after.low(), after.high(), after.nanos(), wrong);
    }

    @Override
    public long millis() {
        return wall.millis() + offset();
    }

    @Override
    public Instant instant() {
        return wall.instant().plusMillis(offset());
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new TableClock(wall.withZone(zone), nanoTime, warnings, known);
    }
}
