package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Values that nobody thought of. */
class RandomValuesTest {

    private final long seed = Long.getLong("random.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Object> made = new ArrayList<>();

    @Test
    void decode_ofRandomValues_bringsBackWhatFileStoreBringsBack() throws Exception {
        int natives = 0;
        try (ValueCodec codec =
                new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults())) {
            for (int i = 0; i < 4_000; i++) {
                made.clear();
                Object value = value(0);
                StoredValue stored = codec.encode(value);
                Object actual = codec.decode(DynamoDb.store(stored));
                Object expected = GraphForm.throughFileStore(value);
                assertArrayEquals(
                        GraphForm.of(expected),
                        GraphForm.of(actual),
                        () -> "seed " + seed + ": " + stored);
                StoredValue again = codec.encode(actual);
                if (codec.isNative(stored)) {
                    assertEquals(stored, again, () -> "seed " + seed);
                }
                assertTrue(codec.unchanged(DynamoDb.store(stored), again), () -> "seed " + seed);
                DynamoDb.requireAccepted(stored.value(), 2);
                natives += codec.isNative(stored) ? 1 : 0;
            }
        }
        assertTrue(natives > 1_000, "natives: " + natives);
    }

    @Test
    void doubles_comeBackBitByBit() {
        try (ValueCodec codec =
                new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults())) {
            for (int i = 0; i < 50_000; i++) {
                double d =
                        switch (random.nextInt(4)) {
                            case 0 -> Double.longBitsToDouble(random.nextLong());
                            case 1 -> random.nextInt(1_000_000) / 100.0;
                            case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
                            default -> random.nextLong() / 1000.0;
                        };
                StoredValue stored = codec.encode(d);
                Object read = codec.decode(DynamoDb.store(stored));
                assertEquals(d, read, () -> "seed " + seed + ": " + stored);
                assertEquals(
                        stored.fingerprint(),
                        DynamoDb.store(stored).fingerprint(),
                        () -> "seed " + seed + ": " + stored);
            }
        }
    }

    private Object value(int depth) {
        if (!made.isEmpty() && random.nextInt(60) == 0) {
            return made.get(random.nextInt(made.size()));
        }
        if (depth > 5 || random.nextInt(3) > 0) {
            return scalar();
        }
        Object container = container(depth + 1);
        made.add(container);
        return container;
    }

    private Object container(int depth) {
        int size = random.nextInt(random.nextInt(10) == 0 ? 60 : 8);
        return switch (random.nextInt(10)) {
            case 0, 1 -> {
                List<Object> list = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    list.add(value(depth));
                }
                yield list;
            }
            case 2, 3, 4 -> fill(new HashMap<>(1 << random.nextInt(8)), size, depth);
            case 5 -> fill(new LinkedHashMap<>(), size, depth);
            case 6 -> fill(new TreeMap<>(), size, depth);
            case 7 -> {
                Set<Object> set =
                        random.nextBoolean()
                                ? new HashSet<>(1 << random.nextInt(8))
                                : new LinkedHashSet<>();
                for (int i = 0; i < size; i++) {
                    set.add(random.nextBoolean() ? key() : (Object) random.nextInt(1_000));
                }
                yield set;
            }
            case 8 ->
                    new Samples.Generic<>(
                            value(depth), new ArrayList<>(Arrays.asList(value(depth), "x")));
            default -> {
                Map<Object, Object> map = new HashMap<>();
                for (int i = 0; i < size; i++) {
                    map.put(random.nextInt(100), value(depth));
                }
                yield map;
            }
        };
    }

    private Map<String, Object> fill(Map<String, Object> map, int size, int depth) {
        for (int i = 0; i < size; i++) {
            map.put(key(), value(depth));
        }
        return map;
    }

    private String key() {
        StringBuilder key = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            key.append(random.nextBoolean() ? "Aa" : "BB");
        }
        return random.nextInt(3) == 0 ? key.toString() : key.append(random.nextInt(50)).toString();
    }

    private Object scalar() {
        return switch (random.nextInt(16)) {
            case 0 -> null;
            case 1 -> random.nextInt(1_000);
            case 2 -> random.nextLong() >> random.nextInt(64);
            case 3 -> random.nextInt(1_000) / 4.0;
            case 4 -> random.nextBoolean();
            case 5 ->
                    new BigDecimal(
                            new BigInteger(random.nextInt(80), random), random.nextInt(20) - 5);
            case 6 -> (short) random.nextInt();
            case 7 -> random.nextFloat();
            case 8 -> LocalDate.ofEpochDay(random.nextInt(40_000));
            case 9 -> new Date(random.nextLong() >> 20);
            case 10 -> new UUID(random.nextLong(), random.nextLong());
            case 11 -> Instant.ofEpochMilli(random.nextLong() >> 20);
            case 12 -> Samples.Colour.values()[random.nextInt(3)];
            case 13 -> new byte[random.nextInt(5)];
            default -> key();
        };
    }
}
