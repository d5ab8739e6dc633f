package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Stored.HALF_AN_HOUR;
import static io.github.tomcatdynamodb.record.Stored.NOW;
import static io.github.tomcatdynamodb.record.Stored.m;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.seal.Seal;
import io.github.tomcatdynamodb.value.seal.SealMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Vector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records of sealed values: they work as others do, and nothing gets into another's place. */
class SealedRecordsTest extends SealedRecords {
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
}
