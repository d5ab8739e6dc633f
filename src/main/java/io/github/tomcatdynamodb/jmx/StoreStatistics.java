package io.github.tomcatdynamodb.jmx;

import io.github.tomcatdynamodb.sessions.SessionActivity;
import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Counts what a store does. */
public final class StoreStatistics implements DynamoDBStoreMXBean, CallListener, SessionActivity {

    private static final int RECENT_SAVES = 100;

    private final Clock clock;
    private final LongAdder loads = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder strongRereads = new LongAdder();
    private final LongAdder unwrittenSaves = new LongAdder();
    private final LongAdder droppedSaves = new LongAdder();
    private final LongAdder removals = new LongAdder();
    private final Map<String, LongAdder> writtenSaves = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final DoubleAdder readUnits = new DoubleAdder();
    private final DoubleAdder writeUnits = new DoubleAdder();
    private final AtomicReferenceArray<Save> recentSaves = new AtomicReferenceArray<>(RECENT_SAVES);
    private final Set<String> unnamedClasses = new ConcurrentSkipListSet<>();
    private final AtomicInteger nextSave = new AtomicInteger();

    /** What a save did; becomes text when somebody asks, because every request makes one. */
    private record Save(
            long millis, Supplier<String> session, String what, Collection<String> attributes) {

        @Override
        public String toString() {
            return (Instant.ofEpochMilli(millis)
                            + " "
                            + session.get()
                            + " "
                            + what
                            + " "
                            + String.join(", ", attributes))
                    .trim();
        }
    }

    /**
     * @param clock dates the recent saves
     */
    public StoreStatistics(Clock clock) {
        this.clock = clock;
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
        remember(session, "unwritten", List.of());
    }

    @Override
    public void written(Supplier<String> session, Enum<?> reason, Collection<String> attributes) {
        String text = reason.name().toLowerCase(Locale.ROOT);
        count(writtenSaves, text);
        remember(session, text, attributes);
    }

    @Override
    public void dropped(Supplier<String> session) {
        droppedSaves.increment();
        remember(session, "dropped", List.of());
    }

    @Override
    public void removed() {
        removals.increment();
    }

    @Override
    public void answered(String operation, double read, double write) {
        count(calls, operation);
        readUnits.add(read);
        writeUnits.add(write);
    }

    @Override
    public void failed(String operation, Kind kind) {
        count(failures, kind.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public long getLoads() {
        return loads.sum();
    }

    @Override
    public long getMisses() {
        return misses.sum();
    }

    @Override
    public long getStrongRereads() {
        return strongRereads.sum();
    }

    @Override
    public long getUnwrittenSaves() {
        return unwrittenSaves.sum();
    }

    @Override
    public Map<String, Long> getWrittenSaves() {
        return sums(writtenSaves);
    }

    @Override
    public long getDroppedSaves() {
        return droppedSaves.sum();
    }

    @Override
    public long getRemovals() {
        return removals.sum();
    }

    @Override
    public Map<String, Long> getCalls() {
        return sums(calls);
    }

    @Override
    public Map<String, Long> getFailures() {
        return sums(failures);
    }

    @Override
    public double getReadCapacityUnits() {
        return readUnits.sum();
    }

    @Override
    public double getWriteCapacityUnits() {
        return writeUnits.sum();
    }

    @Override
    public List<String> getRecentSaves() {
        int oldest = nextSave.get();
        return IntStream.range(oldest, oldest + RECENT_SAVES)
                .mapToObj(i -> recentSaves.get(i % RECENT_SAVES))
                .filter(Objects::nonNull)
                .map(Save::toString)
                .toList();
    }

    /**
     * A class was admitted in a session that strict mode would refuse.
     *
     * @param className its name
     */
    public void admittedUnnamed(String className) {
        unnamedClasses.add(className);
    }

    @Override
    public List<String> getUnnamedClasses() {
        return List.copyOf(unnamedClasses);
    }

    private void remember(Supplier<String> session, String what, Collection<String> attributes) {
        int place = nextSave.getAndUpdate(last -> (last + 1) % RECENT_SAVES);
        recentSaves.set(place, new Save(clock.millis(), session, what, attributes));
    }

    private static void count(Map<String, LongAdder> counters, String name) {
        counters.computeIfAbsent(name, unused -> new LongAdder()).increment();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counters) {
        Map<String, Long> sums = new TreeMap<>();
        counters.forEach((name, counter) -> sums.put(name, counter.sum()));
        return sums;
    }
}
