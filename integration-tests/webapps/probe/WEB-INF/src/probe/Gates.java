package probe;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests that wait until a test lets them go on. */
public final class Gates {
    private static final ConcurrentHashMap<String, Gate> GATES = new ConcurrentHashMap<>();

    private static final class Gate {
        final CountDownLatch latch = new CountDownLatch(1);
        final AtomicInteger waiting = new AtomicInteger();
    }

    private Gates() {}

    public static void await(String name) throws InterruptedException {
        Gate gate = gate(name);
        gate.waiting.incrementAndGet();
        try {
            gate.latch.await(30, TimeUnit.SECONDS);
        } finally {
            gate.waiting.decrementAndGet();
        }
    }

    public static void open(String name) {
        gate(name).latch.countDown();
    }

    public static int waiting(String name) {
        return gate(name).waiting.get();
    }

    private static Gate gate(String name) {
        return GATES.computeIfAbsent(name, any -> new Gate());
    }
}
