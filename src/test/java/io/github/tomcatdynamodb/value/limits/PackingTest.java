package io.github.tomcatdynamodb.value.limits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.Allocated;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {

    private static final int MOST = 1 << 20;

    private static byte[] compressible(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i % 16);
        }
        return content;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 5_000, 200_000})
    void unpack_bringsBackWhatWasPacked(int length) {
        byte[] content = compressible(length);

        byte[] packed = Packing.pack(Packing.plain(content));

        assertArrayEquals(content, Packing.unpack(packed, MOST));
    }

    @Test
    void pack_fromHalfAKilobyteOn_deflates() {
        byte[] small = Packing.plain(compressible(511));
        assertSame(small, Packing.pack(small));

        byte[] packed = Packing.pack(Packing.plain(compressible(512)));
        assertTrue(Packing.isPacked(packed));
        assertTrue(packed.length < 200, () -> packed.length + " bytes");
    }

    @Test
    void pack_whereNothingIsSaved_leavesTheBytes() {
        byte[] content = new byte[5_000];
        new Random(1).nextBytes(content);
        byte[] bytes = Packing.plain(content);

        assertSame(bytes, Packing.pack(bytes));
        assertFalse(Packing.isPacked(bytes));
    }

    @Test
    void pack_ofWhatIsPacked_leavesIt() {
        byte[] packed = Packing.pack(Packing.plain(compressible(100_000)));

        assertSame(packed, Packing.pack(packed));
    }

    @Test
    void unpack_beyondTheLimit_isRefusedBeforeAnythingIsInflated() throws Exception {
        byte[] packed = Packing.pack(Packing.plain(new byte[MOST + 1]));

        assertTrue(Packing.isPacked(packed));
        long allocated =
                Allocated.by(
                        () ->
                                assertThrows(
                                        IllegalArgumentException.class,
                                        () -> Packing.unpack(packed, MOST)));
        assertTrue(allocated < MOST / 2, () -> allocated + " bytes");
    }

    @Test
    void unpack_whenTheLengthIsNotTheOneThatWasSaid_isRefused() {
        byte[] packed = Packing.pack(Packing.plain(compressible(10_000)));
        for (int change : new int[] {-1, 1, 100}) {
            byte[] other = packed.clone();
            other[4] = (byte) (other[4] + change);

            assertThrows(IllegalArgumentException.class, () -> Packing.unpack(other, MOST));
        }
    }

    @Test
    void unpack_ofDamagedBytes_isRefused() {
        byte[] packed = Packing.pack(Packing.plain(compressible(10_000)));

        for (int length = 0; length < packed.length; length++) {
            byte[] shorter = Arrays.copyOf(packed, length);
            assertThrows(IllegalArgumentException.class, () -> Packing.unpack(shorter, MOST));
        }
        byte[] longer = Arrays.copyOf(packed, packed.length + 1);
        assertThrows(IllegalArgumentException.class, () -> Packing.unpack(longer, MOST));
        byte[] unknown = {3, 1, 2};
        assertThrows(IllegalArgumentException.class, () -> Packing.unpack(unknown, MOST));
    }
}
