package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.esotericsoftware.kryo.io.Output;
import io.github.tomcatdynamodb.value.Catalogue.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Damaged, mixed up and invented forms: no hang, no allocation beyond a small multiple of the form,
 * no exception but ours.
 *
 * <p>{@code -Dfuzz.seconds} says for how long, {@code -Dfuzz.seed} repeats a run.
 */
class FuzzTest {

    /** Stack traces, class loading and the like, whatever the form's size. */
    private static final long ALLOCATION_BASE = 4_000_000;

    private static final long ALLOCATION_FACTOR = 200;
    private static final long SLOWEST_NANOS = 3_000_000_000L;

    private static final String[] NAMES = {
        "int",
        "long",
        "short",
        "byte",
        "float",
        "double",
        "decimal",
        "decimal:2",
        "decimal:99999",
        "bigint",
        "char",
        "string",
        "uuid",
        "date",
        "timestamp",
        "instant",
        "localdate",
        "zoneddatetime",
        "duration",
        "period",
        "year",
        "locale",
        "currency",
        "uri",
        "pattern:0",
        "pattern",
        "pattern:-1",
        "pattern:128",
        "enum",
        "enum:java.lang.Thread$State",
        "enum:java.lang.String",
        "enum:no.Such",
        "hash",
        "hash:1",
        "hash:zz",
        "linked",
        "linked:10",
        "linked:zzzz",
        "treemap",
        "treemap:reverse",
        "treemap:no",
        "map.of",
        "map.empty",
        "map.single",
        "set",
        "linkedset",
        "treeset",
        "treeset:nocase",
        "set.of",
        "list.of",
        "list.of:nullable",
        "aslist",
        "deque",
        "cow",
        "linkedlist",
        "list.empty",
        "list.single",
        "string[]",
        "int[]",
        "long[]",
        "double[]",
        "boolean[]",
        "enumset:java.lang.Thread$State",
        "kryo:",
        "java:",
        "kryo:java.util.ArrayList",
        "java:java.util.ArrayList",
        "-",
        "",
        ":",
        "atomicint",
        "atomicboolean",
        "zone",
        "zoneoffset"
    };

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private long runs;
    private long readable;

    @Test
    @Timeout(value = 3_600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void decode_ofAnything_throwsNothingButOurs_andAllocatesLittle() throws Exception {
        long end = System.nanoTime() + Long.getLong("fuzz.seconds", 30) * 1_000_000_000L;
        try (ValueCodec codec =
                new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults())) {
            List<StoredValue> seeds = seeds(codec);
            for (StoredValue stored : seeds) {
                decode(codec, stored);
            }
            while (System.nanoTime() < end) {
                decode(codec, variant(seeds));
            }
        }
        System.out.printf("fuzz: seed %d, %,d forms, %,d of them readable%n", seed, runs, readable);
        assertTrue(readable > 0);
    }

    private static List<StoredValue> seeds(ValueCodec codec) throws Exception {
        List<StoredValue> seeds = new ArrayList<>();
        for (Entry entry : Catalogue.all()) {
            StoredValue stored = codec.encode(entry.value());
            if (size(stored.value()) < 20_000) {
                seeds.add(stored);
            }
        }
        return seeds;
    }

    private void decode(ValueCodec codec, StoredValue stored) {
        runs++;
        long size = size(stored.value()) + (stored.type() == null ? 0 : size(stored.type()));
        long allocated = Allocated.soFar();
        long start = System.nanoTime();
        try {
            Object value = codec.decode(stored);
            readable++;
            if (value != null) {
                encode(codec, value);
            }
        } catch (UnreadableValueException e) {
            // As it should be.
        } catch (Throwable e) {
            fail("seed " + seed + ": " + stored, e);
        }
        long nanos = System.nanoTime() - start;
        allocated = Allocated.soFar() - allocated;
        if (nanos > SLOWEST_NANOS) {
            fail("seed " + seed + ": " + nanos + " ns for " + stored);
        }
        if (allocated > ALLOCATION_BASE + ALLOCATION_FACTOR * size) {
            fail(
                    "seed "
                            + seed
                            + ": "
                            + allocated
                            + " bytes allocated for "
                            + size
                            + ": "
                            + stored);
        }
    }

    private static void encode(ValueCodec codec, Object value) {
        try {
            codec.encode(value);
        } catch (UnstorableValueException e) {
            // What was read may be too deep, or not Serializable.
        }
    }

    private StoredValue variant(List<StoredValue> seeds) {
        StoredValue one = seeds.get(random.nextInt(seeds.size()));
        StoredValue other = seeds.get(random.nextInt(seeds.size()));
        return switch (random.nextInt(6)) {
            case 0 -> new StoredValue(one.value(), other.type());
            case 1 -> new StoredValue(mutate(one.value(), 0), one.type());
            case 2 ->
                    new StoredValue(
                            one.value(), one.type() == null ? type(0) : mutate(one.type(), 0));
            case 3 ->
                    new StoredValue(
                            mutate(one.value(), 0),
                            one.type() == null ? type(0) : mutate(one.type(), 0));
            case 4 -> new StoredValue(invent(0), type(0));
            default -> opaque(one);
        };
    }

    private StoredValue opaque(StoredValue one) {
        if (one.value().b() == null || one.type() == null) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) (1 + random.nextInt(2));
            }
            return Forged.opaque("kryo:java.util.ArrayList", bytes);
        }
        if (random.nextInt(2_000) == 0) {
            return claims();
        }
        AttributeValue mutated = one.value();
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutated = mutate(mutated, 0);
        }
        return new StoredValue(mutated, one.type());
    }

    /** Containers in containers, each of which claims to hold about all that is left. */
    private StoredValue claims() {
        int size = random.nextInt(10) == 0 ? 400_000 : 1 + random.nextInt(20_000);
        Output out = new Output(size, -1);
        out.writeByte(2);
        for (int i = random.nextInt(400); i > 0 && out.position() < size; i--) {
            out.writeVarInt(2 + random.nextInt(80), true);
            out.writeVarInt(
                    random.nextInt(4) == 0 ? random.nextInt(size) : size - out.position(), true);
        }
        byte[] bytes = Arrays.copyOf(out.toBytes(), size);
        return Forged.opaque("kryo:java.util.ArrayList", bytes);
    }

    private AttributeValue type(int depth) {
        if (depth < 4 && random.nextInt(3) == 0) {
            Map<String, AttributeValue> structure = new HashMap<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                String[] keys = {"=", "*", ".0", ".1", ".key", ".a", "x"};
                structure.put(keys[random.nextInt(keys.length)], type(depth + 1));
            }
            return AttributeValue.fromM(structure);
        }
        return random.nextInt(40) == 0
                ? invent(3)
                : AttributeValue.fromS(NAMES[random.nextInt(NAMES.length)]);
    }

    private AttributeValue invent(int depth) {
        return switch (random.nextInt(depth > 5 ? 5 : 10)) {
            case 0 -> AttributeValue.fromS(text());
            case 1 -> AttributeValue.fromN(number());
            case 2 -> AttributeValue.fromBool(random.nextBoolean());
            case 3 -> AttributeValue.fromNul(true);
            case 4 -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                yield AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
            }
            case 5 -> AttributeValue.fromSs(List.of(text(), text()));
            case 6 -> AttributeValue.fromNs(List.of(number(), number()));
            case 7, 8 -> {
                List<AttributeValue> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(invent(depth + 1));
                }
                yield AttributeValue.fromL(list);
            }
            default -> {
                Map<String, AttributeValue> map = new HashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(random.nextBoolean() ? "a" : text(), invent(depth + 1));
                }
                yield AttributeValue.fromM(map);
            }
        };
    }

    private String number() {
        String[] numbers = {
            "0",
            "1",
            "-1",
            "5.0",
            "1E+125",
            "1E-130",
            "1E+999999999",
            "1E-999999999",
            "NaN",
            "",
            "x",
            "9007199254740993",
            "123456789012345678901234567890.12345678",
            "0.1",
            "-0.0",
            "9".repeat(300),
            "2147483648",
            "1.5"
        };
        return numbers[random.nextInt(numbers.length)];
    }

    private String text() {
        String[] texts = {
            "", "a", "2026-01-01", "\\u", "\\ud800", "P1Y", "PT1S",
                    "123e4567-e89b-12d3-a456-426614174000", "RUNNABLE",
            "(((((", "a{2147483647}", "9".repeat(3_000), "1E+2147483647", "de-DE", "EUR", "NaN",
                    "Z", "Europe/Berlin",
            "2026-01-01T00:00:00Z", "é\uD83D\uDE00", "(".repeat(5_000), "[".repeat(3_000)
        };
        return texts[random.nextInt(texts.length)];
    }

    private AttributeValue mutate(AttributeValue value, int depth) {
        switch (value.type()) {
            case B:
                return AttributeValue.fromB(
                        SdkBytes.fromByteArray(mutate(value.b().asByteArray())));
            case S:
                return random.nextInt(4) == 0 ? invent(3) : AttributeValue.fromS(mutate(value.s()));
            case N:
                return random.nextBoolean() ? AttributeValue.fromN(number()) : invent(3);
            case L:
                List<AttributeValue> list = new ArrayList<>(value.l());
                if (!list.isEmpty()) {
                    int i = random.nextInt(list.size());
                    switch (random.nextInt(3)) {
                        case 0 -> list.remove(i);
                        case 1 -> list.add(list.get(i));
                        default ->
                                list.set(
                                        i, depth > 30 ? invent(5) : mutate(list.get(i), depth + 1));
                    }
                }
                return AttributeValue.fromL(list);
            case M:
                Map<String, AttributeValue> map = new HashMap<>(value.m());
                if (!map.isEmpty()) {
                    String key = map.keySet().toArray(new String[0])[random.nextInt(map.size())];
                    switch (random.nextInt(4)) {
                        case 0 -> map.remove(key);
                        case 1 -> map.put(mutate(key), map.get(key));
                        default ->
                                map.put(
                                        key,
                                        depth > 30 ? invent(5) : mutate(map.get(key), depth + 1));
                    }
                }
                return AttributeValue.fromM(map);
            default:
                return invent(3);
        }
    }

    private String mutate(String text) {
        if (text.isEmpty() || random.nextInt(5) == 0) {
            return text() + text;
        }
        int i = random.nextInt(text.length());
        char replacement =
                (char) (random.nextInt(10) == 0 ? random.nextInt(65_536) : 32 + random.nextInt(96));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, i);
            case 1 -> text.substring(0, i) + replacement + text.substring(i);
            default -> text.substring(0, i) + replacement + text.substring(i + 1);
        };
    }

    private byte[] mutate(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {1};
        }
        int i = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0:
                return Arrays.copyOf(bytes, i);
            case 1:
                bytes[i] ^= (byte) (1 << random.nextInt(8));
                return bytes;
            case 2:
                bytes[i] = (byte) random.nextInt();
                return bytes;
            case 3:
                // What a length prefix looks like when it is as large as can be.
                for (int j = i; j < Math.min(bytes.length, i + 4); j++) {
                    bytes[j] = (byte) 0xFF;
                }
                return bytes;
            case 4:
                bytes[i] = 0x7F;
                return bytes;
            default:
                byte[] doubled = new byte[bytes.length + i];
                System.arraycopy(bytes, 0, doubled, 0, i);
                System.arraycopy(bytes, 0, doubled, i, bytes.length);
                return doubled;
        }
    }

    private static long size(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().length();
            case N -> value.n().length();
            case B -> value.b().asByteArrayUnsafe().length;
            case L -> value.l().stream().mapToLong(element -> 1 + size(element)).sum();
            case M ->
                    value.m().entrySet().stream()
                            .mapToLong(
                                    entry -> 1 + entry.getKey().length() + size(entry.getValue()))
                            .sum();
            default -> 1;
        };
    }
}
