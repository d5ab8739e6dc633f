package io.github.tomcatdynamodb.value;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * How many elements the containers of the JDK have that come out of Java serialization, those of
 * their elements included and counted as often as they are shared. A few hundred bytes can make
 * more of them than there is time for as soon as somebody asks for a hash code, or compares two
 * (the attack is known as SerialDOS), and {@code ObjectInputStream} tells nobody before it does.
 */
final class SharedElements {

    /** Hash codes of so many take a few milliseconds. */
    private static final long MOST = 1_000_000;

    private static final String VIEWS = "java.util.Collections$";

    private final IdentityHashMap<Object, Long> counted = new IdentityHashMap<>();

    /** Whether there is a container that is not the JDK's, which others may be views of. */
    private boolean foreign;

    /**
     * Counts an object's elements, after those of its elements and before anybody else has it.
     *
     * @return false when there are too many
     */
    boolean add(Object object) {
        if (!(object instanceof Collection || object instanceof Map)) {
            return true;
        }
        Class<?> type = object.getClass();
        if (type.getClassLoader() != null) {
            foreign = true;
            return true;
        }
        if (!type.getName().startsWith("java.util.") || (foreign && isView(type))) {
            // An application's own iterator must not be called here.
            return true;
        }
        long elements = count(object);
        counted.put(object, elements);
        return elements <= MOST;
    }

    private static boolean isView(Class<?> type) {
        return type.getName().startsWith(VIEWS);
    }

    private long count(Object container) {
        long elements = 1;
        try {
            if (container instanceof Map<?, ?> map) {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    elements += of(entry.getKey()) + of(entry.getValue());
                }
            } else {
                for (Object element : (Collection<?>) container) {
                    elements += of(element);
                }
            }
        } catch (RuntimeException e) {
            // It does not work, so it does not hash either.
            return 1;
        }
        return elements;
    }

    private long of(Object element) {
        return element == null ? 1 : counted.getOrDefault(element, 1L);
    }
}
