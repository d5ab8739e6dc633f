package io.github.tomcatdynamodb.express;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.ServerCookie;
import org.apache.tomcat.util.http.ServerCookies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressCookieProcessorTest {

    private static final String PROPERTY = ExpressCookieProcessorTest.class.getName();
    private static final String SECRET = "keyboard cat";
    private static final CookieSigner SIGNER = new CookieSigner(List.of(SECRET));

    private final ExpressCookieProcessor processor = new ExpressCookieProcessor();

    @AfterEach
    void clear() {
        System.clearProperty(PROPERTY);
    }

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
    void parse_goodBesideBad_isGood() {
        processor.setSecrets(SECRET);

        assertEquals(
                Map.of("connect.sid", "id"),
                parse("connect.sid=bad; connect.sid=" + SIGNER.sign("id")));
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
                processor.generateHeader(cookie, null));
        assertEquals("ID.node1", cookie.getValue());
    }

    @Test
    void generate_otherCookie_isUntouched() {
        processor.setSecrets(SECRET);

        assertEquals("lang=fi", processor.generateHeader(new Cookie("lang", "fi"), null));
    }

    @Test
    void generate_deletion_isUntouched() {
        processor.setSecrets(SECRET);
        Cookie deleted = new Cookie("connect.sid", "id");
        deleted.setMaxAge(0);

        assertTrue(processor.generateHeader(deleted, null).startsWith("connect.sid=id; "));
        assertEquals("connect.sid=", processor.generateHeader(new Cookie("connect.sid", ""), null));
        assertEquals(
                "connect.sid=", processor.generateHeader(new Cookie("connect.sid", null), null));
    }

    @Test
    void secretsFile_hasOnePerLine(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("secrets");
        Files.writeString(file, "\ufeff" + SECRET + " \r\n\r\nwith,comma\n");
        processor.setSecretsFile(file.toString());

        assertEquals(
                "connect.sid=" + SIGNER.sign("id"),
                processor.generateHeader(new Cookie("connect.sid", "id"), null));
        assertEquals(
                Map.of("connect.sid", "id"),
                parse("connect.sid=" + new CookieSigner(List.of("with,comma")).sign("id")));
    }

    @Test
    void secretsFile_isRelativeToCatalinaBase(@TempDir Path dir) throws IOException {
        Files.writeString(dir.resolve("secrets"), SECRET);
        System.setProperty("catalina.base", dir.toString());
        try {
            processor.setSecretsFile("secrets");
            processor.check();
        } finally {
            System.clearProperty("catalina.base");
        }
    }

    @Test
    void secretsSystemProperty_isRead() {
        System.setProperty(PROPERTY, " , " + SECRET + " ,older");
        processor.setSecretsSystemProperty(PROPERTY);

        assertEquals(Map.of("connect.sid", "id"), parse("connect.sid=" + SIGNER.sign("id")));
    }

    @Test
    void secretsEnv_isRead() {
        processor.setSecretsEnv("PATH");

        processor.check();
    }

    @Test
    void noSource_isAnError() {
        assertError(
                "The CookieProcessor needs exactly one of secrets, secretsFile, secretsEnv and"
                        + " secretsSystemProperty, and has 0 of them");
    }

    @Test
    void severalSources_areAnError() {
        processor.setSecrets(SECRET);
        processor.setSecretsEnv("SECRET");

        assertError(
                "The CookieProcessor needs exactly one of secrets, secretsFile, secretsEnv and"
                        + " secretsSystemProperty, and has 2 of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ,"})
    void noSecret_isAnError(String none) {
        processor.setSecrets(none);

        assertError("The CookieProcessor has no secret: there is none in [secrets]");
    }

    @Test
    void unsetVariables_areAnError() {
        processor.setSecretsSystemProperty(PROPERTY);

        assertError(
                "The CookieProcessor has no secret: there is none in [secretsSystemProperty="
                        + PROPERTY
                        + "]");
    }

    @Test
    void unsetEnvironment_isAnError() {
        processor.setSecretsEnv("NO_SUCH_VARIABLE");

        assertError(
                "The CookieProcessor has no secret: there is none in [secretsEnv=NO_SUCH_VARIABLE]");
    }

    @Test
    void unreplacedVariable_isAnErrorThatShowsNoOtherSecret() {
        processor.setSecrets("keyboard cat,${session.secret}");

        assertError(
                "The CookieProcessor has no secret: Tomcat knows no value for the ${...} in"
                        + " [secrets]");
    }

    @Test
    void unreadableFile_isAnError(@TempDir Path dir) {
        String file = dir.resolve("missing").toString();
        processor.setSecretsFile(file);

        assertError(
                "The CookieProcessor cannot read secretsFile [" + file + "]: NoSuchFileException");
    }

    @Test
    void toString_tellsNoSecret() {
        processor.setSecrets(SECRET);
        processor.check();

        assertFalse(processor.toString().contains("keyboard"));
    }

    private void assertError(String message) {
        for (var use :
                List.<Runnable>of(
                        processor::check,
                        () -> parse("lang=fi"),
                        () -> processor.generateHeader(new Cookie("connect.sid", "id"), null))) {
            var thrown = assertThrows(IllegalStateException.class, use::run);
            assertEquals(message, thrown.getMessage());
            assertEquals(null, thrown.getCause());
        }
    }

    /** The cookies that have a name, as Tomcat shows them to the application. */
    private Map<String, String> parse(String header) {
        MimeHeaders headers = new MimeHeaders();
        byte[] bytes = header.getBytes(ISO_8859_1);
        headers.addValue("Cookie").setBytes(bytes, 0, bytes.length);
        ServerCookies cookies = new ServerCookies(4);
        processor.parseCookieHeader(headers, cookies);
        Map<String, String> parsed = new TreeMap<>();
        for (int i = 0; i < cookies.getCookieCount(); i++) {
            ServerCookie cookie = cookies.getCookie(i);
            if (!cookie.getName().isNull()) {
                parsed.put(cookie.getName().toString(), cookie.getValue().toString());
            }
        }
        return parsed;
    }
}
