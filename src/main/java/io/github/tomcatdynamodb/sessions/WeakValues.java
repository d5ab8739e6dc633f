package io.github.tomcatdynamodb.sessions;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Finds things by session id as long as somebody else uses them.
 *
 * @param <V> the things
 */
final class WeakValues<V> {

    private static final class Entry<V> extends WeakReference<V> {
        private final String id;

        Entry(String id, V value, ReferenceQueue<? super V> queue) {
            super(value, queue);
            this.id = id;
        }
    }

    private final ConcurrentMap<String, Entry<V>> entries = new ConcurrentHashMap<>();
    private final ReferenceQueue<V> unused = new ReferenceQueue<>();

    Optional<V> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Reference::get);
    }

    void put(String id, V value) {
        removeUnused();
        entries.put(id, new Entry<>(id, value, unused));
    }

    void remove(String id) {
        entries.remove(id);
    }

    /** Returns what was put for an id, or puts it. */
    V findOrPut(String id, Supplier<V> factory) {
        removeUnused();
        V created = factory.get();
        Entry<V> entry =
                entries.compute(
                        id,
                        (key, present) ->
                                present != null && present.get() != null
                                        ? present
                                        : new Entry<>(key, created, unused));
        V value = entry.get();
        // Only null when the value that was found has been collected since.
        return value != null ? value : findOrPut(id, factory);
    }

    int size() {
        removeUnused();
        return entries.size();
    }

    private void removeUnused() {
        for (Reference<? extends V> reference = unused.poll();
                reference != null;
                reference = unused.poll()) {
            Entry<?> entry = (Entry<?>) reference;
            entries.remove(entry.id, entry);
        }
    }
}
