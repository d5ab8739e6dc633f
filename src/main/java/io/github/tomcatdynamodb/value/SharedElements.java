package io.github.tomcatdynamodb.value;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many objects are visited by hash codes and comparisons of what comes out of Java
 * serialization: one that several others refer to once for each, and one that is in a hash table
 * once for each with the same hash code. A few hundred bytes can make more of them than there is
 * time for (the attack is known as SerialDOS), and {@code ObjectInputStream} tells nobody before
 * somebody asks.
 *
 * <p>Counted are the objects of the JDK and lambdas; one of another class is one visit, whatever it
 * does itself.
 */
final class SharedElements {

    /** By all: so many visits take a part of a second. */
    private static final long MOST = 10_000_000;

    /** By one comparator, which may be asked more than once for each element. */
    private static final long MOST_TO_COMPARE = 1_000;

    private final IdentityHashMap<Object, Long> visits = new IdentityHashMap<>();
    private long left = MOST;

    /**
     * Counts an object, after those that it refers to and before anybody else has it.
     *
     * @return false when there are too many
     */
    boolean add(Object object) {
        Class<?> type = object.getClass();
        if (!isOfJdk(type) && !type.isHidden()) {
            return true;
        }
        long count =
                1
                        + sum(DirectReferences.of(object))
                        + collisions(DirectReferences.hashedKeys(object));
        if (count > 1) {
            visits.put(object, count);
        }
        left -= count;
        return left >= 0 && (count <= MOST_TO_COMPARE || !(object instanceof Comparator));
    }

    private static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private long sum(List<Object> references) {
        long sum = 0;
        for (Object reference : references) {
            sum += visits.getOrDefault(reference, 1L);
        }
        return sum;
    }

    /**
     * What is visited when keys are compared with others of the same hash code, as they are when
     * the table is made, and when one is looked for; but for keys without parts.
     */
    private long collisions(Collection<?> keys) {
        Map<Integer, Long> byHashCode = new HashMap<>();
        long sum = 0;
        for (Object key : keys) {
            Long count = visits.get(key);
            if (count != null) {
                int hashCode = key.hashCode();
                long before = byHashCode.getOrDefault(hashCode, 0L);
                byHashCode.put(hashCode, before + count);
                // Each of both may be compared with the other.
                sum += 2 * before;
            }
        }
        return sum;
    }
}
