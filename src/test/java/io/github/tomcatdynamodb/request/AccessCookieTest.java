package io.github.tomcatdynamodb.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.record.AccessProof;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessCookieTest {

    private static final String MARK = "abcdefghijklmnopqrs-_0";

    @Test
    void parse_whatWasTold_isThat() {
        AccessProof told = new AccessProof(1_800_000_000_123L, MARK);

        assertEquals(Optional.of(told), AccessCookie.parse(AccessCookie.text(told)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "abc",
                "abc.",
                "." + MARK,
                "abc." + MARK + "x",
                "abc." + MARK + ".x",
                "ABC." + MARK,
                "-abc." + MARK,
                "zzzzzzzzzzzzz." + MARK,
                "abc.abcdefghijklmnopqrs-_",
                "abc.abcdefghijklmnopqrs+/0",
                "null"
            })
    void parse_anythingElse_isNothing(String value) {
        assertEquals(Optional.empty(), AccessCookie.parse(value));
    }
}
