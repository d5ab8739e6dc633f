package io.github.tomcatdynamodb.value.kryo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    private static byte[] written(double value) {
        Output out = new Output(16);
        Decimals.write(out, value);
        return out.toBytes();
    }

    static Stream<Double> edges() {
        return DoubleStream.of(
                        0,
                        1,
                        0.1,
                        19.99,
                        1.0 / 3,
                        Math.PI,
                        1e9 + 0.125,
                        1L << 40,
                        (1L << 40) + 1,
                        1L << 53,
                        Long.MAX_VALUE,
                        1e300,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        Double.NaN,
                        Double.POSITIVE_INFINITY)
                .flatMap(value -> DoubleStream.of(value, -value))
                .boxed();
    }

    @ParameterizedTest
    @MethodSource("edges")
    void read_bringsBackEachBit(double value) {
        Input in = new Input(written(value));
        assertEquals(Double.doubleToLongBits(value), Double.doubleToLongBits(Decimals.read(in)));
        assertEquals(in.limit(), in.position());
    }

    @Test
    void read_bringsBackEachBit_ofAnything() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            double fraction = random.nextInt(10_000_000) / 1_000.0;
            for (double value : new double[] {any, fraction, -fraction, Math.nextUp(fraction)}) {
                assertEquals(
                        Double.doubleToLongBits(value),
                        Double.doubleToLongBits(Decimals.read(new Input(written(value)))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 3, 19.99, -7.5, 0.125, 1248.75})
    void write_whenFewDigits_takesFewBytes(double value) {
        assertTrue(written(value).length <= 3, () -> value + ": " + written(value).length);
    }
}
