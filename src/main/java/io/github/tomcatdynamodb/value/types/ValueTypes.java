package io.github.tomcatdynamodb.value.types;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All types there are, by class and by the name in a type entry. */
public final class ValueTypes {

    private static final List<ValueType> ALL =
            Stream.<List<? extends ValueType>>of(
                            NumberTypes.all(), TextTypes.all(), SequenceTypes.all(), MapTypes.all())
                    .<ValueType>flatMap(List::stream)
                    .toList();

    /** Asked for every value: {@code Map.of} and its like are slow to say no. */
    private static final Map<Class<?>, ValueType> BY_CLASS = byClass();

    private static final Map<String, ValueType> BY_NAME = byName();

    private ValueTypes() {}

    private static Map<Class<?>, ValueType> byClass() {
        Map<Class<?>, ValueType> types = new HashMap<>();
        ALL.forEach(type -> types.put(type.javaType(), type));
        return types;
    }

    /**
     * Java has two classes for each kind of immutable collection, by size, which the factory method
     * chooses: either of their types makes both.
     */
    private static Map<String, ValueType> byName() {
        Map<String, ValueType> types = new HashMap<>();
        ALL.forEach(type -> types.put(type.name(), type));
        return types;
    }

    /** Returns all types. */
    public static Collection<ValueType> all() {
        return ALL;
    }

    /** Returns the type of the values of exactly this class, null when there is none. */
    public static ValueType of(Class<?> javaType) {
        return BY_CLASS.get(javaType);
    }

    /**
     * Returns the type of that name in a type entry.
     *
     * @param name null for none
     * @param kind what sort of type the stored value asks for
     * @throws IllegalArgumentException when there is none of that sort
     */
    public static <T extends ValueType> T named(String name, Class<T> kind) {
        ValueType type = name == null ? null : BY_NAME.get(name);
        if (!kind.isInstance(type)) {
            throw new IllegalArgumentException("no " + kind.getSimpleName());
        }
        return kind.cast(type);
    }
}
