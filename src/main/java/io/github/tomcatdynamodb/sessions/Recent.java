package io.github.tomcatdynamodb.sessions;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Remembers what was so a moment ago, by {@link System#nanoTime}: a clock that is set back makes
 * nothing last.
 *
 * @param <V> what is remembered
 */
final class Recent<V> {

    /** More are not remembered; the oldest are forgotten first. */
    private static final int CAPACITY = 10_000;

    private record Known<V>(V value, long nanos) {}

    private final LongSupplier nanoTime;
    private final long lifetime;
    private final Map<String, Known<V>> entries =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Known<V>> eldest) {
                    return size() > CAPACITY;
                }
            };

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param lifetime how long something is remembered
     */
    Recent(LongSupplier nanoTime, Duration lifetime) {
        this.nanoTime = nanoTime;
        this.lifetime = lifetime.toNanos();
    }

    synchronized void remember(String key, V value) {
        entries.remove(key);
        entries.put(key, new Known<>(value, nanoTime.getAsLong()));
    }

    synchronized Optional<V> find(String key) {
        Known<V> entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (nanoTime.getAsLong() - entry.nanos() >= lifetime) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    synchronized void forget(String key) {
        entries.remove(key);
    }
}
