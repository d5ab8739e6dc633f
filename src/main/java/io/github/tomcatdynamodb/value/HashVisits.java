package io.github.tomcatdynamodb.value;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * How many objects the hash codes of a graph's keys visit, counted while it is read: a container
 * that is an element twice is visited twice, and what it contains, too, so a few hundred bytes can
 * ask for more visits than there is time for. That is what is refused.
 *
 * <p>Counted are the containers of the JDK, the only ones that Kryo's graphs have; a class of the
 * application's is one visit, whatever its hashCode does.
 */
final class HashVisits {

    /** A small part of a second; nobody builds such a value either. */
    private static final long MOST = 10_000_000;

    /** To visit another object takes as long. */
    private static final int BYTES_IN_A_VISIT = 64;

    private final IdentityHashMap<Object, Long> known = new IdentityHashMap<>();
    private long soFar;
    private long hashed;

    /** What has been read of what is being read now: one for each object, or more. */
    long soFar() {
        return soFar;
    }

    /** Notes that something was read that has no elements. */
    void readOne() {
        soFar++;
    }

    /** Notes that an object was read again. */
    void readAgain(Object object) {
        Long visits = known.get(object);
        if (visits != null) {
            soFar += visits;
        } else if (object instanceof Collection || object instanceof Map) {
            // Still being read, so nobody knows yet what it will contain: it must not be a key.
            soFar += MOST + 1;
        } else {
            soFar++;
        }
    }

    /**
     * Notes that an object was read whose fields do not count.
     *
     * @param before {@link #soFar} before it was read
     */
    void readPlain(long before) {
        soFar = before + 1;
    }

    /**
     * Notes that a number, or another object without elements, was read.
     *
     * @param scalar what was read
     * @param before {@link #soFar} before it was read
     * @param bytes that it has, of which its hash code may visit all
     */
    void readScalar(Object scalar, long before, int bytes) {
        long visits = 1L + bytes / BYTES_IN_A_VISIT;
        soFar = before + visits;
        if (visits > 1) {
            known.put(scalar, visits);
        }
    }

    /**
     * Notes that a container was read.
     *
     * @param before {@link #soFar} before it was read
     */
    void readContainer(Object container, long before) {
        long visits = Math.min(MOST, soFar - before) + 1;
        soFar = before + visits;
        known.put(container, visits);
    }

    /**
     * Notes that a key was read.
     *
     * @param before {@link #soFar} before it was read
     * @throws IllegalArgumentException when the keys' hash codes visit too much
     */
    void hash(long before) {
        hashed += soFar - before;
        if (hashed > MOST) {
            throw new IllegalArgumentException();
        }
    }

    void reset() {
        if (!known.isEmpty()) {
            known.clear();
        }
        soFar = 0;
        hashed = 0;
    }
}
