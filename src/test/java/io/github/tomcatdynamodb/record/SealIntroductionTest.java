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

import io.github.tomcatdynamodb.value.seal.SealMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys that come and go, and records from before there was a seal. */
class SealIntroductionTest extends SealedRecords {
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
