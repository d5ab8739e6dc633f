package io.github.tomcatdynamodb.jmx;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The last hundred saves of a store. */
final class RecentSaves {

    private static final int CAPACITY = 100;

    private final Clock clock;
    private final AtomicReferenceArray<Save> saves = new AtomicReferenceArray<>(CAPACITY);
    private final AtomicInteger next = new AtomicInteger();

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
     * @param clock dates them
     */
    RecentSaves(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes one more.
     *
     * @param session gives what stands for the session
     * @param what was done
     * @param attributes the names of the attributes that were written
     */
    void add(Supplier<String> session, String what, Collection<String> attributes) {
        int place = next.getAndUpdate(last -> (last + 1) % CAPACITY);
        saves.set(place, new Save(clock.millis(), session, what, attributes));
    }

    /** Returns a line for each, oldest first. */
    List<String> lines() {
        int oldest = next.get();
        return IntStream.range(oldest, oldest + CAPACITY)
                .mapToObj(i -> saves.get(i % CAPACITY))
                .filter(Objects::nonNull)
                .map(Save::toString)
                .toList();
    }
}
