package io.github.tomcatdynamodb.fuzz;

import io.github.tomcatdynamodb.value.Allocated;

/** What reading may allocate. How long it may take is the fuzzer's own limit. */
final class Bounds {

    /**
     * Stack traces and the like, whatever the size, and what the fuzzer needs itself for each
     * comparison of texts.
     */
    private static final long BASE = 40_000_000;

    private static final long FACTOR = 200;

    private Bounds() {}

    /**
     * Does what must not fail, once more if it allocated a lot: the first time it may have loaded
     * classes, which the fuzzer changes then.
     *
     * @throws AssertionError when it allocates more than a small multiple of the form's size
     */
    static void hold(int size, Runnable reading) {
        long most = BASE + FACTOR * size;
        if (allocated(reading) > most && allocated(reading) > most) {
            throw new AssertionError(allocated(reading) + " bytes allocated for " + size);
        }
    }

    private static long allocated(Runnable reading) {
        long before = Allocated.soFar();
        reading.run();
        return Allocated.soFar() - before;
    }
}
