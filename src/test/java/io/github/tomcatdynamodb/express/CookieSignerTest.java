package io.github.tomcatdynamodb.express;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieSignerTest {

    private static final CookieSigner SIGNER = signer("keyboard cat");

    static CookieSigner signer(String... secrets) {
        return new CookieSigner(Stream.of(secrets).map(secret -> secret.getBytes(UTF_8)).toList());
    }

    /** As it is in the header. */
    private static Optional<String> unsign(CookieSigner signer, String cookieValue) {
        return CookieHeader.value("connect.sid=" + cookieValue, "connect.sid")
                .flatMap(signer::unsign);
    }

    static Stream<Fixture> fixtures() {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void expressSessionsCookies_areVerifiedAndMade(Fixture fixture) {
        CookieSigner signer = signer(fixture.text("secret"));

        assertEquals(Optional.of(fixture.text("sid")), unsign(signer, fixture.text("cookieValue")));
        assertEquals(fixture.text("cookieValue"), signer.sign(fixture.text("sid")));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void expressSessionsCookies_withAnotherSecret_areRefused(Fixture fixture) {
        CookieSigner other = signer("another", fixture.text("secret") + " ");

        assertEquals(Optional.empty(), unsign(other, fixture.text("cookieValue")));
    }

    @Test
    void unsign_everySecretIsGood_theFirstSigns() {
        CookieSigner old = signer("old");
        CookieSigner both = signer("new", "old");

        assertEquals(Optional.of("id"), unsign(both, old.sign("id")));
        assertEquals(Optional.of("id"), unsign(both, both.sign("id")));
        assertEquals(Optional.empty(), unsign(old, both.sign("id")));
        assertEquals(signer("new").sign("id"), both.sign("id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9A3F00FF.node1",
                "a.b.c",
                "with space;,\"%+",
                "\u00e4\u4f1a\ud83d\ude00",
                ".",
                "s:x"
            })
    void sign_anyId_comesBack(String id) {
        String cookieValue = SIGNER.sign(id);

        assertTrue(cookieValue.matches("s%3A[A-Za-z0-9_.!~*'()%-]+"), cookieValue);
        assertEquals(Optional.of(id), unsign(SIGNER, cookieValue));
    }

    @Test
    void unsign_notPercentEncoded_isGoodToo() {
        String cookieValue = SIGNER.sign("id");
        String decoded = PercentEncoding.decode(cookieValue).orElseThrow();

        assertEquals(Optional.of("id"), unsign(SIGNER, decoded));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "s:",
                "s:.",
                "s%3A",
                "s%3A.",
                "s%3Aid",
                "s%3Aid.",
                "s%3A.signature",
                "id",
                "id.node1",
                "j%3A%7B%7D",
                "%",
                "s%3",
                "s%3Aid.%",
                "s%3Aid.%2",
                "s%3Aid.%zz",
                "s%3Aid.%-1",
                "s%3Aid.%80",
                "s%3Aid.%C0%AE",
                "s%3Aid.%ED%A0%80",
                "s:\u00e4.x",
                "s:id.\uff11",
                "s%3Aid.\0",
                "\ud800"
            })
    void unsign_rubbish_isRefused(String cookieValue) {
        assertEquals(Optional.empty(), unsign(SIGNER, cookieValue));
    }

    @Test
    void unsign_everyTruncationAndExtension_isRefused() {
        String good = SIGNER.sign("9A3F00FF.node1");
        for (int end = 0; end < good.length(); end++) {
            assertEquals(Optional.empty(), unsign(SIGNER, good.substring(0, end)));
        }
        for (String more : List.of("=", "A", ".", "%3D", "%20", "%00")) {
            assertEquals(Optional.empty(), unsign(SIGNER, good + more), more);
        }
    }

    @Test
    void unsign_unsignedId_isRefused() {
        String signature = SIGNER.sign("id").substring("s%3Aid".length());

        assertEquals(Optional.empty(), unsign(SIGNER, "id" + signature));
        assertEquals(Optional.empty(), unsign(SIGNER, "s%3Ais" + signature));
        assertEquals(Optional.empty(), unsign(SIGNER, "S%3Aid" + signature));
    }

    @Test
    void unsign_long_isAsGoodAsShort() {
        String id = "x".repeat(1_000_000);

        assertEquals(Optional.of(id), unsign(SIGNER, SIGNER.sign(id)));
        assertEquals(Optional.empty(), unsign(SIGNER, "%".repeat(1_000_000)));
    }

    @Test
    void unsign_randomDamage_neverThrowsAndNeverVerifies() {
        Random random = new Random(6);
        String good = SIGNER.sign("9A3F00FF");
        for (int i = 0; i < 5_000; i++) {
            StringBuilder damaged = new StringBuilder(good);
            int at = random.nextInt(good.length());
            char c = (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000);
            damaged.setCharAt(at, c);
            boolean sameText =
                    PercentEncoding.decode(damaged.toString()).equals(PercentEncoding.decode(good));

            assertEquals(sameText, unsign(SIGNER, damaged.toString()).isPresent());
        }
    }

    @Test
    void emptySecret_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> signer(""));
    }

    @Test
    void toString_tellsNoSecret() {
        assertFalse(SIGNER.toString().contains("keyboard"));
    }
}
