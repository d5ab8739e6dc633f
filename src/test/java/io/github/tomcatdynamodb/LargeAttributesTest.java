package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.sessions.SessionKeys;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.catalina.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attributes that stand in items of their own, on two nodes with one table. */
class LargeAttributesTest {

    private static final SessionKeys KEYS = new SessionKeys("localhost/shop#", true, false, false);
    private static final int KB = 1024;
    private static final int DAY = 86_400;

    private final TestClock clock = new TestClock();
    private String table;
    private TestNode a;
    private TestNode b;

    @BeforeEach
    void start() {
        table = LocalDynamoDb.newTable("id", "expires");
        start(Map.of());
    }

    private void start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("tableName", table);
        a = new TestNode(clock, all);
        b = new TestNode(clock, all);
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
    }

    private void restart(Map<String, String> settings) {
        stop();
        start(settings);
    }

    /** What deflating does not shorten. */
    private static byte[] noise(int bytes, long seed) {
        byte[] noise = new byte[bytes];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    private String create(int bytes) {
        String id =
                a.create(
                        session -> {
                            session.setAttribute("small", 0);
                            session.setAttribute("large", noise(bytes, 1));
                        });
        a.forgetCalls();
        b.forgetCalls();
        return id;
    }

    private void set(TestNode node, String id, String name, Object value) {
        node.request(id, session -> session.setAttribute(name, value));
    }

    private static Object get(TestNode node, String id, String name) {
        return node.attributes(id).orElseThrow().get(name);
    }

    private Map<String, AttributeValue> item(String id) {
        return LocalDynamoDb.dynamo().item(table, KEYS.key(id));
    }

    /** The items of large attributes. */
    private List<Map<String, AttributeValue>> parts() {
        return LocalDynamoDb.dynamo().items(table).stream()
                .filter(item -> item.get("id").s().contains("#large."))
                .toList();
    }

    private Optional<Map<String, AttributeValue>> pointer(String id, String name) {
        return Optional.ofNullable(item(id).get("tomcat").m().get("types").m().get(name))
                .map(AttributeValue::m)
                .filter(type -> type.containsKey("large"));
    }

    private static double units(ApiCalls calls) {
        return calls.stream().mapToDouble(call -> call.capacityUnits()).sum();
    }

    // ---- Where they stand

    @Test
    void keysOfItems_doNotTellTheUid() {
        String id = create(20 * KB);
        byte[] uid = item(id).get("tomcat").m().get("uid").b().asByteArray();

        String key = parts().get(0).get("id").s();

        assertFalse(key.contains(Base64.getUrlEncoder().withoutPadding().encodeToString(uid)));
        assertTrue(key.startsWith("localhost/shop#large."), key);
    }

    @Test
    void save_ofALargeAttribute_writesItsItemsFirst_andThePointerWithTheSession() {
        String id =
                a.create(
                        session -> {
                            session.setAttribute("small", 0);
                            session.setAttribute("large", noise(20 * KB, 1));
                        });

        assertEquals(
                List.of(true, false),
                a.calls().of("PutItem").stream()
                        .map(call -> call.request().getAsJsonObject("Item").get("id").toString())
                        .map(key -> key.contains("#large."))
                        .toList());
        assertEquals(Set.of("small"), item(id).get("sess").m().keySet());
        assertEquals(1, parts().size());
        assertTrue(pointer(id, "large").isPresent());
        assertArrayEquals(noise(20 * KB, 1), (byte[]) get(b, id, "large"));
    }

    @Test
    void save_ofAnotherAttribute_paysForThatAlone() {
        String id = create(100 * KB);

        set(a, id, "small", 1);

        assertEquals(1, a.calls().writes().size());
        assertEquals(1.0, units(a.calls().writes()));
        assertEquals(1, get(b, id, "small"));
        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(b, id, "large"));
    }

    @Test
    void costGuide_saysWhatLargeAttributesCost() {
        restart(Map.of("readConsistency", "eventual"));
        String id = create(100 * KB);
        set(a, id, "large", noise(100 * KB, 2));
        assertEquals(102.0, units(a.calls().writes()));
        get(b, id, "large");
        assertEquals(13.5, units(b.calls().reads()));
        b.forgetCalls();
        get(b, id, "large");
        assertEquals(0.5, units(b.calls().reads()));

        restart(Map.of("readConsistency", "eventual", "largeAttributeSize", "0"));
        id = create(100 * KB);
        set(a, id, "small", 1);
        assertEquals(101.0, units(a.calls().writes()));
        get(b, id, "large");
        assertEquals(13.0, units(b.calls().reads()));
    }

    @Test
    void touch_writesOneUnit() {
        String id = create(100 * KB);

        clock.advance(Duration.ofMinutes(10));
        a.request(id, session -> {});

        assertEquals(1.0, units(a.calls().writes()));
    }

    @Test
    void load_whereItWasWritten_readsTheSessionAlone_andElsewhereTheAttributeOnce() {
        String id = create(100 * KB);

        get(a, id, "large");
        assertEquals(1, a.calls().reads().size());
        get(b, id, "large");
        assertEquals(2, b.calls().reads().size());
        get(b, id, "large");
        assertEquals(3, b.calls().reads().size(), "the second time the session alone");
    }

    @Test
    void load_afterAnotherNodeHasChangedIt_readsTheNewOne() {
        String id = create(100 * KB);
        get(b, id, "large");

        set(a, id, "large", noise(50 * KB, 2));

        assertArrayEquals(noise(50 * KB, 2), (byte[]) get(b, id, "large"));
    }

    @Test
    void save_ofWhatHasBecomeSmall_putsItBackIntoTheSession() {
        String id = create(100 * KB);

        set(b, id, "large", new byte[] {1, 2, 3});

        assertEquals(Set.of("small", "large"), item(id).get("sess").m().keySet());
        assertTrue(pointer(id, "large").isEmpty());
        assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) get(a, id, "large"));
    }

    @Test
    void save_withoutIt_removesThePointer() {
        String id = create(100 * KB);

        b.request(id, session -> session.removeAttribute("large"));

        assertTrue(pointer(id, "large").isEmpty());
        assertEquals(Map.of("small", 0), a.attributes(id).orElseThrow());
    }

    @Test
    void save_ofANativeValue_isDeflated() {
        String id =
                a.create(
                        session ->
                                session.setAttribute(
                                        "list", new ArrayList<>(List.of("x".repeat(50 * KB)))));

        assertTrue(parts().get(0).get("tomcat").b().asByteArray().length < KB);
        assertEquals(List.of("x".repeat(50 * KB)), get(b, id, "list"));
    }

    @Test
    void save_ofWhatWasStoredInTheSessionBefore_movesItOut() {
        restart(Map.of("largeAttributeSize", "0"));
        String id = create(100 * KB);
        assertEquals(Set.of("small", "large"), item(id).get("sess").m().keySet());
        restart(Map.of());

        set(a, id, "small", 1);

        assertEquals(Set.of("small"), item(id).get("sess").m().keySet());
        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(b, id, "large"));
    }

    @Test
    void save_withExpressCompatible_leavesWhatExpressReads() {
        restart(Map.of("expressCompatible", "true"));
        String id =
                a.create(
                        session -> {
                            session.setAttribute("native", "x".repeat(50 * KB));
                            session.setAttribute("java", new StringBuilder(random(50 * KB)));
                        });

        assertEquals(Set.of("native", "cookie"), item(id).get("sess").m().keySet());
        assertTrue(pointer(id, "java").isPresent());
    }

    private static String random(int length) {
        return Base64.getEncoder().encodeToString(noise(length, 3));
    }

    @Test
    void save_ofASessionThatNeverExpires_keepsAllOfItInItsItem() {
        String id = create(100 * KB);

        a.request(id, session -> session.setMaxInactiveInterval(-1));

        assertEquals(Set.of("small", "large"), item(id).get("sess").m().keySet());
        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(b, id, "large"));
    }

    // ---- How large a session may be

    @Test
    void session_of8MB_isSavedChangedAndLoaded() {
        String id = create(8 << 20);

        assertEquals(22, parts().size());
        assertArrayEquals(noise(8 << 20, 1), (byte[]) get(b, id, "large"));
        set(b, id, "small", 1);
        assertEquals(1.0, units(b.calls().writes()));
        assertEquals(1, get(a, id, "small"));
    }

    @Test
    void session_ofManyAttributesThatAreNotLarge_isSpread() {
        String id =
                a.create(
                        session -> {
                            for (int i = 0; i < 100; i++) {
                                session.setAttribute("a" + i, noise(8 * KB, i));
                            }
                        });
        for (int i = 100; i < 130; i++) {
            set(i % 2 == 0 ? a : b, id, "a" + i, noise(8 * KB, i));
        }

        Map<String, Object> found = b.attributes(id).orElseThrow();
        assertEquals(130, found.size());
        for (int i = 0; i < 130; i++) {
            assertArrayEquals(noise(8 * KB, i), (byte[]) found.get("a" + i));
        }
    }

    @Test
    void save_ofMoreThanMaxSessionSize_isRefused_andNothingIsLost() {
        restart(Map.of("maxSessionSize", "200000"));
        String id = create(100 * KB);

        UncheckedIOException refused =
                assertThrows(
                        UncheckedIOException.class, () -> set(a, id, "more", noise(100 * KB, 2)));

        assertTrue(refused.getMessage().contains("maxSessionSize (200000)"), refused.getMessage());
        assertTrue(refused.getMessage().contains("large "), refused.getMessage());
        assertEquals(0, a.calls().writes().size());
        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(b, id, "large"));
    }

    // ---- How long they live

    private long expires(Map<String, AttributeValue> item) {
        return Long.parseLong(item.get("expires").n());
    }

    @Test
    void items_outliveTheirSession_andAreMovedSeldom() {
        String id = create(100 * KB);
        long first = expires(parts().get(0));
        assertEquals(expires(item(id)) + DAY, first);

        for (int minutes = 0; minutes < 11 * 60; minutes += 15) {
            clock.advance(Duration.ofMinutes(15));
            a.request(id, session -> {});
        }
        assertEquals(first, expires(parts().get(0)), "for eleven hours");

        for (int minutes = 0; minutes < 2 * 60; minutes += 15) {
            clock.advance(Duration.ofMinutes(15));
            b.request(id, session -> {});
        }
        assertTrue(expires(parts().get(0)) > expires(item(id)) + DAY - 3 * 3600);
        assertEquals(1, parts().size());
        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(a, id, "large"));
    }

    @Test
    void items_ofALongSession_liveTwiceItsTimeout() {
        String id = create(100 * KB);

        a.request(id, session -> session.setMaxInactiveInterval(30 * DAY));

        assertEquals(
                expires(item(id)) + 30 * DAY,
                Long.parseLong(pointer(id, "large").orElseThrow().get("expires").n()));
        assertTrue(expires(parts().get(0)) >= expires(item(id)) + 30 * DAY);
    }

    @Test
    void save_ofAValueThatWasThereBefore_doesNotShortenItsLife() {
        String id = create(100 * KB);
        a.request(id, session -> session.setMaxInactiveInterval(30 * DAY));
        long before = expires(parts().get(0));
        String key = parts().get(0).get("id").s();

        set(b, id, "large", noise(60 * KB, 2));
        b.request(id, session -> session.setMaxInactiveInterval(1800));
        set(b, id, "large", noise(100 * KB, 1));

        assertEquals(before, expires(LocalDynamoDb.dynamo().item(table, key)));
        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(a, id, "large"));
    }

    // ---- Nothing is half

    @Test
    void save_thatFailsBetweenTheItemsAndTheSession_leavesTheFormerOne() {
        String id = create(100 * KB);
        a.proxy().inject(FaultRule.always(Fault.internalServerError()).on("UpdateItem"));

        assertThrows(RuntimeException.class, () -> set(a, id, "large", noise(100 * KB, 2)));

        assertEquals(2, parts().size(), "what nobody points at expires");
        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(b, id, "large"));
    }

    @Test
    void save_whoseItemsCannotBeWritten_writesNothingOfTheSession() {
        String id = create(100 * KB);
        a.proxy().inject(FaultRule.always(Fault.internalServerError()).on("PutItem"));

        assertThrows(
                RuntimeException.class,
                () ->
                        a.request(
                                id,
                                session -> {
                                    session.setAttribute("large", noise(100 * KB, 2));
                                    session.setAttribute("small", 1);
                                }));

        assertEquals(0, get(b, id, "small"));
    }

    @Test
    void load_whoseItemsCannotBeRead_fails_andIsNotTakenForNoSession() {
        String id = create(100 * KB);
        b.proxy()
                .inject(
                        FaultRule.always(Fault.internalServerError())
                                .on("GetItem")
                                .where((operation, call) -> call.toString().contains("#large.")));

        assertThrows(RuntimeException.class, () -> b.attributes(id));

        b.proxy().heal();
        clock.advance(Duration.ofSeconds(30));
        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(b, id, "large"));
    }

    @Test
    void load_ofReplicasThatLag_readsTheItemStrongly() {
        b.proxy().lag(Duration.ofHours(1), 1, 7);
        String id = create(100 * KB);

        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(b, id, "large"));
    }

    @Test
    void load_withoutItsItems_costsTheAttribute_andLeavesThePointer() {
        String id = create(100 * KB);
        for (Map<String, AttributeValue> part : parts()) {
            LocalDynamoDb.dynamo()
                    .client()
                    .deleteItem(
                            delete -> delete.tableName(table).key(Map.of("id", part.get("id"))));
        }

        assertEquals(Map.of("small", 0), b.attributes(id).orElseThrow());
        set(b, id, "small", 1);

        assertEquals(Map.of("small", 1), b.attributes(id).orElseThrow());
        assertTrue(pointer(id, "large").isPresent());
    }

    @Test
    void load_ofItemsThatSomebodyHasChanged_costsTheAttribute() {
        String id = create(100 * KB);
        Map<String, AttributeValue> part = new HashMap<>(parts().get(0));
        part.put("tomcat", AttributeValue.fromB(SdkBytes.fromByteArray(noise(100 * KB, 9))));
        LocalDynamoDb.dynamo().put(table, part);

        assertEquals(Map.of("small", 0), b.attributes(id).orElseThrow());
    }

    // ---- Several nodes, other ids

    @Test
    void save_onTopOfAnotherNodesChange_keepsTheLargeOneThatItWrote() {
        String id = create(100 * KB);
        Session onA = a.open(id).orElseThrow();

        set(b, id, "large", noise(90 * KB, 2));
        onA.getSession().setAttribute("small", 1);
        a.finish(onA);

        assertEquals(1, get(b, id, "small"));
        assertArrayEquals(noise(90 * KB, 2), (byte[]) get(a, id, "large"));
    }

    @Test
    void save_ofALargeOne_onTopOfAnotherNodesSmallOne_keepsBoth() {
        String id = create(100 * KB);
        Session onA = a.open(id).orElseThrow();

        set(b, id, "small", 1);
        onA.getSession().setAttribute("large", noise(90 * KB, 2));
        a.finish(onA);

        assertEquals(1, get(b, id, "small"));
        assertArrayEquals(noise(90 * KB, 2), (byte[]) get(b, id, "large"));
    }

    @Test
    void newId_pointsAtTheSameItems_andWritesNoneOfThem() {
        String id = create(100 * KB);
        Session session = a.open(id).orElseThrow();

        String other = a.changeId(session);
        a.finish(session);

        assertEquals(1, parts().size());
        assertEquals(
                3.0,
                units(a.calls().writes()),
                "the new record, the tombstone, and that it is done");
        assertArrayEquals(noise(100 * KB, 1), (byte[]) get(b, other, "large"));
    }

    @Test
    void newId_takesAlongALargeOneThatWasWrittenUnderTheOldOne() {
        String id = create(100 * KB);
        Session onA = a.open(id).orElseThrow();

        set(b, id, "large", noise(90 * KB, 2));
        String other = a.changeId(onA);
        a.finish(onA);

        assertArrayEquals(noise(90 * KB, 2), (byte[]) get(b, other, "large"));
    }

    @Test
    void logOut_endsTheSession() {
        String id = create(100 * KB);

        Session session = a.open(id).orElseThrow();
        session.expire();

        assertTrue(b.load(id).isEmpty());
        assertFalse(item(id).containsKey("sess"));
    }

    // ---- Sealed

    private static String key(char id) {
        return id
                + ":"
                + Base64.getEncoder()
                        .encodeToString(
                                Character.toString(id)
                                        .repeat(32)
                                        .getBytes(StandardCharsets.US_ASCII));
    }

    private void seal(String mode, String keys) {
        System.setProperty("large.keys", keys);
        restart(Map.of("seal", mode, "sealKeys", "property:large.keys"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign", "encrypt"})
    void sealed_worksAcrossNewIdsAndKeys(String mode) {
        seal(mode, key('o'));
        String id =
                a.create(
                        session ->
                                session.setAttribute("large", new StringBuilder(random(50 * KB))));
        Session session = a.open(id).orElseThrow();
        String other = a.changeId(session);
        a.finish(session);
        assertEquals(random(50 * KB), get(b, other, "large").toString());

        seal(mode, key('n') + " " + key('o'));
        set(a, other, "small", 1);
        assertEquals(2, parts().size(), "the next write seals it with the new key");
        seal(mode, key('n'));
        assertEquals(random(50 * KB), get(b, other, "large").toString());
    }

    @Test
    void encrypted_holdsNothingLegible() {
        seal("encrypt", key('o'));
        a.create(session -> session.setAttribute("large", "legible ".repeat(10 * KB)));

        String bytes =
                new String(
                        parts().get(0).get("tomcat").b().asByteArray(),
                        StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("legible"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign", "encrypt"})
    void sealed_pointerOfAnotherSessionOrName_isRefused(String mode) {
        seal(mode, key('o'));
        String mine =
                a.create(
                        session -> {
                            session.setAttribute("small", 0);
                            session.setAttribute("large", new StringBuilder(random(50 * KB)));
                        });
        String theirs =
                a.create(
                        session ->
                                session.setAttribute("large", new StringBuilder(random(60 * KB))));
        assertNotEquals(pointer(mine, "large"), pointer(theirs, "large"));

        point(mine, "large", pointer(theirs, "large").orElseThrow());
        assertEquals(Map.of("small", 0), b.attributes(mine).orElseThrow());

        Map<String, AttributeValue> own = pointer(theirs, "large").orElseThrow();
        point(theirs, "other", own);
        assertEquals(Set.of("large"), b.attributes(theirs).orElseThrow().keySet());
    }

    private void point(String id, String name, Map<String, AttributeValue> pointer) {
        LocalDynamoDb.dynamo()
                .client()
                .updateItem(
                        update ->
                                update.tableName(table)
                                        .key(Map.of("id", AttributeValue.fromS(KEYS.key(id))))
                                        .updateExpression("SET tomcat.#types.#name = :pointer")
                                        .expressionAttributeNames(
                                                Map.of("#types", "types", "#name", name))
                                        .expressionAttributeValues(
                                                Map.of(":pointer", AttributeValue.fromM(pointer))));
    }
}
