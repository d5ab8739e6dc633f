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
    static final long MOST = 10_000_000;

    private final IdentityHashMap<Object, Long> containers = new IdentityHashMap<>();
    private long soFar;
    private long hashed;

    /** What has been read, of what is being read now: one for each object, or more. */
    long soFar() {
        return soFar;
    }

    /**
     * Notes that an object was read, be it for the first time or again.
     *
     * @param before {@link #soFar} before it was read
     */
    void read(Object object, long before) {
        soFar = before + Math.min(MOST + 1, visits(object, soFar - before));
    }

    private long visits(Object object, long ofElements) {
        if (!(object instanceof Collection || object instanceof Map)) {
            return 1;
        }
        if (ofElements == 0) {
            // Empty, or read before, or still being read.
            return containers.getOrDefault(object, 1L);
        }
        containers.put(object, ofElements + 1);
        return ofElements + 1;
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
        if (!containers.isEmpty()) {
            containers.clear();
        }
        soFar = 0;
        hashed = 0;
    }
}
