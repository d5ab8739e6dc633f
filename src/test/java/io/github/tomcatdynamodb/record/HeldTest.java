package io.github.tomcatdynamodb.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class HeldTest {

    private static final BiPredicate<StoredValue, StoredValue> SAME = (one, other) -> true;
    private static final BiPredicate<StoredValue, StoredValue> NOT_SAME = (one, other) -> false;

    static Stream<Arguments> kept() {
        return Stream.of(
                Arguments.of("as it is", (UnaryOperator<Held>) held -> held),
                Arguments.of("compact", (UnaryOperator<Held>) Held::compact));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kept")
    void isSame_ofTheSameForm(String how, UnaryOperator<Held> keep) {
        Held held = keep.apply(new Held.Form(list("1", "2"), false));
        assertTrue(held.isSame(list("1", "2"), NOT_SAME));
        assertFalse(held.isSame(list("1", "3"), SAME), "nobody is asked about a native form");
        assertFalse(held.isSame(list("1"), NOT_SAME));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kept")
    void isSame_ofANumberThatDynamoDbSpellsInAnotherWay(String how, UnaryOperator<Held> keep) {
        Held held = keep.apply(new Held.Form(list("1.50", "1E2"), false));
        assertTrue(held.isSame(list("1.5", "100"), NOT_SAME));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kept")
    void isSame_ofAnotherType_isFalse(String how, UnaryOperator<Held> keep) {
        AttributeValue one = AttributeValue.fromN("1");
        Held held = keep.apply(new Held.Form(StoredValue.untyped(one), false));
        assertFalse(held.isSame(new StoredValue(one, AttributeValue.fromS("long")), NOT_SAME));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kept")
    void isSame_ofBytesThatMayDiffer_isDecidedByTheirContent(String how, UnaryOperator<Held> keep) {
        Held held = keep.apply(new Held.Form(bytes(1), true));
        assertTrue(held.isSame(bytes(2), SAME));
        assertFalse(held.isSame(bytes(2), NOT_SAME));
        assertTrue(held.isSame(bytes(1), NOT_SAME));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void compact_keepsTheFormOnlyOfBytesThatMayDiffer(String how, UnaryOperator<Held> keep) {
        Held unstable = keep.apply(new Held.Form(bytes(1), true));
        assertSame(unstable, unstable.compact());
        Held digest = keep.apply(new Held.Form(bytes(1), false)).compact();
        assertInstanceOf(Held.Digest.class, digest);
        assertEquals(digest, digest.compact());
    }

    private static StoredValue list(String... numbers) {
        return StoredValue.untyped(
                AttributeValue.fromM(
                        Map.of(
                                "list",
                                AttributeValue.fromL(
                                        Stream.of(numbers).map(AttributeValue::fromN).toList()),
                                "name",
                                AttributeValue.fromL(List.of(AttributeValue.fromS("x"))))));
    }

    private static StoredValue bytes(int value) {
        return new StoredValue(
                AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {(byte) value})),
                AttributeValue.fromS("kryo:test.Bean"));
    }
}
