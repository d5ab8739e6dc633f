package io.github.tomcatdynamodb.value.kryo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of another type than the field's. */
class FieldNumbersTest {

    static Stream<Arguments> fit() {
        return Stream.of(
                // Widened, also where Java loses digits by it.
                Arguments.of(7, long.class, 7L),
                Arguments.of(7, Long.class, 7L),
                Arguments.of((byte) 7, short.class, (short) 7),
                Arguments.of((short) 7, double.class, 7.0),
                Arguments.of(1.5f, double.class, 1.5),
                Arguments.of(9_007_199_254_740_993L, double.class, 9_007_199_254_740_992.0),
                // Narrowed.
                Arguments.of(7L, int.class, 7),
                Arguments.of(-8L, byte.class, (byte) -8),
                Arguments.of((long) Integer.MIN_VALUE, Integer.class, Integer.MIN_VALUE),
                Arguments.of(2.5, float.class, 2.5f),
                Arguments.of(8.0, long.class, 8L),
                Arguments.of(8f, int.class, 8),
                Arguments.of(0.0, int.class, 0),
                Arguments.of(-0.0, float.class, -0.0f),
                Arguments.of(Double.NaN, float.class, Float.NaN),
                Arguments.of(Double.NEGATIVE_INFINITY, float.class, Float.NEGATIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("fit")
    void fitting_findsTheNumber(Number written, Class<?> type, Number expected) {
        assertEquals(expected, FieldNumbers.fitting(written, type));
    }

    static Stream<Arguments> doNotFit() {
        return Stream.of(
                Arguments.of(128, byte.class),
                Arguments.of(1L << 31, int.class),
                Arguments.of(Long.MIN_VALUE, Integer.class),
                Arguments.of(1.5, int.class),
                Arguments.of(-0.0, int.class),
                Arguments.of(Double.NaN, long.class),
                Arguments.of(0x1p63, long.class),
                Arguments.of(9.3e18, long.class),
                Arguments.of(0.1, float.class),
                Arguments.of(1e300, float.class),
                Arguments.of("7", int.class),
                Arguments.of(7, String.class),
                Arguments.of(7, Object.class),
                Arguments.of('7', int.class));
    }

    @ParameterizedTest
    @MethodSource("doNotFit")
    void fitting_leavesWhatWouldLoseSomething_orIsNoNumber(Object written, Class<?> type) {
        assertSame(written, FieldNumbers.fitting(written, type));
    }
}
