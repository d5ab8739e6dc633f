package io.github.tomcatdynamodb.value;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where something is in a value: {@code .field}, {@code [3]} of a list or an array, and {@code {}}
 * in a map, whose keys may be secrets.
 */
final class Paths {

    /** Of objects that are looked at, which happens once for each failure. */
    private static final int MOST = 100_000;

    private static final int LONGEST = 300;

    private record Step(Object object, Step from, String segment) {

        String path() {
            String path = "";
            for (Step step = this; step.from != null; step = step.from) {
                path = under(step.segment, path);
            }
            return path;
        }
    }

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Step> next = new ArrayDeque<>();

    private Paths() {}

    /** Returns a path with one more step before it; a long one loses its middle. */
    static String under(String segment, String path) {
        String longer = segment + path;
        return longer.length() <= LONGEST
                ? longer
                : longer.substring(0, LONGEST / 3)
                        + "..."
                        + longer.substring(longer.length() - LONGEST / 2);
    }

    /** Returns a message that says first where it was. */
    static String message(String path, String message) {
        return path.isEmpty()
                ? message
                : (path.startsWith(".") ? path.substring(1) : path) + ": " + message;
    }

    /**
     * Returns the shortest path to an object of a class.
     *
     * @return empty when it is the root, or none is found
     */
    static String to(String className, Object root) {
        try {
            return new Paths().search(className, root);
        } catch (RuntimeException | StackOverflowError e) {
            // An object that cannot be looked into; the class is said anyway.
            return "";
        }
    }

    private String search(String className, Object root) {
        next.add(new Step(root, null, ""));
        while (!next.isEmpty() && seen.size() < MOST) {
            Step step = next.remove();
            if (isOf(step.object.getClass(), className)) {
                return step.path();
            }
            addParts(step);
        }
        return "";
    }

    /** Of the class, or of a subclass: what is at fault may be a superclass. */
    private static boolean isOf(Class<?> type, String className) {
        if (type.getName().equals(className)) {
            return true;
        }
        Class<?> superclass = type.getSuperclass();
        return superclass != null && superclass != Object.class && isOf(superclass, className);
    }

    private void addParts(Step step) {
        // Others may load what they hold when they are asked.
        boolean isOfTheJdk = step.object.getClass().getModule() == Object.class.getModule();
        if (step.object instanceof Object[] array) {
            addAll(step, array);
        } else if (isOfTheJdk && step.object instanceof Collection<?> collection) {
            addAll(step, collection.toArray());
        } else if (isOfTheJdk && step.object instanceof Map<?, ?> map) {
            map.forEach(
                    (key, value) -> {
                        add(step, key, "{}");
                        add(step, value, "{}");
                    });
        } else {
            addFields(step);
        }
    }

    private void addAll(Step step, Object[] elements) {
        for (int i = 0; i < elements.length; i++) {
            add(step, elements[i], "[" + i + "]");
        }
    }

    private void addFields(Step step) {
        for (Class<?> level = step.object.getClass();
                level != null && !level.getModule().isNamed();
                level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                boolean isWritten =
                        !Modifier.isStatic(field.getModifiers())
                                && !Modifier.isTransient(field.getModifiers());
                if (isWritten && !field.getType().isPrimitive() && field.trySetAccessible()) {
                    try {
                        add(step, field.get(step.object), "." + field.getName());
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
    }

    private void add(Step from, Object part, String segment) {
        if (part != null && seen.add(part)) {
            next.add(new Step(part, from, segment));
        }
    }
}
