package io.github.tomcatdynamodb;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers answers for a moment. One request asks for the same session several times, and each
 * time costs a call.
 *
 * @param <V> the answers
 */
final class Recent<V> {

    /** More are not remembered; the oldest are forgotten first. */
    private static final int CAPACITY = 10_000;

    private record Entry<V>(V value, long until) {}

    private final Clock clock;
    private final long lifetime;
    private final Map<String, Entry<V>> entries =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Entry<V>> eldest) {
                    return size() > CAPACITY;
                }
            };

    Recent(Clock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime.toMillis();
    }

    synchronized void remember(String key, V value) {
        entries.remove(key);
        entries.put(key, new Entry<>(value, clock.millis() + lifetime));
    }

    synchronized Optional<V> find(String key) {
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (clock.millis() >= entry.until()) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of(entry.value());
    }

    synchronized void forget(String key) {
        entries.remove(key);
    }
}
