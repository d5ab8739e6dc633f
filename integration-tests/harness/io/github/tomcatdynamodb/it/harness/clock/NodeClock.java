package io.github.tomcatdynamodb.it.harness.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a node under test: the true time and an offset. What the node's code asks the JDK
 * for, it asks this class for instead, see {@link ClockAgent}. Static because what it stands for
 * is; {@code nanoTime} goes on as it is.
 */
public final class NodeClock {
    private static volatile ClockFile file;

    private NodeClock() {}

    static void use(ClockFile offset) {
        file = offset;
    }

    /** In the place of {@link System#currentTimeMillis()}. */
    public static long currentTimeMillis() {
        return System.currentTimeMillis() + file.offset();
    }

    /** In the place of {@link Instant#now()}. */
    public static Instant now() {
        return Instant.now().plusMillis(file.offset());
    }

    /** In the place of {@link Clock#systemUTC()}. */
    public static Clock systemUTC() {
        return new Shifted(ZoneOffset.UTC);
    }

    /** In the place of {@link InstantSource#system()}. */
    public static InstantSource system() {
        return systemUTC();
    }

    private static final class Shifted extends Clock {
        private final ZoneId zone;

        Shifted(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Shifted(other);
        }

        @Override
        public Instant instant() {
            return now();
        }

        @Override
        public long millis() {
            return currentTimeMillis();
        }

        @Override
        public String toString() {
            return "the node's clock, off by " + Duration.ofMillis(file.offset());
        }
    }
}
