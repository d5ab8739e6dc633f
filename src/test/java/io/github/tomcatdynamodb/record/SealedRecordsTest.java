package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.HALF_AN_HOUR;
import static io.github.tomcatdynamodb.record.Stored.NOW;
import static io.github.tomcatdynamodb.record.Stored.m;
import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.seal.Seal;
import io.github.tomcatdynamodb.value.seal.SealKeys;
import io.github.tomcatdynamodb.value.seal.SealMode;
import io.github.tomcatdynamodb.value.seal.SealSettings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Vector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records of sealed values: they work as others do, and nothing gets into another's place. */
class SealedRecordsTest {

    private static final String OLD = key('o');
    private static final String NEW = key('n');
    private static final long LATER = NOW + 60_000;
    private static final long TOUCH = NOW + 600_000;

    private Stored plain;
    private Stored node;

    private static String key(char id) {
        byte[] secret = Character.toString(id).repeat(32).getBytes(StandardCharsets.US_ASCII);
        return id + ":" + Base64.getEncoder().encodeToString(secret);
    }

    private static Seal seal(SealMode mode, boolean acceptUnsealed, String... keys) {
        return new Seal(
                new SealSettings(mode, acceptUnsealed, RecordSeal.paths("email")),
                SealKeys.parse(String.join(" ", keys)));
    }

    @BeforeEach
    void open() {
        plain = new Stored();
        node = plain.sealedBy(seal(SealMode.ENCRYPT, false, NEW));
    }

    @AfterEach
    void close() {
        node.close();
        plain.close();
    }

    private void use(Seal seal) {
        node.close();
        node = plain.sealedBy(seal);
    }

    /** What is native and what is bytes. */
    private static Map<String, Object> cart(String of) {
        return Map.of("name", of, "cart", new Vector<>(Set.of("cart of " + of)));
    }

    private EncodedSession session(String key, long accessed, Map<String, ?> attributes) {
        return new EncodedSession(
                key,
                NOW,
                accessed,
                HALF_AN_HOUR,
                node.encoded(attributes),
                Map.of("principal", node.codec.encode(new Vector<>(Set.of("principal")))));
    }

    private void save(EncodedSession session) {
        node.write(
                node.planner().plan(session, Optional.of(load(session.key())), session.accessed()));
    }

    private Set<String> readable(String key) {
        return node.live(key).attributes().entrySet().stream()
                .filter(entry -> !entry.getValue().isRefused())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private AttributeValue raw(String key, String name) {
        return node.item(key).get("sess").m().get(name);
    }

    /** What a node remembers that has loaded what it may read. */
    private StoredSession load(String key) {
        return StoredSession.loaded(key, node.live(key), readable(key), node.codec::isNative);
    }

    private void put(String key, String where, Map<String, AttributeValue> changed) {
        Map<String, AttributeValue> item = new HashMap<>(node.item(key));
        Map<String, AttributeValue> part = new HashMap<>(item.get(where).m());
        part.putAll(changed);
        item.put(where, m(part));
        node.put(key, item);
    }

    // ---- They work as others do

    @ParameterizedTest
    @EnumSource(SealMode.class)
    void load_ofWhatWasSaved_givesIt_andAnUnchangedSessionWritesNothing(SealMode mode) {
        use(seal(mode, mode == SealMode.OFF, NEW));
        EncodedSession session = session("k", NOW, cart("Ann"));
        node.create(session);

        assertEquals(cart("Ann"), node.values("k"));
        assertInstanceOf(
                SavePlan.Nothing.class,
                node.planner()
                        .plan(session("k", LATER, cart("Ann")), Optional.of(load("k")), LATER));
    }

    @Test
    void change_writesWhatHasChanged_andLeavesTheRestAsItIs() {
        node.create(session("k", NOW, cart("Ann")));
        AttributeValue before = raw("k", "cart");
        AttributeValue auth = node.item("k").get("tomcat").m().get("auth");
        Map<String, Object> changed = new HashMap<>(cart("Ann"));
        changed.put("name", "Ann Smith");
        save(session("k", LATER, changed));

        assertEquals(changed, node.values("k"));
        assertEquals(before, raw("k", "cart"));
        assertEquals(auth, node.item("k").get("tomcat").m().get("auth"));
    }

    @Test
    void touch_writesTimesOnly() {
        node.create(session("k", NOW, cart("Ann")));
        Map<String, AttributeValue> before = node.item("k").get("sess").m();
        save(session("k", TOUCH, cart("Ann")));

        assertEquals(before, node.item("k").get("sess").m());
        assertEquals(TOUCH, node.live("k").basis().accessed());
    }

    @Test
    void encrypt_showsNothing_butWhatIsMeantToBeSeen() {
        Map<String, Object> attributes = new HashMap<>(cart("hunter2"));
        attributes.put("email", "ann@example.org");
        node.create(session("k", NOW, attributes));

        Map<String, AttributeValue> item = node.item("k");
        String dump = item.toString();
        assertFalse(dump.contains("hunter2") || dump.contains("Vector"), dump);
        assertEquals(s("ann@example.org"), item.get("email"), "a special key is a plain copy");
        assertEquals(s("ann@example.org"), raw("k", "email"));
        assertEquals(attributes, node.values("k"));
    }

    @Test
    void changeOfId_keepsTheUid_andSealsForTheNewKey() {
        StoredSession before = node.create(session("k", NOW, cart("Ann")));
        SavePlan plan =
                node.planner().plan(session("k2", LATER, cart("Ann")), Optional.of(before), LATER);
        StoredSession after = node.write(plan);
        node.put(new Tombstones(node.settings).ofMoved(before, "k2", LATER));

        assertEquals(cart("Ann"), node.values("k2"));
        assertEquals(node.live("k2").basis().seal().uid(), after.basis().seal().uid(), "kept");
        assertEquals(before.basis().seal().uid(), after.basis().seal().uid());
    }

    // ---- What somebody tries who may write to the table

    @ParameterizedTest
    @EnumSource(
            value = SealMode.class,
            names = {"SIGN", "ENCRYPT"})
    void theWholeRecordOfAnother_isRefused_andStaysSoThroughAChangeOfId(SealMode mode) {
        use(seal(mode, false, NEW));
        node.create(session("ann", NOW, cart("Ann")));
        AttributeValue ofAnn = raw("ann", "cart");
        node.put("mallory", node.item("ann"));

        assertFalse(readable("mallory").contains("cart"));
        assertTrue(node.live("mallory").authentication().get("principal").isRefused());

        save(session("mallory", LATER, Map.of("x", "y")));
        assertEquals(ofAnn, raw("mallory", "cart"), "kept");
        assertEquals("y", node.codec.decode(node.live("mallory").attributes().get("x")));

        node.write(
                node.planner()
                        .plan(
                                session("m2", TOUCH, Map.of("x", "y")),
                                Optional.of(load("mallory")),
                                TOUCH));
        assertEquals(ofAnn, raw("m2", "cart"), "kept");
        assertEquals(Set.of("x"), withoutNative(readable("m2")));
    }

    /** In sign mode everybody may write what is native. */
    private static Set<String> withoutNative(Set<String> names) {
        return names.stream().filter(name -> !name.equals("name")).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(
            value = SealMode.class,
            names = {"SIGN", "ENCRYPT"})
    void aValueOfAnotherSessionOrAttribute_orWithoutASeal_isRefused_andStays(SealMode mode) {
        use(seal(mode, false, NEW));
        node.create(session("ann", NOW, cart("Ann")));
        node.create(session("bob", NOW, cart("Bob")));
        AttributeValue type = node.item("ann").get("tomcat").m().get("types").m().get("cart");
        StoredValue bare = node.codec.encode(new Vector<>(Set.of("forged")));

        put("bob", "sess", Map.of("cart", raw("ann", "cart")));
        assertEquals(Set.of(), withoutNative(readable("bob")));
        put("ann", "sess", Map.of("copy", raw("ann", "cart"), "bare", bare.value()));
        put(
                "ann",
                "tomcat",
                Map.of(
                        "types",
                        m(Map.of("copy", type, "bare", bare.type(), "cart", type, "name", type))));
        assertFalse(readable("ann").contains("copy") || readable("ann").contains("bare"));
        assertTrue(readable("ann").contains("cart"));

        AttributeValue stays = raw("bob", "cart");
        save(session("bob", LATER, Map.of("x", "y")));
        assertEquals(stays, raw("bob", "cart"));
    }

    @Test
    void aForgedOrigin_bringsNothingAlong_andAForgedTombstoneLeadsNowhere() {
        StoredSession ann = node.create(session("ann", NOW, cart("Ann")));
        node.create(session("mallory", NOW, Map.of()));
        Origin forged = new Origin("ann", 0, HALF_AN_HOUR, Map.of());
        put(
                "mallory",
                "tomcat",
                Map.of("from", forged.write(new RecordSeal(Seal.off().session("mallory")))));
        assertEquals(Optional.empty(), node.live("mallory").origin());

        plain.put(new Tombstones(plain.settings).ofMoved(ann, "mallory", LATER));
        Map<String, AttributeValue> tombstone = new HashMap<>(node.item("ann").get("tomcat").m());
        tombstone.remove("seal");
        node.put("ann", Map.of("tomcat", m(tombstone)));
        assertInstanceOf(Reading.LoggedOut.class, node.reading("ann"));
    }

    @Test
    void aTrueOrigin_andATrueTombstone_areBelieved() {
        StoredSession before = node.create(session("k", NOW, cart("Ann")));
        node.write(
                node.planner().plan(session("k2", LATER, cart("Ann")), Optional.of(before), LATER));
        node.put(new Tombstones(node.settings).ofMoved(before, "k2", LATER));

        assertEquals("k", node.live("k2").origin().orElseThrow().key());
        assertEquals("k2", assertInstanceOf(Reading.Moved.class, node.reading("k")).key());
    }

    /** It says which values were changed, to whoever has the key: nobody can guess at them. */
    @Test
    void anOrigin_knowsFormerValues_andTellsNobody() {
        StoredSession before = node.create(session("from", NOW, Map.of("name", "Ann")));
        node.write(
                node.planner()
                        .plan(
                                session("to", LATER, Map.of("name", "Zoe")),
                                Optional.of(before),
                                LATER));
        plain.create(session("plain", NOW, Map.of("name", "Ann")));
        Origin origin = node.live("to").origin().orElseThrow();
        RecordSeal seal = node.live("to").basis().seal();

        assertTrue(origin.knowsBetter("name", node.live("from").attributes().get("name"), seal));
        assertFalse(origin.knowsBetter("name", node.live("to").attributes().get("name"), seal));
        assertFalse(origin.knowsBetter("name", null, seal));
        assertFalse(
                origin.knowsBetter(
                        "name",
                        plain.live("plain").attributes().get("name"),
                        new RecordSeal(Seal.off().session("to"))));
    }

    // ---- Keys, and the time of introduction

    @Test
    void aMissingKey_costsTheValue_andNothingElse() {
        node.create(session("k", NOW, cart("Ann")));
        AttributeValue auth = node.item("k").get("tomcat").m().get("auth");
        AttributeValue cart = raw("k", "cart");
        use(seal(SealMode.ENCRYPT, false, OLD));
        assertEquals(Set.of(), readable("k"));
        EncodedSession anonymous =
                new EncodedSession(
                        "k", NOW, LATER, HALF_AN_HOUR, node.encoded(Map.of("x", "y")), Map.of());
        save(anonymous);

        use(seal(SealMode.ENCRYPT, false, NEW, OLD));
        assertEquals(Set.of("name", "cart", "x"), readable("k"));
        assertEquals(cart, raw("k", "cart"));
        assertEquals(auth, node.item("k").get("tomcat").m().get("auth"), "the log-in, too");
    }

    @Test
    void rotation_sealsEverythingWithTheFirstKey_atTheNextWriteThatIsDue() {
        use(seal(SealMode.ENCRYPT, false, OLD));
        node.create(session("k", NOW, cart("Ann")));
        use(seal(SealMode.ENCRYPT, false, NEW, OLD));
        assertInstanceOf(
                SavePlan.Nothing.class,
                node.planner()
                        .plan(session("k", LATER, cart("Ann")), Optional.of(load("k")), LATER),
                "no write for it");
        save(session("k", TOUCH, cart("Ann")));

        use(seal(SealMode.ENCRYPT, false, NEW));
        assertEquals(cart("Ann"), node.values("k"));
        assertFalse(node.live("k").authentication().get("principal").isRefused());
    }

    @ParameterizedTest
    @EnumSource(
            value = SealMode.class,
            names = {"SIGN", "ENCRYPT"})
    void acceptUnsealed_readsWhatWasNotSealed_andSealsAllOfItAtTheNextWriteThatIsDue(
            SealMode mode) {
        plain.create(session("k", NOW, cart("Ann")));
        use(seal(mode, false, NEW));
        assertFalse(readable("k").contains("cart"));
        use(seal(mode, true, NEW));
        assertEquals(cart("Ann"), node.values("k"));
        save(session("k", TOUCH, cart("Ann")));

        use(seal(mode, false, NEW));
        assertEquals(cart("Ann"), node.values("k"));
        assertFalse(node.live("k").authentication().get("principal").isRefused());
    }

    @Test
    void off_withTheKeys_readsWhatIsSealed_andUnsealsItAtTheNextWriteThatIsDue() {
        node.create(session("k", NOW, cart("Ann")));
        use(seal(SealMode.OFF, true, NEW));
        assertEquals(cart("Ann"), node.values("k"));
        save(session("k", TOUCH, cart("Ann")));

        assertEquals(cart("Ann"), plain.values("k"));
    }

    @Test
    void aRecordWithoutAUid_getsOneWithTheNextWriteThatIsDue() {
        plain.create(session("k", NOW, cart("Ann")));
        Map<String, AttributeValue> tomcat = new HashMap<>(plain.item("k").get("tomcat").m());
        tomcat.remove("uid");
        Map<String, AttributeValue> item = new HashMap<>(plain.item("k"));
        item.put("tomcat", m(tomcat));
        plain.put("k", item);
        plain.write(
                plain.planner()
                        .plan(
                                session("k", TOUCH, cart("Ann")),
                                Optional.of(plain.load("k")),
                                TOUCH));

        assertEquals(16, plain.item("k").get("tomcat").m().get("uid").b().asByteArray().length);
        assertEquals(cart("Ann"), plain.values("k"));
    }

    // ---- Foreign records

    private static Map<String, AttributeValue> map() {
        return Map.of("sess", m(Map.of("name", s("Ann"))), "expires", n(NOW / 1000 + 600));
    }

    private static Map<String, AttributeValue> json(String sess) {
        return Map.of("sess", s(sess), "expires", n(NOW / 1000 + 600));
    }

    @Test
    void foreignRecords_areReadOnlyWhileTheUnsealedIsAccepted_orOnlySigned() {
        node.put("map", map());
        node.put("json", json("{\"cookie\":{},\"name\":\"Ann\"}"));
        for (String key : Set.of("map", "json")) {
            use(seal(SealMode.ENCRYPT, false, NEW));
            assertInstanceOf(Reading.Damaged.class, node.reading(key));
            use(seal(SealMode.SIGN, false, NEW));
            assertEquals(Set.of("name"), readable(key));
            use(seal(SealMode.ENCRYPT, true, NEW));
            save(session(key, TOUCH, Map.of("name", "Ann", "x", "y")));

            use(seal(SealMode.ENCRYPT, false, NEW));
            assertEquals(Set.of("name", "x"), readable(key), key);
        }
    }

    @Test
    void migrate_sealsWhatItUpgrades_andWhatNoMapCanHold() {
        use(seal(SealMode.ENCRYPT, true, NEW));
        node.put("k", json("{\"cookie\":{},\"name\":\"Ann\"}"));
        node.table.update(node.planner().upgrade("k", node.live("k")).orElseThrow());
        node.put("u", json("{\"cookie\":{},\"\":\"hunter2\",\"name\":\"Ann\"}"));
        save(session("u", TOUCH, Map.of("name", "Ann", "cart", new Vector<>(Set.of(1)))));

        use(seal(SealMode.ENCRYPT, false, NEW));
        assertEquals(Map.of("name", "Ann"), node.values("k"));
        Map<String, AttributeValue> unmapped = node.item("u");
        assertTrue(unmapped.containsKey("unmapped") && !unmapped.toString().contains("hunter2"));
    }
}
