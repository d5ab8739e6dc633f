package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.jmx.DynamoDBStoreMXBean;
import io.github.tomcatdynamodb.sessions.SessionKeys;
import io.github.tomcatdynamodb.table.TableException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMX;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.catalina.Session;
import org.apache.catalina.valves.PersistentValve;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator sees and does over JMX. */
class AdministrationTest {

    private static final SessionKeys KEYS = new SessionKeys("localhost/shop#", true, false, false);

    private static String table;

    private final TestClock clock = new TestClock();
    private final List<TestNode> nodes = new ArrayList<>();

    @BeforeAll
    static void makeTable() {
        table = LocalDynamoDb.newTable("id", "expires");
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    private TestNode start(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of("tableName", table));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        TestNode node = new TestNode(clock, settings);
        nodes.add(node);
        return node;
    }

    private static DynamoDBStoreMXBean seen(TestNode node) {
        try {
            return JMX.newMXBeanProxy(
                    ManagementFactory.getPlatformMBeanServer(),
                    new ObjectName(
                            node.context().getDomain()
                                    + ":type=Store,host=localhost,context=/shop"),
                    DynamoDBStoreMXBean.class);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String id) {
        return KEYS.hashOf(KEYS.key(id));
    }

    // ---- Figures

    @Test
    void aStoreThatServes_saysSo_withItsTableAndItsSettings() {
        DynamoDBStoreMXBean store = seen(start("touchAfter", "60"));

        assertEquals("serving", store.getState());
        assertEquals("there", store.getTable().get("state"));
        assertEquals("expires", store.getTable().get("timeToLive"));
        assertEquals(store.getTable().keySet(), store.checkTable().keySet());
        assertEquals(table, store.getSettings().get("tableName"));
        assertEquals("60", store.getTouchAfter());
        assertEquals("session", store.getReadConsistency());
    }

    @Test
    void anOutage_suspendsTheStore_andIsTheLastFailure() {
        TestNode node = start("suspendAfter", "1", "maxAttempts", "1");
        DynamoDBStoreMXBean store = seen(node);
        node.proxy().inject(FaultRule.always(Fault.internalServerError()).on("GetItem"));
        assertThrows(TableException.class, () -> node.store().load("0123456789"));

        assertEquals("suspended", store.getState());
        assertEquals(Map.of("unavailable", 1L), store.getFailures());
        assertTrue(store.getLastFailure().contains("GetItem"), store.getLastFailure());
        assertEquals(clock.instant().toString(), store.getLastFailureTime());
    }

    @Test
    void anAttemptThatWasThrottled_isAThrottle_andARetry_butNoFailure() {
        TestNode node = start();
        node.proxy().inject(FaultRule.always(Fault.throttling()).on("GetItem").times(2));
        node.load("0123456789");

        DynamoDBStoreMXBean store = seen(node);
        assertEquals(2, store.getThrottles());
        assertEquals(Map.of("throttled", 2L), store.getRetries());
        assertEquals(Map.of(), store.getFailures());
    }

    @Test
    void aWriteOntoWhatAnotherNodeHasChanged_isAConflict() {
        TestNode one = start();
        TestNode two = start();
        String id = one.create(session -> session.setAttribute("x", "1"));
        Session slow = one.open(id).orElseThrow();
        two.request(id, session -> session.setAttribute("y", "1"));
        clock.advance(Duration.ofSeconds(1));
        slow.getSession().setAttribute("x", "2");
        one.finish(slow);

        assertEquals(1, seen(one).getConflicts());
        assertEquals(0, seen(two).getConflicts());
    }

    @Test
    void anAccessThatIsNotWritten_savesTheUnitsOfTheSession_once() {
        TestNode node = start();
        String id = node.create(session -> session.setAttribute("x", "1".repeat(3000)));
        clock.advance(Duration.ofSeconds(10));
        Session session = node.open(id).orElseThrow();
        node.save(session);
        node.finish(session);

        assertEquals(3, seen(node).getSavedWriteCapacityUnits());
        assertEquals(2, seen(node).getUnwrittenSaves());
    }

    @Test
    void sizes_areThoseOfWhatIsWritten() {
        TestNode node = start();
        node.create(session -> session.setAttribute("cart", "1".repeat(1000)));
        node.create(session -> session.setAttribute("user", "1".repeat(100)));

        DynamoDBStoreMXBean store = seen(node);
        assertEquals((1004 + 104) / 2, store.getAverageSize());
        assertEquals(1004, store.getLargestSize());
        assertEquals(Map.of("cart", 1004, "user", 104), store.getLargestAttributes());
    }

    @Test
    void valuesWithoutASeal_areCounted_whileTheyAreAccepted() {
        String id = start().create(session -> session.setAttribute("x", "1"));
        String keys = "AdministrationTest.keys";
        System.setProperty(keys, "one:" + "A".repeat(43) + "=");
        TestNode sealing;
        try {
            sealing =
                    start(
                            "seal",
                            "encrypt",
                            "sealKeys",
                            "property:" + keys,
                            "acceptUnsealed",
                            "true");
        } finally {
            System.clearProperty(keys);
        }
        sealing.load(id);

        assertEquals(1, seen(sealing).getUnsealedValues());
    }

    // ---- Settings that can be changed

    @Test
    void touchAfter_canBeChanged() {
        TestNode node = start();
        String id = node.create(session -> session.setAttribute("x", "1"));
        DynamoDBStoreMXBean store = seen(node);
        assertEquals("180", store.getTouchAfter());

        store.setTouchAfter("0");
        clock.advance(Duration.ofSeconds(1));
        node.request(id, session -> {});

        assertEquals(1L, store.getWrittenSaves().get("touched"));
        assertEquals("0", store.getTouchAfter());
        assertEquals("0", store.getSettings().get("touchAfter"));

        store.setTouchAfter("default");
        for (int requests = 0; requests < 3; requests++) {
            clock.advance(Duration.ofSeconds(1));
            node.request(id, session -> {});
        }
        // Once more: what was stored meant to expire with the session's timeout.
        assertEquals(2L, store.getWrittenSaves().get("touched"));
        assertEquals("180", store.getTouchAfter());
    }

    @Test
    void touchAfter_whereClientsKeepTheTime_canBeChangedToo() {
        TestNode node =
                new TestNode(
                        clock,
                        Map.of("tableName", table, "lastAccess", "cookie"),
                        starting ->
                                starting.context().getPipeline().addValve(new PersistentValve()));
        nodes.add(node);
        DynamoDBStoreMXBean store = seen(node);
        assertEquals("14400", store.getTouchAfter());

        store.setTouchAfter("7200");
        assertEquals("7200", store.getSettings().get("touchAfter"));

        store.setTouchAfter("default");
        assertEquals("14400", store.getTouchAfter());
        assertEquals("cookie", store.getSettings().get("lastAccess"));
    }

    @Test
    void readConsistency_canBeChanged() {
        TestNode node = start();
        String id = node.create(session -> session.setAttribute("x", "1"));
        node.forgetCalls();
        seen(node).setReadConsistency("eventual");
        node.load(id);

        assertFalse(node.calls().of("GetItem").only().consistent());

        node.forgetCalls();
        seen(node).setReadConsistency("strong");
        node.load(id);

        assertTrue(node.calls().of("GetItem").only().consistent());
        assertEquals("strong", seen(node).getReadConsistency());
    }

    @Test
    void aSettingThatIsWrong_changesNothing_andIsExplained() {
        DynamoDBStoreMXBean store = seen(start());

        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> store.setTouchAfter("soon"));
        assertTrue(e.getMessage().contains("[soon]"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> store.setReadConsistency("always"));
        assertEquals("180", store.getTouchAfter());
        assertEquals("session", store.getReadConsistency());
    }

    // ---- Single sessions

    @Test
    void show_tellsWhatIsKnown_byIdAndByHash_withoutValues() {
        TestNode node = start();
        String id = node.create(session -> session.setAttribute("cart", "three apples"));
        DynamoDBStoreMXBean store = seen(node);

        String shown = store.show(id);
        assertEquals(shown, store.show(hash(id)));
        assertTrue(shown.contains(hash(id)), shown);
        assertTrue(shown.contains("attribute cart: S, 16 bytes"), shown);
        assertTrue(shown.contains("timeout 1800 s"), shown);
        assertFalse(shown.contains("apples"), shown);
        assertFalse(shown.contains(id), shown);
    }

    @Test
    void show_withValues_tellsThem() {
        TestNode node = start();
        String id = node.create(session -> session.setAttribute("cart", "three\napples"));

        String shown = seen(node).show(id, true);
        assertTrue(shown.contains("attribute cart: S, 16 bytes = three?apples"), shown);
    }

    @Test
    void show_ofWhatIsNotThere_saysSo() {
        String shown = seen(start()).show("0123456789");

        assertTrue(shown.startsWith("There is no live session"), shown);
    }

    @Test
    void expire_endsASession_onEveryNode_byItsHash() {
        TestNode one = start();
        TestNode two = start();
        String id = one.create(session -> session.setAttribute("x", "1"));
        Session used = one.open(id).orElseThrow();

        String done = seen(two).expire(hash(id));

        assertTrue(done.contains("has ended"), done);
        assertTrue(two.load(id).isEmpty());
        // What the other node still holds cannot bring it back.
        used.getSession().setAttribute("x", "2");
        clock.advance(Duration.ofSeconds(1));
        one.save(used);
        assertFalse(used.isValid());
        assertTrue(one.load(id).isEmpty());
        assertTrue(seen(two).expire(id).startsWith("There is no live session"));
    }

    @Test
    void expire_endsTheObjectInTheMemoryOfItsNode_andItsRecord() {
        TestNode node = start();
        String id = node.create(session -> session.setAttribute("x", "1"));
        Session inMemory = node.open(id).orElseThrow();
        node.forgetCalls();

        seen(node).expire(id);

        assertFalse(inMemory.isValid());
        assertEquals(1, node.calls().count("PutItem"), "the tombstone");
        assertTrue(node.load(id).isEmpty());
        assertEquals(1, seen(node).getRemovals());
    }

    @Test
    void expire_ofASessionThatIsNotStoredYet_endsItInMemory() {
        TestNode node = start();
        Session created = node.manager().createSession(null);

        seen(node).expire(created.getIdInternal());

        assertFalse(created.isValid());
    }

    @Test
    void expire_byAFormerId_endsTheSessionUnderItsNewOne() {
        TestNode node = start();
        String id = node.create(session -> session.setAttribute("x", "1"));
        Session session = node.open(id).orElseThrow();
        String newId = node.changeId(session);
        node.finish(session);

        seen(node).expire(id);

        assertTrue(node.load(newId).isEmpty());
    }

    @Test
    void aHash_ofASessionWithAPlainKey_isKnownOnItsNodeOnly() {
        TestNode one = start("prefix", "sess:");
        TestNode two = start("prefix", "sess:");
        String id = one.create(session -> session.setAttribute("x", "1"));
        one.open(id).orElseThrow();

        assertTrue(seen(one).show(hash(id)).contains("attribute x"));
        assertTrue(seen(two).show(hash(id)).contains("give the id"), seen(two).show(hash(id)));
        assertTrue(seen(two).show(id).contains("attribute x"));
    }

    @Test
    void expire_whileDynamoDbFails_failsWithAMessage() {
        TestNode node = start("maxAttempts", "1");
        String id = node.create(session -> session.setAttribute("x", "1"));
        node.proxy().inject(FaultRule.always(Fault.internalServerError()).on("GetItem"));

        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> seen(node).expire(id));
        assertTrue(e.getMessage().contains("GetItem"), e.getMessage());
    }
}
