package io.github.tomcatdynamodb;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is moved. */
public final class TestClock extends Clock {

    private volatile Instant now = Instant.ofEpochMilli(System.currentTimeMillis());

    public void advance(Duration time) {
        now = now.plus(time);
    }

    public void set(long epochMillis) {
        now = Instant.ofEpochMilli(epochMillis);
    }

    /** The same as {@link System#nanoTime} tells it. */
    public long nanoTime() {
        return millis() * 1_000_000;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The store knows milliseconds only, in no zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
