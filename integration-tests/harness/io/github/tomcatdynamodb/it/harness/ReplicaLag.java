package io.github.tomcatdynamodb.it.harness;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What an eventually consistent read may see: former versions of items, for as long as replicas lag
 * behind. A share of the reads sees an item as it was up to the lag ago: an older version, not
 * there yet, still there. Two reads in a row may go back in time.
 *
 * <p>It knows of the writes that are done through {@link #write}. What is older than the lag is
 * forgotten.
 */
final class ReplicaLag {
    private static final int LOCKS = 64;

    private final long lag;
    private final double share;
    private final Random random;
    private final LongSupplier nanoTime;
    private final Map<ItemKey, List<Version>> histories = new ConcurrentHashMap<>();
    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
    private final AtomicLong lastSweep;
    private final LongAdder stale = new LongAdder();

    /**
     * What an item was from a moment on.
     *
     * @param item in DynamoDB's JSON; null when there was none
     * @param since the moment of its acknowledgement; the first version of a list was always there
     */
    private record Version(JsonObject item, long since) {}

    /** What an eventually consistent read saw: {@code item} is null when there was none. */
    record Seen(JsonObject item) {}

    /** The item as it is now, null when there is none. */
    @FunctionalInterface
    interface Truth {
        JsonObject read(ItemKey key) throws IOException;
    }

    /** Does a write, and returns DynamoDB's answer. */
    @FunctionalInterface
    interface Write {
        HttpMessage run() throws IOException;
    }

    /**
     * Nothing is remembered yet: all replicas have what there is.
     *
     * @param lag how far a replica may be behind
     * @param share of the reads that ask a replica which may be behind, from 0 to 1
     * @param nanoTime a clock as {@link System#nanoTime} is
     */
    ReplicaLag(Duration lag, double share, long seed, LongSupplier nanoTime) {
        this.lag = lag.toNanos();
        this.share = share;
        this.random = new Random(seed);
        this.nanoTime = nanoTime;
        lastSweep = new AtomicLong(nanoTime.getAsLong());
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /**
     * Does a write and remembers what it has made of its items. Writes of one item are done one
     * after the other, so that their order is known.
     */
    HttpMessage write(List<ItemKey> keys, Truth truth, Write write) throws IOException {
        int[] stripes = keys.stream().mapToInt(ReplicaLag::stripe).sorted().distinct().toArray();
        for (int stripe : stripes) {
            locks[stripe].lock();
        }
        try {
            return writeAlone(keys, truth, write);
        } finally {
            for (int stripe : stripes) {
                locks[stripe].unlock();
            }
        }
    }

    private HttpMessage writeAlone(List<ItemKey> keys, Truth truth, Write write)
            throws IOException {
        List<JsonObject> before = new ArrayList<>();
        HttpMessage answer;
        try {
            for (ItemKey key : keys) {
                before.add(newest(key, truth));
            }
            answer = write.run();
        } catch (IOException e) {
            // Whether it was done nobody knows: then these reads see the truth.
            keys.forEach(histories::remove);
            throw e;
        }
        if (answer.status() == 200) {
            for (int i = 0; i < keys.size(); i++) {
                remember(keys.get(i), before.get(i), truth);
            }
        }
        sweep();
        return answer;
    }

    private JsonObject newest(ItemKey key, Truth truth) throws IOException {
        List<Version> history = histories.get(key);
        return history == null || isOver(history)
                ? truth.read(key)
                : history.get(history.size() - 1).item();
    }

    private void remember(ItemKey key, JsonObject before, Truth truth) {
        JsonObject after;
        try {
            after = truth.read(key);
        } catch (IOException unknown) {
            histories.remove(key);
            return;
        }
        long now = nanoTime.getAsLong();
        histories.compute(
                key,
                (same, history) -> {
                    List<Version> versions = new ArrayList<>();
                    if (history == null) {
                        versions.add(new Version(before, now));
                    } else {
                        versions.addAll(history);
                    }
                    versions.add(new Version(after, now));
                    // The one that was there when the oldest possible replica stopped stays.
                    while (versions.size() > 1 && now - versions.get(1).since() > lag) {
                        versions.remove(0);
                    }
                    return List.copyOf(versions);
                });
    }

    /** Returns what this read sees when that is not the truth. */
    Optional<Seen> read(ItemKey key) {
        double chance;
        long age;
        synchronized (random) {
            chance = random.nextDouble();
            age = (long) (random.nextDouble() * lag);
        }
        List<Version> history = histories.get(key);
        if (chance >= share || history == null) {
            return Optional.empty();
        }
        long moment = nanoTime.getAsLong() - age;
        int index = history.size() - 1;
        while (index > 0 && history.get(index).since() - moment > 0) {
            index--;
        }
        if (index == history.size() - 1) {
            return Optional.empty();
        }
        stale.increment();
        return Optional.of(new Seen(history.get(index).item()));
    }

    /** How many reads did not see the truth. */
    long stale() {
        return stale.sum();
    }

    /** How many versions are remembered. */
    int remembered() {
        return histories.values().stream().mapToInt(List::size).sum();
    }

    private void sweep() {
        long now = nanoTime.getAsLong();
        long last = lastSweep.get();
        if (now - last > lag && lastSweep.compareAndSet(last, now)) {
            histories.values().removeIf(this::isOver);
        }
    }

    /** Whether every replica has the newest version. */
    private boolean isOver(List<Version> history) {
        return nanoTime.getAsLong() - history.get(history.size() - 1).since() > lag;
    }

    private static int stripe(ItemKey key) {
        return Math.floorMod(key.hashCode(), LOCKS);
    }
}
