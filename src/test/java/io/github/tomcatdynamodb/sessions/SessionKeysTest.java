package io.github.tomcatdynamodb.sessions;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeysTest {

    /** DynamoDB's limit, in bytes. */
    private static final int MAX = 2048;

    @Test
    void isStorable_countsTheBytesOfThePrefix() {
        SessionKeys keys = new SessionKeys("localhost/b\u00fcro#", false, false);

        assertTrue(keys.isStorable("x".repeat(MAX - 16)));
        assertFalse(keys.isStorable("x".repeat(MAX - 15)));
    }

    /** The prefix of version 2 of an application is that of its first version and more. */
    @ParameterizedTest
    @ValueSource(strings = {"#2#0123456789", "localhost/other#0123456789", "a#b"})
    void isStorable_whenTheIdLooksLikeAPrefix_isFalse(String id) {
        assertFalse(new SessionKeys("localhost/shop#", false, false).isStorable(id));
        assertFalse(new SessionKeys("", false, false).isStorable(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0123456789ABCDEF.node1", "Ab-_9", "4e2c!x~", "user:0123456789", "q8+/vw=="})
    void isStorable_whenAStoreHasMadeTheId_isTrue(String id) {
        assertTrue(new SessionKeys("localhost/shop#", false, false).isStorable(id));
    }
}
