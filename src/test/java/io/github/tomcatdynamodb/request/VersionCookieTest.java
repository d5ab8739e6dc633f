package io.github.tomcatdynamodb.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tomcatdynamodb.request.VersionCookie.Told;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionCookieTest {

    @Test
    void parse_readsVersionTimeUserAndTag() {
        assertEquals(
                Optional.of(new Told(1_795_000_000_000L, 1_795_000_000_123L, true, "aB3-_xyz")),
                VersionCookie.parse("mwm0nk74.mwm0nkaj.a.aB3-_xyz"));
        assertEquals(
                Optional.of(new Told(0, 35, false, "00000000")),
                VersionCookie.parse("0.z.n.00000000"));
        assertEquals(
                Optional.of(new Told(4_738_381_338_321_616_895L, 1, false, "00000000")),
                VersionCookie.parse("zzzzzzzzzzzz.1.n.00000000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "...",
                "1",
                "1.2",
                "1.2.a",
                "1.2.a.",
                ".2.a.00000000",
                "1..a.00000000",
                "1.2..00000000",
                "1.2.b.00000000",
                "1.2.an.00000000",
                "1.2.a.0000000",
                "1.2.a.000000000",
                "1.2.a.0000+000",
                "1.2.a.0000 000",
                "1.2.3.a.00000000",
                "-1.2.a.00000000",
                "+1.2.a.00000000",
                "1.-2.a.00000000",
                "A.2.a.00000000",
                "1.2.A.00000000",
                " 1.2.a.00000000",
                "1 .2.a.00000000",
                "1000000000000.2.a.00000000",
                "1.1000000000000.a.00000000",
                "\u0661.2.a.00000000"
            })
    void parse_ofAnythingElse_isNothing(String value) {
        assertEquals(Optional.empty(), VersionCookie.parse(value));
    }
}
