package io.github.tomcatdynamodb.value;

import java.math.BigDecimal;
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

    /** By one object, which takes a part of a second. */
    private static final long MOST = 100_000_000;

    /** By one comparator, which a queue asks twice for each element, all at once. */
    private static final long MOST_COMPARATORS = 1_000;

    /** For its digits, a queue asks numbers for powers of ten. */
    private static final int LONGEST_DECIMAL_BITS = 10_000;

    private final IdentityHashMap<Object, Long> visits = new IdentityHashMap<>();

    /** Whether there is a container that is not the JDK's, which others may be views of. */
    private boolean foreign;

    /**
     * Counts an object, after those that it refers to and before anybody else has it.
     *
     * @return false when there are too many
     */
    boolean add(Object object) {
        if (isCommonLeaf(object)) {
            return true;
        }
        Class<?> type = object.getClass();
        if (!isOfJdk(type) && !type.isHidden()) {
            foreign |= object instanceof Collection || object instanceof Map;
            return true;
        }
        if (object instanceof BigDecimal number
                && number.unscaledValue().bitLength() > LONGEST_DECIMAL_BITS) {
            return false;
        }
        long count = HashCost.of(object) + sum(DirectReferences.of(object, foreign));
        count += collisions(DirectReferences.hashedKeys(object, foreign), true);
        count += collisions(DirectReferences.comparedKeys(object), false);
        if (count > 1) {
            visits.put(object, count);
        }
        return count <= MOST && (count <= MOST_COMPARATORS || !(object instanceof Comparator));
    }

    /** What there is most of. */
    private static boolean isCommonLeaf(Object object) {
        return object instanceof String
                || object instanceof Integer
                || object instanceof Long
                || object instanceof Double
                || object instanceof Boolean
                || object instanceof Enum;
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
    private long collisions(Collection<?> keys, boolean hashed) {
        Map<Integer, Long> byHashCode = null;
        long sum = 0;
        for (Object key : keys) {
            Long count = visits.get(key);
            if (count == null) {
                continue;
            }
            if (byHashCode == null) {
                byHashCode = new HashMap<>();
            }
            int hashCode = hashed ? hashCode(key) : 0;
            long before = byHashCode.getOrDefault(hashCode, 0L);
            byHashCode.put(hashCode, before + count);
            // Each of both may be compared with the other.
            sum += 2 * before;
        }
        return sum;
    }

    /** What contains an object that may still be read may have none yet. */
    private static int hashCode(Object key) {
        try {
            return key.hashCode();
        } catch (RuntimeException | Error e) {
            Failures.requireOfTheValue(e);
            return System.identityHashCode(key);
        }
    }
}
