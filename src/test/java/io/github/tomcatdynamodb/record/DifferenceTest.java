package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DifferenceTest {

    private static final StoredValue ONE = StoredValue.untyped(n(1));
    private static final StoredValue TWO = StoredValue.untyped(n(2));

    private static StoredSession loaded(Map<String, StoredValue> attributes) {
        return loaded(attributes, Map.of(), attributes.keySet());
    }

    private static StoredSession loaded(
            Map<String, StoredValue> attributes,
            Map<String, StoredValue> authentication,
            Set<String> inSession) {
        return StoredSession.loaded(
                "id",
                new SessionRecord(
                        Stored.basis(Format.TOMCAT, 1, 1, 60, OptionalLong.empty()),
                        attributes,
                        authentication,
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        Map.of()),
                inSession,
                value -> value.value().b() == null);
    }

    private static EncodedSession now(Map<String, StoredValue> attributes) {
        return new EncodedSession("id", 1, 1, 60, attributes, Map.of());
    }

    /** Nothing opaque is the same but what is equal. */
    private static Difference between(StoredSession stored, EncodedSession session) {
        return Difference.between(stored, session, (before, after) -> false);
    }

    private static StoredValue opaque(String bytes) {
        return new StoredValue(AttributeValue.fromB(SdkBytes.fromUtf8String(bytes)), s("java:X"));
    }

    @Test
    void ofTheSame_isEmpty() {
        Difference difference = between(loaded(Map.of("a", ONE)), now(Map.of("a", ONE)));

        assertTrue(difference.isEmpty());
        assertEquals(Set.of(), difference.names());
    }

    @Test
    void holdsWhatIsNewChangedOrRemoved_andNothingElse() {
        Difference difference =
                between(
                        loaded(Map.of("same", ONE, "changed", ONE, "removed", ONE)),
                        now(Map.of("same", ONE, "changed", TWO, "new", TWO)));

        assertEquals(Map.of("changed", TWO, "new", TWO), difference.set());
        assertEquals(Set.of("removed"), difference.removed());
        assertEquals(
                List.of("changed", "new", "removed"), List.copyOf(difference.names()), "sorted");
    }

    @Test
    void anotherTypeOfTheSameValue_isAChange() {
        StoredValue asLong = new StoredValue(n(1), s("Long"));

        assertEquals(
                Map.of("a", asLong),
                between(loaded(Map.of("a", ONE)), now(Map.of("a", asLong))).set());
    }

    @Test
    void anotherSpellingOfTheSameNumber_isNone() {
        StoredValue stored = StoredValue.untyped(AttributeValue.fromN("1.50"));
        StoredValue current = StoredValue.untyped(AttributeValue.fromN("1.5"));

        assertTrue(between(loaded(Map.of("a", stored)), now(Map.of("a", current))).isEmpty());
    }

    @Test
    void anotherOrderInAMap_isNone() {
        Map<String, AttributeValue> backwards = new LinkedHashMap<>();
        Map<String, AttributeValue> forwards = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            forwards.put("key" + i, n(i));
            backwards.put("key" + (49 - i), n(49 - i));
        }

        assertTrue(
                between(
                                loaded(
                                        Map.of(
                                                "a",
                                                StoredValue.untyped(
                                                        AttributeValue.fromM(forwards)))),
                                now(
                                        Map.of(
                                                "a",
                                                StoredValue.untyped(
                                                        AttributeValue.fromM(backwards)))))
                        .isEmpty());
    }

    @Test
    void otherBytesOfTheSameContent_areNone_whenTheyWereRead() {
        StoredSession stored = loaded(Map.of("a", opaque("one order")));
        EncodedSession current = now(Map.of("a", opaque("other order")));

        assertTrue(Difference.between(stored, current, (before, after) -> true).isEmpty());
        assertFalse(Difference.between(stored, current, (before, after) -> false).isEmpty());
    }

    @Test
    void otherBytes_areAChange_whenWeHaveWrittenThemOurselves() {
        EncodedSession written = now(Map.of("a", opaque("one")));
        StoredSession loaded = loaded(Map.of());
        StoredSession stored = loaded.saved(written, between(loaded, written), loaded.basis());

        // The content need not be compared: encoding it again gives the same bytes.
        assertFalse(
                Difference.between(stored, now(Map.of("a", opaque("two"))), (before, after) -> true)
                        .isEmpty());
    }

    @Test
    void whatTheSessionNeverHeld_isNotRemoved() {
        StoredSession stored =
                loaded(Map.of("held", ONE, "unreadable", TWO), Map.of(), Set.of("held"));

        assertEquals(Set.of("held"), between(stored, now(Map.of())).removed());
    }

    @Test
    void anotherTimeout_isAChange() {
        EncodedSession longer = new EncodedSession("id", 1, 1, 61, Map.of(), Map.of());

        Difference difference = between(loaded(Map.of()), longer);

        assertTrue(difference.maxInactive());
        assertFalse(difference.isEmpty());
    }

    @Test
    void anotherAccess_isNone() {
        EncodedSession later = new EncodedSession("id", 1, 99_999, 60, Map.of(), Map.of());

        assertTrue(between(loaded(Map.of()), later).isEmpty());
    }

    @Test
    void authentication_thatCameChangedOrWent_isAChange() {
        Map<String, StoredValue> zoe = Map.of("principal", StoredValue.untyped(s("zoe")));
        Map<String, StoredValue> ann = Map.of("principal", StoredValue.untyped(s("ann")));
        EncodedSession asZoe = new EncodedSession("id", 1, 1, 60, Map.of(), zoe);

        assertTrue(between(loaded(Map.of()), asZoe).authentication());
        assertTrue(between(loaded(Map.of(), ann, Set.of()), asZoe).authentication());
        assertTrue(between(loaded(Map.of(), zoe, Set.of()), now(Map.of())).authentication());
        assertFalse(between(loaded(Map.of(), zoe, Set.of()), asZoe).authentication());
    }

    @Test
    void afterASave_theSavedIsTheSame() {
        Map<String, StoredValue> attributes = new HashMap<>();
        attributes.put("a", TWO);
        attributes.put("b", opaque("x"));
        StoredSession stored = loaded(Map.of("a", ONE));

        EncodedSession session = now(attributes);
        StoredSession after = stored.saved(session, between(stored, session), stored.basis());

        assertTrue(between(after, session).isEmpty());
    }
}
