package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.UnreadableValueException.Reason;
import io.github.tomcatdynamodb.value.types.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How values stand in the record, and what is made of what others wrote there. */
class StoredFormTest {

    private final ValueCodec codec =
            new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults());

    @AfterEach
    void close() {
        codec.close();
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    private Object read(AttributeValue value) {
        return codec.decode(StoredValue.untyped(value));
    }

    private void assertDamaged(AttributeValue value, AttributeValue type) {
        UnreadableValueException failure =
                assertThrows(
                        UnreadableValueException.class,
                        () -> codec.decode(new StoredValue(value, type)));
        assertEquals(Reason.DAMAGED, failure.reason());
    }

    @Test
    void encode_whenLongWithin2Pow53_isANumber() {
        assertEquals(new StoredValue(n("5"), s("long")), codec.encode(5L));
        assertEquals(StoredValue.untyped(n("9007199254740991")), codec.encode((1L << 53) - 1));
    }

    @Test
    void encode_whenLongBeyond2Pow53_isStoredAsString() {
        assertEquals(new StoredValue(s("9007199254740992"), s("long")), codec.encode(1L << 53));
        assertEquals(
                new StoredValue(s("-9223372036854775808"), s("long")),
                codec.encode(Long.MIN_VALUE));
    }

    @Test
    void encode_whenDoubleIsIntegral_hasATypeEntry() {
        assertEquals(new StoredValue(n("5"), s("double")), codec.encode(5.0));
        assertEquals(StoredValue.untyped(n("5.5")), codec.encode(5.5));
        assertEquals(new StoredValue(s("NaN"), s("double")), codec.encode(Double.NaN));
        assertEquals(new StoredValue(s("-0.0"), s("double")), codec.encode(-0.0));
    }

    @Test
    void encode_whenBigDecimal_keepsItsScaleInTheTypeEntry() {
        assertEquals(
                new StoredValue(n("1.1"), s("decimal:2")), codec.encode(new BigDecimal("1.10")));
        assertEquals(
                new StoredValue(s("12345678901234567890.5"), s("decimal")),
                codec.encode(new BigDecimal("12345678901234567890.5")));
    }

    @Test
    void encode_whenElementsHaveOneType_namesItOnce() {
        StoredValue stored = codec.encode(new ArrayList<>(List.of(1L, 2L, 3L)));
        assertEquals(Map.of("*", s("long")), stored.type().m());
        StoredValue some = codec.encode(new ArrayList<>(Arrays.asList("a", "b", 3L, null)));
        assertEquals(Map.of(".2", s("long")), some.type().m());
        StoredValue most = codec.encode(new ArrayList<>(Arrays.asList(1L, "b", 3L, null)));
        assertEquals(Map.of("*", s("long"), ".1", s("-")), most.type().m());
    }

    @Test
    void encode_whenJsonLike_hasNoTypeEntry() {
        Map<String, Object> map = new HashMap<>();
        map.put("name", "Ann");
        map.put("tags", new ArrayList<>(Arrays.asList("a", 1, true, null, 2.5)));
        assertNull(codec.encode(map).type());
    }

    @Test
    void encode_whenLinkedMapIsUnsorted_keepsTheOrderAsDigits() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("c", 1);
        map.put("a", 2);
        map.put("b", 3);
        map.put("d", 4);
        assertEquals(s("linked:201"), codec.encode(map).type());
    }

    @Test
    void isNative_isFalseForBytesOfOurs_only() {
        assertTrue(codec.isNative(codec.encode(new byte[] {1})));
        assertTrue(codec.isNative(codec.encode(new HashSet<>(Set.of("a")))));
        assertFalse(codec.isNative(codec.encode(new Samples.Money("1", "EUR"))));
        assertFalse(codec.isNative(codec.encode(HookSamples.Singleton.INSTANCE)));
    }

    @Test
    void decode_ofForeignNumbers_findsTheSmallestTypeThatIsExact() {
        assertEquals(5, read(n("5")));
        assertEquals(5, read(n("5.0")));
        assertEquals(1000, read(n("1E3")));
        assertEquals(2147483648L, read(n("2147483648")));
        assertEquals(Long.MAX_VALUE, read(n("9223372036854775807")));
        assertEquals(0.1, read(n("0.1")));
        assertEquals(1e30, read(n("1000000000000000000000000000000")));
        assertEquals(
                new BigDecimal("0.12345678901234567890"),
                ((BigDecimal) read(n("0.1234567890123456789"))).setScale(20));
        assertEquals(new BigDecimal("9223372036854775809"), read(n("9223372036854775809")));
    }

    @Test
    void decode_ofForeignSets_givesHashSets() {
        assertEquals(Set.of("a", "b"), read(AttributeValue.fromSs(List.of("a", "b"))));
        assertEquals(Set.of(1, 2.5), read(AttributeValue.fromNs(List.of("1", "2.5"))));
        Object bytes = read(AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))));
        assertInstanceOf(HashSet.class, bytes);
    }

    @Test
    void decode_ofForeignContainers_isMutable() {
        Map<String, AttributeValue> map = new HashMap<>();
        map.put("a", AttributeValue.fromL(List.of(n("1"), AttributeValue.fromNul(true))));
        @SuppressWarnings("unchecked")
        Map<String, Object> read = (Map<String, Object>) read(AttributeValue.fromM(map));
        assertInstanceOf(HashMap.class, read);
        assertInstanceOf(ArrayList.class, read.get("a"));
        read.put("b", 2);
    }

    @Test
    void decode_whenTypeEntryBelongsToAnotherValue_isDamaged() {
        assertDamaged(s("x"), s("long"));
        assertDamaged(n("1.5"), s("long"));
        assertDamaged(n("40000"), s("short"));
        assertDamaged(n("1.123"), s("decimal:2"));
        assertDamaged(n("0.12345678901234567890123"), s("double"));
        assertDamaged(n("0.12345678901"), s("float"));
        assertDamaged(s("x"), s("uuid"));
        assertDamaged(n("1"), s("uuid"));
        assertDamaged(s("x"), s("nosuchtype"));
        assertDamaged(s("x"), s("linked"));
        assertDamaged(AttributeValue.fromL(List.of()), s("uuid"));
        assertDamaged(AttributeValue.fromL(List.of(n("1"))), s("list.empty"));
        assertDamaged(AttributeValue.fromL(List.of(n("1"), n("1"))), s("set"));
        assertDamaged(AttributeValue.fromL(List.of(s("1"), n("1"))), s("treeset"));
        assertDamaged(AttributeValue.fromL(List.of(s("1"))), s("int[]"));
        assertDamaged(AttributeValue.fromM(Map.of()), s("set"));
        assertDamaged(AttributeValue.fromM(Map.of("a", n("1"))), s("linked:10"));
        assertDamaged(AttributeValue.fromM(Map.of("a", n("1"), "b", n("1"))), s("linked:11"));
        assertDamaged(AttributeValue.fromM(Map.of("a", n("1"))), s("hash:1"));
        assertDamaged(
                AttributeValue.fromM(Map.of("a", n("1"))),
                AttributeValue.fromM(Map.of(".b", s("long"))));
        assertDamaged(
                AttributeValue.fromL(List.of(n("1"))),
                AttributeValue.fromM(Map.of(".1", s("long"))));
        assertDamaged(
                AttributeValue.fromL(List.of(n("1"))),
                AttributeValue.fromM(Map.of("x", s("long"))));
        assertDamaged(AttributeValue.fromL(List.of(n("1"))), n("1"));
        assertDamaged(s("a"), AttributeValue.fromM(Map.of("*", s("long"))));
        assertDamaged(s("a"), s("kryo:java.util.ArrayList"));
        assertDamaged(
                AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0])),
                s("java:java.util.ArrayList"));
    }

    @Test
    void decode_whenKryoEntryNamesAnotherClass_isDamaged() {
        StoredValue money = codec.encode(new Samples.Money("1", "EUR"));
        assertDamaged(money.value(), s("kryo:java.util.ArrayList"));
        assertDamaged(money.value(), s("java:" + Samples.Money.class.getName()));
        assertDamaged(money.value(), s("kryo:"));
    }

    @Test
    void fingerprint_doesNotDependOnWhatDynamoDbDoesNotKeep() {
        Map<String, AttributeValue> one = new LinkedHashMap<>();
        one.put("a", n("1.0"));
        one.put("b", n("1E-7"));
        Map<String, AttributeValue> other = new LinkedHashMap<>();
        other.put("b", n("0.0000001"));
        other.put("a", n("1"));
        Fingerprint fingerprint = StoredValue.untyped(AttributeValue.fromM(one)).fingerprint();
        assertEquals(fingerprint, StoredValue.untyped(AttributeValue.fromM(other)).fingerprint());
        assertNotEquals(
                fingerprint, new StoredValue(AttributeValue.fromM(one), s("linked")).fingerprint());
        assertNotEquals(
                StoredValue.untyped(n("1")).fingerprint(),
                StoredValue.untyped(s("1")).fingerprint());
        assertNotEquals(
                StoredValue.untyped(AttributeValue.fromL(List.of(s("a"), s("b")))).fingerprint(),
                StoredValue.untyped(AttributeValue.fromL(List.of(s("ab")))).fingerprint());
    }

    @Test
    void fingerprint_isTheSameForEverySpellingOfANumber() {
        for (String number :
                new String[] {
                    "0", "5", "-5", "0.5", "-0.25", "1E+20", "123456789012345678", "1E-100", "12.5"
                }) {
            BigDecimal value = new BigDecimal(number);
            String expected = Numbers.canonical(number);
            for (String spelling :
                    new String[] {
                        value.toPlainString(),
                        value.toString(),
                        value.setScale(value.scale() + 3).toString(),
                        value.stripTrailingZeros().toString()
                    }) {
                assertEquals(expected, Numbers.canonical(spelling));
            }
        }
    }

    @Test
    void unchanged_seesThroughAnotherOrder_butNotAnotherContent() {
        Map<Object, Object> map = new HashMap<>();
        Samples.IdentityKey key = new Samples.IdentityKey("a");
        map.put(key, 1);
        map.put(new Samples.IdentityKey("b"), 2);
        map.put(new Samples.IdentityKey("c"), 3);
        StoredValue stored = codec.encode(map);
        // Always in the same form, however the keys' identities order them: it took the one or the
        // other by chance.
        for (int i = 0; i < 20; i++) {
            assertEquals(stored, codec.encode(map));
        }
        assertTrue(codec.unchanged(stored, codec.encode(map)));
        map.put(key, 4);
        assertFalse(codec.unchanged(stored, codec.encode(map)));
        assertFalse(codec.unchanged(codec.encode("a"), codec.encode("b")));
        assertTrue(codec.unchanged(codec.encode(1.5), codec.encode(1.5)));
    }

    @Test
    void encode_whenModified_givesAnotherFingerprint() {
        Samples.Cart cart = new Samples.Cart();
        Fingerprint empty = codec.encode(cart).fingerprint();
        cart.add(new Samples.Item("a", 1, new Samples.Money("1", "EUR")));
        assertNotEquals(empty, codec.encode(cart).fingerprint());
    }
}
