package io.github.tomcatdynamodb.value.types;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A class of lists, sets or arrays whose content is its elements.
 *
 * @param name the name in the type entry, null for ArrayList
 * @param javaType exactly this class
 * @param rule which elements it may have to be stored natively, as an L
 * @param elements the elements in the order in which they are stored; null for an array that is too
 *     long for a native form
 * @param argument the argument of the type entry: empty for none, null when only Java serialization
 *     keeps what the value has beside its elements
 * @param create an empty collection for that many elements and that argument; null when elements
 *     cannot be added later
 * @param build the value with those elements and that argument; any exception means that they do
 *     not make such a value
 */
public record SequenceType(
        String name,
        Class<?> javaType,
        Rule rule,
        Function<Object, Object[]> elements,
        Function<Object, String> argument,
        BiFunction<Integer, String, Collection<Object>> create,
        BiFunction<Object[], String, Object> build)
        implements ValueType {

    /** What may be an element. */
    public enum Rule {
        /** Anything that has a native form. */
        ANY,
        /** Scalars that cannot change, so that what was one element stays one. */
        IMMUTABLE,
        /** Like {@link #IMMUTABLE}; the order means nothing, so the elements are stored sorted. */
        UNORDERED
    }

    /** A collection that is created empty and then filled. */
    static SequenceType growing(
            String name,
            Class<?> javaType,
            Rule rule,
            Function<Object, Object[]> elements,
            Function<Object, String> argument,
            BiFunction<Integer, String, Collection<Object>> create) {
        return new SequenceType(
                name,
                javaType,
                rule,
                elements,
                argument,
                create,
                (array, text) -> filled(create.apply(array.length, text), array));
    }

    /** An array, or a collection that has its elements from the start. */
    static SequenceType fixed(
            String name,
            Class<?> javaType,
            Rule rule,
            Function<Object, Object[]> elements,
            Function<Object[], Object> build) {
        return new SequenceType(
                name,
                javaType,
                rule,
                elements,
                value -> "",
                null,
                (array, text) -> build.apply(requireNone(array, text)));
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    /** Whether values of this class may have an argument. */
    public boolean hasArgument() {
        boolean isFixedList =
                create == null && !javaType.isArray() && List.class.isAssignableFrom(javaType);
        return isFixedList || javaType == TreeSet.class;
    }

    private static Collection<Object> filled(Collection<Object> target, Object[] elements) {
        target.addAll(Arrays.asList(elements));
        if (target.size() != elements.length) {
            // A set that was stored has no element twice.
            throw new IllegalArgumentException("not such a collection");
        }
        return target;
    }

    private static Object[] requireNone(Object[] elements, String argument) {
        if (!argument.isEmpty()) {
            throw new IllegalArgumentException("not such a collection");
        }
        return elements;
    }
}
