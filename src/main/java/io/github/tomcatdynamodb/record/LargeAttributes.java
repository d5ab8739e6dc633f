package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides which attributes stand in items of their own: large ones, so that a change of another one
 * does not pay for them, and the largest of those that one item cannot hold together. A session
 * that never expires keeps all of them in its item: nothing would ever delete the others.
 *
 * @param placement which attributes are large
 */
record LargeAttributes(LargePlacement placement) {

    /** An item holds 400 KB (Developer Guide, "Quotas"); the rest is for names and metadata. */
    private static final int MOST_IN_ITEM = 350 * 1024;

    /**
     * How long items live.
     *
     * @param session until when that of the session does at least, in epoch seconds
     * @param longer so many seconds longer the others do when they are written
     */
    record Lifetime(long session, long longer) {

        /**
         * To move the expiry of an item costs as much as to write it; to keep a megabyte for a day
         * costs as much as 13 of its 1,024 write units ($0.25 a month for a gigabyte, $0.625 for a
         * million units, us-east-1 in 2026). So it is moved seldom.
         */
        private static final long LONGER = 86_400;

        /**
         * Returns how long the items of a session live.
         *
         * @param expires of its record, in epoch seconds; empty when it never expires
         * @param maxInactive its timeout in seconds
         */
        static Optional<Lifetime> of(OptionalLong expires, int maxInactive) {
            return expires.isPresent()
                    ? Optional.of(new Lifetime(expires.getAsLong(), Math.max(LONGER, maxInactive)))
                    : Optional.empty();
        }

        /** Returns whether an item lives long enough. */
        boolean isCoveredBy(LargePointer pointer) {
            return pointer.expires() >= session + longer / 2;
        }

        long end() {
            return session + longer;
        }
    }

    /** Returns how many bytes an attribute takes in the session's item. */
    static int size(String name, StoredValue stored) {
        return ItemSize.of(Map.of(name, stored.value()))
                + (stored.type() == null ? 0 : ItemSize.of(Map.of(name, stored.type())));
    }

    /**
     * Returns the bytes of attributes in the session's item.
     *
     * @param attributes not sealed; inflated, opaque ones count for more than they take
     */
    static int size(Map<String, StoredValue> attributes) {
        return attributes.entrySet().stream()
                .mapToInt(entry -> size(entry.getKey(), entry.getValue()))
                .sum();
    }

    /**
     * Returns whether an attribute is large.
     *
     * @param plain not sealed
     */
    boolean isLarge(String name, StoredValue plain) {
        // Nothing is deflated that is small as it is.
        return placement.isOn()
                && !plain.isRefused()
                && size(name, plain) > placement.size()
                && leaves(plain, size(name, plain.packed()));
    }

    /**
     * Returns what stands in the wrong place, or would not live long enough where it stands.
     *
     * @param attributes all of them, not sealed
     * @param there pointers to those of them that stand in items of their own
     * @param lifetime see {@link #place}
     */
    Map<String, StoredValue> misplaced(
            Map<String, StoredValue> attributes,
            Map<String, LargePointer> there,
            Optional<Lifetime> lifetime) {
        Map<String, StoredValue> misplaced = new HashMap<>();
        attributes.forEach(
                (name, value) -> {
                    LargePointer pointer = there.get(name);
                    boolean isMisplaced =
                            pointer == null
                                    ? lifetime.isPresent() && isLarge(name, value)
                                    : !value.isRefused()
                                            && lifetime.filter(life -> life.isCoveredBy(pointer))
                                                    .isEmpty();
                    if (isMisplaced) {
                        misplaced.put(name, value);
                    }
                });
        return misplaced;
    }

    private boolean leaves(StoredValue value, int size) {
        return size > placement.size() && (value.isOpaque() || !placement.keepsNative());
    }

    /**
     * Places attributes.
     *
     * @param plain the attributes, not sealed
     * @param there pointers to what has not changed of them
     * @param seal of the session
     * @param lifetime of the session's items; empty when it never expires
     * @param beside the other attributes in the session's item, not sealed
     */
    Placed place(
            Map<String, StoredValue> plain,
            Map<String, LargePointer> there,
            RecordSeal seal,
            Optional<Lifetime> lifetime,
            Map<String, StoredValue> beside) {
        Map<String, StoredValue> placed = new HashMap<>();
        Map<String, LargePointer> pointers = new HashMap<>();
        Map<String, StoredValue> inItem = new HashMap<>();
        plain.forEach(
                (name, value) -> {
                    LargePointer pointer = there.get(name);
                    if (pointer != null
                            && (value.isRefused()
                                    || lifetime.filter(life -> life.isCoveredBy(pointer))
                                            .isPresent())) {
                        pointers.put(name, pointer);
                        placed.put(name, pointer.stored());
                    } else {
                        inItem.put(name, value.packed());
                    }
                });
        List<LargeItem> items = new ArrayList<>();
        if (placement.isOn() && lifetime.isPresent()) {
            for (String name : large(inItem, beside)) {
                LargeItem item =
                        LargeItem.of(
                                placement.prefix() + "large." + seal.largeName() + '.',
                                seal.large(name, inItem.remove(name)).content(),
                                lifetime.get().end());
                items.add(item);
                pointers.put(name, item.pointer());
                placed.put(name, item.pointer().stored());
            }
        }
        placed.putAll(seal.attributes(inItem));
        return new Placed(placed, pointers, items);
    }

    /** The names of what does not stay in the session's item, the largest first. */
    private List<String> large(Map<String, StoredValue> packed, Map<String, StoredValue> beside) {
        Map<String, Integer> sizes = new HashMap<>();
        packed.forEach(
                (name, value) -> {
                    if (!value.isRefused()) {
                        sizes.put(name, size(name, value));
                    }
                });
        List<String> bySize = new ArrayList<>(sizes.keySet());
        bySize.sort(Comparator.comparing(sizes::get, Comparator.reverseOrder()));
        int inItem = sizes.values().stream().mapToInt(Integer::intValue).sum() + atLeast(beside);
        List<String> large = new ArrayList<>();
        for (String name : bySize) {
            if (inItem > MOST_IN_ITEM || leaves(packed.get(name), sizes.get(name))) {
                large.add(name);
                inItem -= sizes.get(name);
            }
        }
        return large;
    }

    /** The bytes of attributes in the item; nothing is deflated to know it of a small session. */
    private static int atLeast(Map<String, StoredValue> beside) {
        int inflated = size(beside);
        if (inflated < MOST_IN_ITEM / 2) {
            return inflated;
        }
        return beside.entrySet().stream()
                .mapToInt(entry -> size(entry.getKey(), entry.getValue().packed()))
                .sum();
    }
}
