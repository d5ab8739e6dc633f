package io.github.tomcatdynamodb.jmx;

import io.github.tomcatdynamodb.sessions.SessionActivity;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counts what becomes of the sessions of a store. */
public final class SessionFigures implements SessionActivity {

    /** What a write unit pays for, in bytes. */
    private static final int WRITE_UNIT = 1024;

    private final LongAdder loads = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder strongRereads = new LongAdder();
    private final LongAdder unwrittenSaves = new LongAdder();
    private final LongAdder droppedSaves = new LongAdder();
    private final LongAdder removals = new LongAdder();
    private final LongAdder savedUnits = new LongAdder();
    private final Counters writtenSaves = new Counters();
    private final Counters unreadable = new Counters();
    private final Latencies loadTimes;
    private final Latencies saveTimes;
    private final Sizes sizes = new Sizes();
    private final RecentSaves recentSaves;
    private final Set<String> unnamedClasses = new ConcurrentSkipListSet<>();

    /**
     * Has counted nothing yet.
     *
     * @param clock dates the recent saves
     * @param nanoTime as {@link System#nanoTime}
     */
    public SessionFigures(Clock clock, LongSupplier nanoTime) {
        this.recentSaves = new RecentSaves(clock);
        this.loadTimes = new Latencies(nanoTime);
        this.saveTimes = new Latencies(nanoTime);
    }

    @Override
    public void loaded() {
        loads.increment();
    }

    @Override
    public void missed() {
        misses.increment();
    }

    @Override
    public void readAgain() {
        strongRereads.increment();
    }

    @Override
    public void unwritten(Supplier<String> session) {
        unwrittenSaves.increment();
        recentSaves.add(session, "unwritten", List.of());
    }

    @Override
    public void written(Supplier<String> session, Enum<?> reason, Collection<String> attributes) {
        String text = reason.name().toLowerCase(Locale.ROOT);
        writtenSaves.count(text);
        recentSaves.add(session, text, attributes);
    }

    @Override
    public void dropped(Supplier<String> session) {
        droppedSaves.increment();
        recentSaves.add(session, "dropped", List.of());
    }

    @Override
    public void removed() {
        removals.increment();
    }

    @Override
    public void loadTook(long nanos) {
        loadTimes.took(nanos);
    }

    @Override
    public void saveTook(long nanos) {
        saveTimes.took(nanos);
    }

    @Override
    public void stored(Map<String, Integer> bytes) {
        sizes.stored(bytes);
    }

    @Override
    public void touchSkipped(int bytes) {
        savedUnits.add(bytes / WRITE_UNIT + 1);
    }

    @Override
    public void unreadable(String className) {
        unreadable.count(className);
    }

    /**
     * A class was admitted in a session that strict mode would refuse.
     *
     * @param className its name
     */
    public void admittedUnnamed(String className) {
        unnamedClasses.add(className);
    }

    long loads() {
        return loads.sum();
    }

    /** Returns how many times a session was not found. */
    public long misses() {
        return misses.sum();
    }

    long strongRereads() {
        return strongRereads.sum();
    }

    long unwrittenSaves() {
        return unwrittenSaves.sum();
    }

    Map<String, Long> writtenSaves() {
        return writtenSaves.sums();
    }

    long droppedSaves() {
        return droppedSaves.sum();
    }

    long removals() {
        return removals.sum();
    }

    /** Returns the write units that touches would have cost that were not due. */
    long savedUnits() {
        return savedUnits.sum();
    }

    /** Returns the attributes that could not be read, by class. */
    Map<String, Long> unreadable() {
        return unreadable.sums();
    }

    Latencies loadTimes() {
        return loadTimes;
    }

    Latencies saveTimes() {
        return saveTimes;
    }

    Sizes sizes() {
        return sizes;
    }

    List<String> recentSaves() {
        return recentSaves.lines();
    }

    List<String> unnamedClasses() {
        return List.copyOf(unnamedClasses);
    }
}
