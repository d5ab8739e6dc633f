package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.LargeItem;
import io.github.tomcatdynamodb.record.LargePointer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What this node knows of large attributes, so that it need not read them again: they stand under
 * the digests of their contents, and never change. What was not asked for longest is forgotten
 * first.
 */
final class LargeMemory {

    private final int capacity;
    private final Map<String, LargeItem> items = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * @param capacity how many bytes are remembered
     */
    LargeMemory(int capacity) {
        this.capacity = capacity;
    }

    synchronized void remember(LargeItem item) {
        LargeItem before = items.put(item.pointer().key(), item);
        bytes += item.pointer().size() - (before == null ? 0 : before.pointer().size());
        Iterator<LargeItem> eldest = items.values().iterator();
        while (bytes > capacity) {
            bytes -= eldest.next().pointer().size();
            eldest.remove();
        }
    }

    synchronized Optional<LargeItem> find(LargePointer pointer) {
        return Optional.ofNullable(items.get(pointer.key()));
    }
}
