package io.github.tomcatdynamodb.value.types;

import io.github.tomcatdynamodb.value.types.SequenceType.Rule;
import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The lists, sets and arrays that are stored as their elements, by class and by name. */
@SuppressWarnings("JdkObsolete") // Applications have linked lists in their sessions.
public final class SequenceTypes {

    /** Longer arrays are smaller, and much faster, as bytes. */
    private static final int LONGEST_NATIVE_ARRAY = 256;

    private static final String NULLABLE = "nullable";

    private SequenceTypes() {}

    static List<SequenceType> all() {
        return Stream.of(lists(), sets(), arrays()).flatMap(List::stream).toList();
    }

    /** Java's empty immutable collections exist once, so nothing is lost when they occur twice. */
    public static boolean isSharedConstant(Object value) {
        return value == Collections.EMPTY_LIST
                || value == Collections.EMPTY_SET
                || value == Collections.EMPTY_MAP
                || value == Map.of()
                || value == List.of()
                || value == Set.of();
    }

    /** What an L without a type entry is. */
    public static final SequenceType LIST = list(null, ArrayList.class, ArrayList::new);

    private static List<SequenceType> lists() {
        return List.of(
                LIST,
                list("linkedlist", LinkedList.class, size -> new LinkedList<>()),
                list("deque", ArrayDeque.class, ArrayDeque::new),
                list("cow", CopyOnWriteArrayList.class, size -> new CopyOnWriteArrayList<>()),
                fixedList("aslist", Arrays.asList().getClass(), Arrays::asList),
                fixedList(
                        "list.empty",
                        Collections.emptyList().getClass(),
                        e -> empty(e, Collections.emptyList())),
                fixedList(
                        "list.single",
                        Collections.singletonList(1).getClass(),
                        SequenceTypes::singletonList),
                immutableList(List.of(1).getClass()),
                immutableList(List.of().getClass()));
    }

    private static List<SequenceType> sets() {
        return List.of(
                SequenceType.growing(
                        "set",
                        HashSet.class,
                        Rule.UNORDERED,
                        SequenceTypes::elements,
                        value -> "",
                        (size, argument) -> requireNone(argument, new HashSet<>(capacity(size)))),
                SequenceType.growing(
                        "linkedset",
                        LinkedHashSet.class,
                        Rule.IMMUTABLE,
                        SequenceTypes::elements,
                        value -> "",
                        (size, argument) ->
                                requireNone(argument, new LinkedHashSet<>(capacity(size)))),
                SequenceType.growing(
                        "treeset",
                        TreeSet.class,
                        Rule.IMMUTABLE,
                        SequenceTypes::elements,
                        value -> Comparators.name(((TreeSet<?>) value).comparator()),
                        (size, order) -> new TreeSet<>(Comparators.named(order))),
                fixedSet(
                        "set.of",
                        Set.of(1).getClass(),
                        Rule.UNORDERED,
                        SequenceTypes::immutableSet),
                fixedSet(
                        "set.of", Set.of().getClass(), Rule.UNORDERED, SequenceTypes::immutableSet),
                fixedSet(
                        "set.empty",
                        Collections.emptySet().getClass(),
                        Rule.IMMUTABLE,
                        e -> empty(e, Collections.emptySet())),
                fixedSet(
                        "set.single",
                        Collections.singleton(1).getClass(),
                        Rule.IMMUTABLE,
                        e -> Collections.singleton(only(e))));
    }

    private static List<SequenceType> arrays() {
        return List.of(
                array("string[]", String[].class, SequenceTypes::strings),
                array("int[]", int[].class, SequenceTypes::ints),
                array("long[]", long[].class, SequenceTypes::longs),
                array("double[]", double[].class, SequenceTypes::doubles),
                array("boolean[]", boolean[].class, SequenceTypes::booleans));
    }

    private static SequenceType list(
            String name, Class<?> type, IntFunction<Collection<Object>> create) {
        return SequenceType.growing(
                name,
                type,
                Rule.ANY,
                SequenceTypes::elements,
                value -> "",
                (size, argument) -> requireNone(argument, create.apply(size)));
    }

    private static SequenceType fixedList(
            String name, Class<?> type, Function<Object[], Object> build) {
        return SequenceType.fixed(name, type, Rule.ANY, SequenceTypes::elements, build);
    }

    private static SequenceType immutableList(Class<?> type) {
        return new SequenceType(
                "list.of",
                type,
                Rule.ANY,
                SequenceTypes::elements,
                value -> admitsNull((List<?>) value) ? NULLABLE : "",
                null,
                SequenceTypes::immutableList);
    }

    private static SequenceType fixedSet(
            String name, Class<?> type, Rule rule, Function<Object[], Object> build) {
        return SequenceType.fixed(name, type, rule, SequenceTypes::elements, build);
    }

    private static SequenceType array(
            String name, Class<?> type, Function<Object[], Object> build) {
        return SequenceType.fixed(name, type, Rule.ANY, SequenceTypes::boxed, build);
    }

    private static Object[] elements(Object collection) {
        return ((Collection<?>) collection).toArray();
    }

    /** The capacity of a hash table that does not grow until it has that many elements. */
    static int capacity(int size) {
        return (int) Math.ceil(size / 0.75);
    }

    private static Collection<Object> requireNone(String argument, Collection<Object> created) {
        if (!argument.isEmpty()) {
            throw new IllegalArgumentException("not such a collection");
        }
        return created;
    }

    /**
     * {@code Stream.toList} and {@code List.of} share a class; only the latter refuses to be asked
     * for null.
     */
    @SuppressWarnings(
            "ReturnValueIgnored") // Whether it contains null does not matter, only whether it may
    // be asked.
    private static boolean admitsNull(List<?> list) {
        try {
            list.contains(null);
            return true;
        } catch (NullPointerException e) {
            return false;
        }
    }

    private static List<Object> immutableList(Object[] elements, String argument) {
        return switch (argument) {
            case "" -> List.of(elements);
            case NULLABLE -> Arrays.stream(elements).toList();
            default -> throw new IllegalArgumentException("not such a collection");
        };
    }

    private static Set<Object> immutableSet(Object[] elements) {
        return Set.of(elements);
    }

    private static List<Object> singletonList(Object[] elements) {
        return Collections.singletonList(only(elements));
    }

    private static Object empty(Object[] elements, Object value) {
        if (elements.length != 0) {
            throw new IllegalArgumentException("not such a collection");
        }
        return value;
    }

    private static Object only(Object[] elements) {
        if (elements.length != 1) {
            throw new IllegalArgumentException("not such a collection");
        }
        return elements[0];
    }

    private static Object[] boxed(Object array) {
        int length = Array.getLength(array);
        if (length > LONGEST_NATIVE_ARRAY) {
            return null;
        }
        Object[] boxed = new Object[length];
        for (int i = 0; i < length; i++) {
            boxed[i] = Array.get(array, i);
        }
        return boxed;
    }

    private static Object strings(Object[] elements) {
        return Arrays.copyOf(elements, elements.length, String[].class);
    }

    private static Object ints(Object[] elements) {
        return Arrays.stream(elements).mapToInt(Integer.class::cast).toArray();
    }

    private static Object longs(Object[] elements) {
        return Arrays.stream(elements).mapToLong(Long.class::cast).toArray();
    }

    private static Object doubles(Object[] elements) {
        return Arrays.stream(elements).mapToDouble(Double.class::cast).toArray();
    }

    private static Object booleans(Object[] elements) {
        boolean[] array = new boolean[elements.length];
        for (int i = 0; i < array.length; i++) {
            array[i] = (Boolean) elements[i];
        }
        return array;
    }
}
