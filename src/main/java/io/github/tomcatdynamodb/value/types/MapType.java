package io.github.tomcatdynamodb.value.types;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A class of maps whose content is its entries; natively an M, when their keys are text.
 *
 * @param name the name in the type entry, null for HashMap
 * @param javaType exactly this class
 * @param order what its entries come in
 * @param argument the argument of the type entry beside the order of the keys: empty for none, null
 *     when only Java serialization keeps what the map has beside its entries
 * @param create an empty map for that many entries and that argument; null when entries cannot be
 *     added later
 * @param build the map with those keys and values, when {@code create} is null
 */
public record MapType(
        String name,
        Class<?> javaType,
        Order order,
        Function<Map<?, ?>, String> argument,
        BiFunction<Integer, String, Map<Object, Object>> create,
        BiFunction<Object[], Object[], Map<?, ?>> build)
        implements ValueType {

    /** What order entries come in. */
    public enum Order {
        /** One that means nothing. */
        NONE,
        /** That of insertion, which an M does not keep. */
        INSERTION,
        /** One that the map makes itself. */
        SORTED
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    /**
     * Returns the map with these entries.
     *
     * @throws RuntimeException when they do not make such a map
     */
    public Map<?, ?> of(String text, Object[] keys, Object[] values) {
        Map<?, ?> map;
        if (create == null) {
            requireNone(text);
            map = build.apply(keys, values);
        } else {
            Map<Object, Object> filled = create.apply(keys.length, text);
            for (int i = 0; i < keys.length; i++) {
                filled.put(keys[i], values[i]);
            }
            map = filled;
        }
        if (map.size() != keys.length) {
            throw new IllegalArgumentException("a key twice");
        }
        return map;
    }

    static void requireNone(String argument) {
        if (!argument.isEmpty()) {
            throw new IllegalArgumentException("an argument");
        }
    }
}
