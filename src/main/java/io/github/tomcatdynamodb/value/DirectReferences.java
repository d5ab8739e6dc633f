package io.github.tomcatdynamodb.value;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;

/**
 * The objects that others of the JDK hand the call on to when they are asked for their hash code or
 * compared, each as often as they do.
 */
final class DirectReferences {

    private static final String COLLECTIONS = "java.util.Collections$";

    /** Views of a container that may be an application's. */
    private static final List<String> VIEWS =
            List.of("Unmodifiable", "Synchronized", "Checked", "SetFromMap", "AsLIFOQueue");

    private static final Class<?> REVERSED =
            Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER).getClass();

    private static final Class<?> COPIES = Collections.nCopies(1, 1).getClass();
    private static final Class<?> SET_12 = Set.of(1).getClass();
    private static final Class<?> SET_N = Set.of().getClass();
    private static final Class<?> MAP_N = Map.of().getClass();

    private DirectReferences() {}

    /**
     * None for an object that asks no other.
     *
     * @param foreign whether there are containers of an application, whose iterators must not be
     *     called while it may still be read
     */
    static List<Object> of(Object object, boolean foreign) {
        try {
            if (object instanceof Collection || object instanceof Map) {
                return foreign && isView(object) ? viewed(object) : elements(object);
            }
            if (object instanceof Map.Entry<?, ?> entry) {
                return Arrays.asList(entry.getKey(), entry.getValue());
            }
            if (object instanceof Comparator || object.getClass().isHidden()) {
                return comparators(object);
            }
            if (object instanceof MessageFormat) {
                return withElements(new WrittenParts().of(object));
            }
            if (object instanceof Attribute attribute) {
                return withElements(Collections.list(attribute.getAll()));
            }
            if (object instanceof Attributes attributes) {
                return new ArrayList<>(Collections.list(attributes.getAll()));
            }
            return List.of();
        } catch (IOException | NamingException | RuntimeException | Error e) {
            Failures.requireOfTheValue(e);
            // It does not work, so it neither hashes nor compares.
            return List.of();
        }
    }

    private static boolean isView(Object object) {
        String name = object.getClass().getName();
        return name.startsWith(COLLECTIONS)
                && VIEWS.stream().anyMatch(view -> name.startsWith(view, COLLECTIONS.length()));
    }

    private static List<Object> viewed(Object view) throws IOException {
        List<Object> viewed = new WrittenParts().of(view);
        return viewed.stream().noneMatch(DirectReferences::standsForImmutable)
                ? viewed
                : elements(view);
    }

    /** What {@code List.of} and the like have written in their place. */
    private static boolean standsForImmutable(Object written) {
        return written.getClass().getName().equals("java.util.CollSer");
    }

    private static List<Object> elements(Object container) {
        if (container.getClass() == COPIES) {
            return Collections.unmodifiableList((List<?>) container);
        }
        if (container instanceof Collection<?> collection) {
            return Arrays.asList(collection.toArray());
        }
        Map<?, ?> map = (Map<?, ?>) container;
        List<Object> elements = new ArrayList<>(2 * map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            elements.add(entry.getKey());
            elements.add(entry.getValue());
        }
        return elements;
    }

    /**
     * The JDK's comparators and lambdas compare nothing that they have captured but with others.
     */
    private static List<Object> comparators(Object object) throws IOException {
        if (object.getClass() == REVERSED) {
            return List.of(((Comparator<?>) object).reversed());
        }
        return new WrittenParts()
                .of(object).stream()
                        .filter(part -> part instanceof Comparator || part.getClass().isHidden())
                        .toList();
    }

    private static List<Object> withElements(List<?> parts) {
        List<Object> all = new ArrayList<>();
        for (Object part : parts) {
            all.add(part);
            if (part instanceof Object[] array) {
                all.addAll(Arrays.asList(array));
            }
        }
        return all;
    }

    /** The elements of a set that compares each with all; none if it is none. */
    static Collection<?> comparedKeys(Object object) {
        return object instanceof CopyOnWriteArraySet || object.getClass() == SET_12
                ? (Set<?>) object
                : List.of();
    }

    /** The keys of a hash table, or a view of one; none if it is none. */
    static Collection<?> hashedKeys(Object object, boolean foreign) {
        boolean isView = !foreign && isView(object);
        if (isView && object instanceof Map<?, ?> map) {
            return map.keySet();
        }
        if (isView && object instanceof Set<?> set) {
            return set;
        }
        if (object instanceof HashMap
                || object instanceof Hashtable
                || object instanceof ConcurrentHashMap
                || object.getClass() == MAP_N) {
            return ((Map<?, ?>) object).keySet();
        }
        return object instanceof HashSet
                        || object instanceof ConcurrentHashMap.KeySetView
                        || object.getClass() == SET_N
                ? (Set<?>) object
                : List.of();
    }
}
