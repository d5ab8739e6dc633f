package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.Catalogue.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many threads on one codec, some of them with values that fail. */
class ConcurrencyIT {

    private static final int THREADS = 12;

    @Test
    void codec_underManyThreads_givesEachItsOwnValues() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (ValueCodec codec =
                new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults())) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int seed = i;
                tasks.add(
                        () -> {
                            // Of its own: a part of a TreeSet counts itself when it is asked
                            // first, and two threads at once count wrong.
                            List<Entry> shuffled = new ArrayList<>(entries());
                            Collections.shuffle(shuffled, new Random(seed));
                            for (Entry entry : shuffled) {
                                check(codec, entry);
                                failOnce(codec, seed);
                            }
                            return null;
                        });
            }
            for (Future<Void> future : threads.invokeAll(tasks)) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Entry> entries() throws Exception {
        return Catalogue.all().stream()
                .filter(Entry::ordered)
                .filter(e -> !e.name().contains("deep"))
                .toList();
    }

    /** As in the sticky set-up, where a session is saved while requests work with it. */
    @Test
    void encode_whileAMapChanges_givesWhatCanBeRead() throws Exception {
        Map<Object, Object> inside = new LinkedHashMap<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread changing =
                new Thread(
                        () -> {
                            for (int i = 0; !over.get(); i++) {
                                inside.put(i % 40, new Samples.AllPrimitives());
                                inside.remove((i + 20) % 40);
                            }
                        });
        changing.start();
        int encoded = 0;
        try (ValueCodec codec =
                new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults())) {
            codec.encode(new LinkedHashMap<>(Map.of(1, new Samples.AllPrimitives())));
            for (int i = 0; i < 20_000; i++) {
                try {
                    codec.decode(codec.encode(inside));
                    encoded++;
                } catch (UnstorableValueException modified) {
                    continue;
                }
            }
        } finally {
            over.set(true);
            changing.join();
        }
        assertTrue(encoded > 0);
    }

    private static void check(ValueCodec codec, Entry entry) throws Exception {
        Object value = codec.decode(codec.encode(entry.value()));
        byte[] expected = GraphForm.of(GraphForm.throughFileStore(entry.value()));
        if (!entry.type().startsWith("Arrays.asList")) {
            assertArrayEquals(expected, GraphForm.of(value), entry.toString());
        }
    }

    private static void failOnce(ValueCodec codec, int seed) {
        try {
            codec.encode(new Samples.Generic<>("x", List.of(new Samples.HoldsNotSerializable())));
        } catch (UnstorableValueException e) {
            assertEquals(UnstorableValueException.Reason.NOT_SERIALIZABLE, e.reason());
        }
        try {
            codec.decode(Forged.kryo("no.such.Class" + seed));
        } catch (UnreadableValueException e) {
            assertEquals(UnreadableValueException.Reason.CLASS_MISSING, e.reason());
        }
    }
}
