package io.github.tomcatdynamodb.sessions;

import io.github.tomcatdynamodb.record.LargeContents;
import io.github.tomcatdynamodb.record.LargeItem;
import io.github.tomcatdynamodb.record.LargePointer;
import io.github.tomcatdynamodb.table.ItemPut;
import io.github.tomcatdynamodb.table.SessionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes and reads the items that large attributes stand in. */
public final class LargeItems implements LargeContents {

    /** No name that a setting gives can be the same. */
    private static final String CONTENT = "tomcat";

    private final SessionTable table;
    private final String ttlAttribute;
    private final LargeMemory memory;

    /**
     * Knows the items of a table.
     *
     * @param ttlAttribute the name of the time-to-live attribute
     * @param cache how many bytes of what was read or written are remembered
     */
    public LargeItems(SessionTable table, String ttlAttribute, int cache) {
        this.table = table;
        this.ttlAttribute = ttlAttribute;
        this.memory = new LargeMemory(cache);
    }

    /** Writes items, before the record is written that points at them. */
    void write(List<LargeItem> items) {
        for (LargeItem item : items) {
            if (!isThere(item.pointer())) {
                for (int part = 0; part < item.parts().size(); part++) {
                    table.put(put(item, part));
                }
                memory.remember(item);
            }
        }
    }

    /** As when a write is planned anew, or a value comes back that was there before. */
    private boolean isThere(LargePointer pointer) {
        return memory.find(pointer)
                .filter(known -> known.pointer().expires() >= pointer.expires())
                .isPresent();
    }

    private ItemPut put(LargeItem item, int part) {
        AttributeValue expires = AttributeValue.fromN(Long.toString(item.pointer().expires()));
        return new ItemPut(
                item.pointer().key(part),
                Map.of(ttlAttribute, expires, CONTENT, item.parts().get(part)),
                // The same content may be there for longer.
                "attribute_not_exists(#expires) OR #expires <= :expires",
                Map.of("#expires", ttlAttribute),
                Map.of(":expires", expires));
    }

    @Override
    public Optional<LargeItem> content(LargePointer pointer) {
        Optional<LargeItem> known = memory.find(pointer);
        if (known.isPresent()) {
            return known;
        }
        List<AttributeValue> parts = new ArrayList<>();
        for (int part = 0; part < pointer.parts(); part++) {
            Optional<AttributeValue> found = part(pointer.key(part));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            parts.add(found.get());
        }
        Optional<LargeItem> read = pointer.item(parts);
        read.ifPresent(memory::remember);
        return read;
    }

    /** What is there never changes, so a read that finds it need not be strong. */
    private Optional<AttributeValue> part(String key) {
        return table.get(key, false)
                .or(() -> table.get(key, true))
                .map(item -> item.get(CONTENT))
                .filter(content -> content.b() != null);
    }
}
