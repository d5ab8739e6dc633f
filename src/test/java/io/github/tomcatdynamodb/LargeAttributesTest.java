package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where large attributes stand, how large sessions may be, and how long it all lives. */
class LargeAttributesTest extends LargeSessions {

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
}
