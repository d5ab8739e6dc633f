package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is said of a value that cannot be stored or read: which class, and where. */
class ErrorsTest {

    static class Order implements Serializable {
        List<Object> lines = new ArrayList<>();
    }

    static class Line implements Serializable {
        Object price;

        Line(Object price) {
            this.price = price;
        }
    }

    static class Price implements Serializable {
        String amount = "hunter2";
    }

    record Wrapped(Object inside) implements Serializable {}

    private static final ClassFilter ONLY_ORDERS =
            new ClassFilter(Pattern.compile("java\\..*|.*\\$(Order|Line|Wrapped)|\\[.*"), null);

    private static Order order(Object price) {
        Order order = new Order();
        for (int i = 0; i < 3; i++) {
            order.lines.add(new Line("1"));
        }
        order.lines.add(new Line(price));
        return order;
    }

    private static UnstorableValueException unstorable(ClassFilter filter, Object value) {
        try (ValueCodec codec = new ValueCodec(ErrorsTest.class.getClassLoader(), filter)) {
            return assertThrows(UnstorableValueException.class, () -> codec.encode(value));
        }
    }

    private static UnreadableValueException unreadable(ClassFilter filter, Object value) {
        try (ValueCodec open =
                        new ValueCodec(ErrorsTest.class.getClassLoader(), ClassFilter.defaults());
                ValueCodec codec = new ValueCodec(ErrorsTest.class.getClassLoader(), filter)) {
            StoredValue stored = open.encode(value);
            return assertThrows(UnreadableValueException.class, () -> codec.decode(stored));
        }
    }

    @Test
    void encode_ofARefusedClass_saysWhereItIs() {
        UnstorableValueException failure = unstorable(ONLY_ORDERS, order(new Price()));

        assertEquals(Price.class.getName(), failure.className());
        assertEquals(".lines[3].price", failure.path());
        assertTrue(failure.getMessage().startsWith("lines[3].price: "), failure.getMessage());
        assertTrue(failure.getMessage().contains("Price"), failure.getMessage());
    }

    @Test
    void encode_ofWhatIsNotSerializable_saysWhereItIs_inJavaSerializationToo() {
        Object bad = new Object();
        assertEquals(".lines[3].price", unstorable(ClassFilter.defaults(), order(bad)).path());
        assertEquals(
                ".lines[3].price[0]",
                unstorable(ClassFilter.defaults(), order(new Vector<>(List.of(bad)))).path());
        assertEquals(
                ".lines[3].price.inside",
                unstorable(ClassFilter.defaults(), order(new Wrapped(bad))).path());
    }

    @Test
    void decode_ofARefusedClass_saysWhereItIs() {
        UnreadableValueException failure = unreadable(ONLY_ORDERS, order(new Price()));

        assertEquals(Price.class.getName(), failure.className());
        assertEquals(".lines[3].price", failure.path());
        assertTrue(failure.getMessage().startsWith("lines[3].price: "), failure.getMessage());
    }

    @Test
    void path_throughAMap_doesNotTellTheKey() {
        Map<String, Object> byUser = new HashMap<>(Map.of("hunter2", order(new Price())));

        assertEquals("{}.lines[3].price", unstorable(ONLY_ORDERS, byUser).path());
        assertEquals("{}.lines[3].price", unreadable(ONLY_ORDERS, byUser).path());
    }

    /** It was reported as an exception of ours, which Java writes into the stream in its place. */
    @Test
    void encode_ofARefusedClassInJavaSerialization_isReportedAsItself() {
        UnstorableValueException failure =
                unstorable(ONLY_ORDERS, order(new Vector<>(List.of(new Price()))));

        assertEquals(UnstorableValueException.Reason.CLASS_REFUSED, failure.reason());
        assertEquals(Price.class.getName(), failure.className());
        assertEquals(".lines[3].price[0]", failure.path());
    }

    @Test
    void message_neverHoldsAValue() {
        assertFalse(unstorable(ONLY_ORDERS, order(new Price())).getMessage().contains("hunter2"));
        assertFalse(unreadable(ONLY_ORDERS, order(new Price())).getMessage().contains("hunter2"));
    }

    @Test
    void path_thatIsLong_isCutInTheMiddle() {
        String path = "";
        for (int i = 0; i < 400; i++) {
            path = Paths.under(".next", path);
        }

        assertTrue(path.length() < 310, path);
        assertTrue(path.startsWith(".next.next") && path.endsWith(".next"), path);
    }
}
