package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of a record that stand in items of their own.
 *
 * @param pointers to their items
 * @param closed what stands there, sealed; without those that are not there
 */
record LargeValues(Map<String, LargePointer> pointers, Map<String, StoredValue> closed) {

    static final LargeValues NONE = new LargeValues(Map.of(), Map.of());

    /**
     * Reads the attributes.
     *
     * @param types the type entries of the record
     * @param sess its other attributes: what another program has put there since is the later one
     * @param contents gives what stands in the items
     */
    static LargeValues read(
            Map<String, AttributeValue> types,
            Map<String, AttributeValue> sess,
            LargeContents contents) {
        Map<String, LargePointer> pointers = new HashMap<>();
        Map<String, StoredValue> closed = new HashMap<>();
        types.forEach(
                (name, type) ->
                        LargePointer.read(type)
                                .filter(pointer -> !sess.containsKey(name))
                                .ifPresent(
                                        pointer -> {
                                            pointers.put(name, pointer);
                                            value(pointer, contents)
                                                    .ifPresent(value -> closed.put(name, value));
                                        }));
        return new LargeValues(pointers, closed);
    }

    private static Optional<StoredValue> value(LargePointer pointer, LargeContents contents) {
        try {
            return contents.content(pointer)
                    .map(item -> StoredValue.ofContent(LargePointer.content(item.parts())));
        } catch (IllegalArgumentException e) {
            // Not what this release writes: as if it were not there, it stays where it is.
            return Optional.empty();
        }
    }

    /** Returns whether nothing would be sealed in another way now. */
    boolean areCurrent(RecordSeal seal) {
        return closed.entrySet().stream()
                .allMatch(value -> seal.isLargeCurrent(value.getKey(), value.getValue()));
    }

    /** Returns the attributes as they are read; those that are not there are refused. */
    Map<String, StoredValue> open(RecordSeal seal) {
        Map<String, StoredValue> opened = new HashMap<>();
        pointers.forEach(
                (name, pointer) ->
                        opened.put(
                                name,
                                closed.containsKey(name)
                                        ? seal.openLarge(name, closed.get(name))
                                        : pointer.stored().refused()));
        return opened;
    }
}
