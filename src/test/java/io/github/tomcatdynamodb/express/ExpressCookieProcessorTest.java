package io.github.tomcatdynamodb.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.Cookie;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;
import org.apache.tomcat.util.http.ServerCookies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies as they are read and set. */
class ExpressCookieProcessorTest extends CookieProcessors {
    static Stream<Fixture> fixtures() {
        return Fixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void parse_expressCookie_isTheBareId(Fixture fixture) {
        processor.setSecrets("newer," + fixture.text("secret"));
        processor.setCookieName(fixture.text("cookieName"));

        String header = fixture.text("cookieName") + "=" + fixture.text("cookieValue");

        assertEquals(Map.of(fixture.text("cookieName"), fixture.text("sid")), parse(header));
    }

    @Test
    void parse_otherCookies_areUntouched() {
        processor.setSecrets(SECRET);

        assertEquals(
                Map.of(
                        "a", "s%3Aid.forged",
                        "connect.sid", "ID.node1",
                        "CONNECT.SID", "x",
                        "lang", "fi"),
                parse(
                        "a=s%3Aid.forged; CONNECT.SID=x; lang=fi; connect.sid="
                                + SIGNER.sign("ID.node1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect.sid=s%3Aid.forged",
                "connect.sid=id",
                "connect.sid=",
                "connect.sid",
                "connect.sid=%",
                "connect.sid=\u00e4",
                "connect.sid=\"\"",
                "connect.sid=s%3Aid.forged; connect.sid=other"
            })
    void parse_badSignature_isNoCookie(String header) {
        processor.setSecrets(SECRET);

        assertEquals(Map.of("a", "1", "b", "2"), parse("a=1; " + header + "; b=2"));
    }

    @Test
    void parse_severalOfOneName_theFirstDecides() {
        processor.setSecrets(SECRET);

        assertEquals(Map.of(), parse("connect.sid=bad; connect.sid=" + SIGNER.sign("id")));
        assertEquals(
                Map.of("connect.sid", "id"),
                parse("connect.sid=" + SIGNER.sign("id") + "; connect.sid=bad"));
    }

    @Test
    void parse_whatTomcatTakesForNoCookie_isOneAsOnExpress() {
        processor.setSecrets(SECRET);

        assertEquals(
                Map.of("a", "1", "connect.sid", "with space, comma"),
                parse(
                        "a=1; connect.sid="
                                + PercentEncoding.decode(SIGNER.sign("with space, comma"))
                                        .orElseThrow()));
    }

    @Test
    void parse_severalHeaders_areOne() {
        processor.setSecrets(SECRET);
        MimeHeaders headers = new MimeHeaders();
        add(headers, "a=1");
        headers.addValue("Cookie").setString("connect.sid=" + SIGNER.sign("id"));

        assertEquals(Map.of("a", "1", "connect.sid", "id"), parse(headers));
    }

    @Test
    void parse_withoutTheStore_isAnErrorThatSaysSo() {
        ExpressCookieProcessor alone = new ExpressCookieProcessor();
        alone.setSecrets(SECRET);
        ServerCookies cookies = new ServerCookies(4);

        var thrown =
                assertThrows(
                        IllegalStateException.class,
                        () -> alone.parseCookieHeader(new MimeHeaders(), cookies));
        assertTrue(thrown.getMessage().contains("DynamoDBStore"), thrown.getMessage());
    }

    @Test
    void of_findsTheProcessorBehindTheOneThatSigns() {
        assertEquals(Optional.of(processor), ExpressCookieProcessor.of(processor));
        assertEquals(Optional.of(processor), ExpressCookieProcessor.of(processor.signing()));
        assertEquals(Optional.empty(), ExpressCookieProcessor.of(new Rfc6265CookieProcessor()));
    }

    @Test
    void generate_whatTomcatRefuses_isRefusedAsByTomcat() {
        processor.setSecrets(SECRET);
        Cookie bad = new Cookie("lang", "f;i");

        assertThrows(
                IllegalArgumentException.class,
                () -> processor.signing().generateHeader(bad, null));
    }

    @Test
    void generate_sessionCookie_isSignedAndKeepsItsAttributes() {
        processor.setSecrets(SECRET + ",older");
        processor.setSameSiteCookies("lax");
        Cookie cookie = new Cookie("connect.sid", "ID.node1");
        cookie.setPath("/shop");
        cookie.setHttpOnly(true);
        cookie.setSecure(true);
        cookie.setDomain("example.test");

        assertEquals(
                "connect.sid=%s; Domain=example.test; Path=/shop; Secure; HttpOnly; SameSite=Lax"
                        .replace("%s", SIGNER.sign("ID.node1")),
                processor.signing().generateHeader(cookie, null));
        assertEquals("ID.node1", cookie.getValue());
    }

    @Test
    void generate_otherCookie_isUntouched() {
        processor.setSecrets(SECRET);

        assertEquals("lang=fi", processor.signing().generateHeader(new Cookie("lang", "fi"), null));
    }

    @Test
    void generate_deletion_isUntouched() {
        processor.setSecrets(SECRET);
        Cookie deleted = new Cookie("connect.sid", "id");
        deleted.setMaxAge(0);

        assertTrue(
                processor.signing().generateHeader(deleted, null).startsWith("connect.sid=id; "));
        assertEquals(
                "connect.sid=",
                processor.signing().generateHeader(new Cookie("connect.sid", ""), null));
        assertEquals(
                "connect.sid=",
                processor.signing().generateHeader(new Cookie("connect.sid", null), null));
    }
}
