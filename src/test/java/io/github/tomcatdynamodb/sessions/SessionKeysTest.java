package io.github.tomcatdynamodb.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeysTest {

    /** DynamoDB's limit, in bytes. */
    private static final int MAX = 2048;

    @Test
    void isStorable_countsTheBytesOfThePrefix() {
        SessionKeys keys = new SessionKeys("localhost/b\u00fcro#", false, false, false);

        assertTrue(keys.isStorable("x".repeat(MAX - 16)));
        assertFalse(keys.isStorable("x".repeat(MAX - 15)));
    }

    /** The prefix of version 2 of an application is that of its first version and more. */
    @ParameterizedTest
    @ValueSource(strings = {"#2#0123456789", "localhost/other#0123456789", "a#b"})
    void isStorable_whenTheIdLooksLikeAPrefix_isFalse(String id) {
        assertFalse(new SessionKeys("localhost/shop#", false, false, false).isStorable(id));
        assertFalse(new SessionKeys("", false, false, false).isStorable(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0123456789ABCDEF.node1", "Ab-_9", "4e2c!x~", "user:0123456789", "q8+/vw=="})
    void isStorable_whenAStoreHasMadeTheId_isTrue(String id) {
        assertTrue(new SessionKeys("localhost/shop#", false, false, false).isStorable(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth0|5f7c8ec7c33c6c004bbafe82",
                "user#42#abc",
                "with space",
                "\u00e4\u4f1a\ud83d\ude00",
                "\n",
                "\0",
                "../..",
                "%41"
            })
    void isStorable_whenIdsAreSigned_admitsAnyText(String id) {
        assertTrue(new SessionKeys("sess:", false, false, true).isStorable(id));
    }

    @Test
    void isStorable_whenIdsAreSigned_countsBytes() {
        SessionKeys keys = new SessionKeys("sess:", false, false, true);

        assertTrue(keys.isStorable("\u00e4".repeat((MAX - 5) / 2)));
        assertFalse(keys.isStorable("\u00e4".repeat((MAX - 5) / 2 + 1)));
        assertFalse(keys.isStorable(""));
        assertFalse(keys.isStorable("\ud800"));
    }

    @Test
    void key_whenHashed_isTheSameOnEveryNodeOfARoute() {
        SessionKeys keys = new SessionKeys("localhost/shop#", true, true, false);

        assertEquals(keys.key("0123456789ABCDEF.a"), keys.key("0123456789ABCDEF.b"));
        assertNotEquals(keys.key("0123456789ABCDEF.a"), keys.key("0123456789ABCDE0.a"));
    }

    @Test
    void key_whenHashed_holdsNothingOfTheId_andLogsShowItsEnd() {
        SessionKeys keys = new SessionKeys("localhost/shop#", true, false, false);

        // echo -n 0123456789ABCDEF | openssl dgst -sha256 -binary | basenc --base64url
        String hash = "ISWywzKxETqum_xen347TJHYKMuULC3x7rAlAuzK6ek";
        assertEquals("localhost/shop#" + hash, keys.key("0123456789ABCDEF"));
        assertEquals(hash, keys.hashOf(keys.key("0123456789ABCDEF")));
    }

    @Test
    void hashOf_aPlainKey_isTheOneThatAHashedKeyHas() {
        SessionKeys plain = new SessionKeys("sess:", false, false, false);
        SessionKeys hashed = new SessionKeys("sess:", true, false, false);

        assertEquals("sess:abc", plain.key("abc"));
        assertEquals(hashed.hashOf(hashed.key("abc")), plain.hashOf("sess:abc"));
    }
}
