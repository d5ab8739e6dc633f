package io.github.tomcatdynamodb.record;

import static io.github.tomcatdynamodb.record.Items.live;
import static io.github.tomcatdynamodb.record.Items.ours;
import static io.github.tomcatdynamodb.record.Items.oursWith;
import static io.github.tomcatdynamodb.record.Items.read;
import static io.github.tomcatdynamodb.record.Items.with;
import static io.github.tomcatdynamodb.record.Stored.NOW;
import static io.github.tomcatdynamodb.record.Stored.m;
import static io.github.tomcatdynamodb.record.Stored.n;
import static io.github.tomcatdynamodb.record.Stored.s;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of ours, and those that are no session. */
class ItemReaderTest {
    @Test
    void ours_isReadAsItIs() {
        SessionRecord record = live(ours());

        assertEquals(
                new Basis(
                        Format.TOMCAT,
                        NOW - 2000,
                        NOW - 1000,
                        60,
                        OptionalLong.of((NOW / 1000 + 100) * 1000),
                        Optional.empty(),
                        true,
                        record.basis().seal(),
                        false),
                record.basis());
        assertEquals(
                Map.of("a", StoredValue.untyped(s("1")), "b", new StoredValue(s("2"), s("Exotic"))),
                record.attributes());
        assertEquals(Map.of(), record.foreign());
        assertEquals(Map.of(), record.reserved());
    }

    @Test
    void ours_withoutTypes_hasNone() {
        SessionRecord record = live(oursWith("types", null));

        assertEquals(StoredValue.untyped(s("2")), record.attributes().get("b"));
        assertFalse(record.basis().hasTypes());
    }

    @Test
    void ours_whoseTypesAreNoMap_isDamaged() {
        Reading.Damaged damaged =
                assertInstanceOf(Reading.Damaged.class, read(oursWith("types", s("secret"))));

        assertTrue(damaged.reason().contains("tomcat.types"), damaged.reason());
        assertFalse(damaged.reason().contains("secret"), damaged.reason());
    }

    @Test
    void ours_whoseOriginIsDamaged_isDamaged() {
        Map<String, AttributeValue> whole =
                Map.of(
                        "key", s("0123"),
                        "accessed", n(1),
                        "maxInactive", n(1),
                        "changed", AttributeValue.fromM(Map.of("a", s(""))));
        assertInstanceOf(Reading.Live.class, read(oursWith("from", AttributeValue.fromM(whole))));
        for (String name : whole.keySet()) {
            for (AttributeValue wrong :
                    List.of(
                            AttributeValue.fromBool(true),
                            AttributeValue.fromM(Map.of("a", n(1))),
                            AttributeValue.fromNul(true))) {
                Map<String, AttributeValue> from = new HashMap<>(whole);
                from.put(name, wrong);
                Reading.Damaged damaged =
                        assertInstanceOf(
                                Reading.Damaged.class,
                                read(oursWith("from", AttributeValue.fromM(from))));

                assertTrue(damaged.reason().contains("tomcat.from"), damaged.reason());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "created", "accessed", "maxInactive"})
    void ours_withoutANumberThatItNeeds_isDamaged(String name) {
        for (Map<String, AttributeValue> item :
                List.of(oursWith(name, null), oursWith(name, s("secret")))) {
            Reading.Damaged damaged = assertInstanceOf(Reading.Damaged.class, read(item));

            assertTrue(damaged.reason().contains("tomcat." + name), damaged.reason());
            assertFalse(damaged.reason().contains("secret"), damaged.reason());
        }
    }

    @Test
    void ours_ofANewerFormat_isNeitherReadNorDamaged() {
        assertEquals(new Reading.Newer(2), read(oursWith("v", n(2))));
    }

    @Test
    void ours_ofANewerFormatThatOlderReadersMayRead_isRead() {
        Map<String, AttributeValue> item = new HashMap<>(oursWith("v", n(2)));
        Map<String, AttributeValue> tomcat = new HashMap<>(item.get("tomcat").m());
        tomcat.put("min", n(1));
        item.put("tomcat", AttributeValue.fromM(tomcat));

        assertInstanceOf(Reading.Live.class, read(item));
    }

    @Test
    void ours_whoseMetadataIsNoMap_isDamaged() {
        assertInstanceOf(Reading.Damaged.class, read(with(ours(), "tomcat", s("x"))));
    }

    @Test
    void aSessWithAnotherType_isDamaged() {
        for (AttributeValue sess :
                List.of(
                        n(5),
                        AttributeValue.fromBool(true),
                        AttributeValue.fromL(List.of()),
                        AttributeValue.fromSs(List.of("a")),
                        AttributeValue.fromB(SdkBytes.fromUtf8String("x")))) {
            assertInstanceOf(
                    Reading.Damaged.class, read(with(ours(), "sess", sess)), sess::toString);
        }
    }

    @Test
    void noItem_andAnItemWithoutSess_areNoSession() {
        assertEquals(new Reading.Absent(), read(Map.of()));
        assertEquals(
                new Reading.Absent(), read(Map.of("id", s("k"), "expires", n(NOW / 1000 + 5))));
        assertEquals(new Reading.Absent(), read(with(ours(), "sess", null)));
    }

    @Test
    void aTombstone_isALogout() {
        assertEquals(
                new Reading.LoggedOut(5),
                read(Map.of("tomcat", m(Map.of("v", n(1), "created", n(5), "gone", n(6))))));
    }

    @Test
    void attributesNamedLikeWhatANodeStoreKeeps_areAttributes_whenTheApplicationSetThem() {
        Map<String, AttributeValue> item =
                with(
                        oursWith(
                                "types",
                                m(Map.of("cookie", s("plain"), "lastModified", s("plain")))),
                        "sess",
                        m(Map.of("cookie", m(Map.of("x", n(1))), "lastModified", s("2026"))));

        assertEquals(Set.of("cookie", "lastModified"), live(item).attributes().keySet());
        assertEquals(Map.of(), live(item).reserved());
        assertEquals(StoredValue.untyped(s("2026")), live(item).attributes().get("lastModified"));
    }

    @Test
    void lastModified_withoutACookie_isAnAttribute() {
        Map<String, AttributeValue> item = Map.of("sess", m(Map.of("lastModified", s("2026"))));

        assertEquals(Set.of("lastModified"), live(item).attributes().keySet());
    }
}
