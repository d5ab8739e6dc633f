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
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;
import org.apache.tomcat.util.http.ServerCookie;
import org.apache.tomcat.util.http.ServerCookies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressCookieProcessorTest {

    private static final String PROPERTY = ExpressCookieProcessorTest.class.getName();
    private static final String SECRET = "keyboard cat";
    private static final CookieSigner SIGNER = CookieSignerTest.signer(SECRET);

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

    @Test
    void secretsFile_hasOnePerLine(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("secrets");
        Files.writeString(file, "\ufeff" + SECRET + "\r\n \r\nwith,comma\n");
        processor.setSecretsFile(file.toString());

        assertEquals(
                "connect.sid=" + SIGNER.sign("id"),
                processor.signing().generateHeader(new Cookie("connect.sid", "id"), null));
        assertAccepts("with,comma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\n\n"})
    void secretsFile_withAndWithoutALastLineBreak_isTheSame(String end, @TempDir Path dir)
            throws IOException {
        Path file = dir.resolve("secrets");
        Files.writeString(file, " \ufeffone\t" + end);
        processor.setSecretsFile(file.toString());

        assertAccepts(" \ufeffone\t");
    }

    @Test
    void secretsFile_needNotBeText(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("secrets");
        byte[] secret = {(byte) 0xff, (byte) 0xc3, 0, 1};
        Files.write(file, secret);
        processor.setSecretsFile(file.toString());

        assertEquals(
                Map.of("connect.sid", "id"),
                parse("connect.sid=" + new CookieSigner(List.of(secret)).sign("id")));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "base64:bGluZS1lbmQK|'line-end\n'",
                "hex:6c696e652d656e640a|'line-end\n'",
                "hex:EFBBBF61|\ufeffa",
                "text:base64:bGlu|base64:bGlu",
                "text:hex:|hex:",
                "text:text:|text:",
                "Base64:bGlu|Base64:bGlu",
                "x base64:bGlu|x base64:bGlu"
            },
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false)
    void secrets_thatCannotBeWritten_haveAForm(String written, String secret) {
        processor.setSecrets("other," + written);

        assertAccepts(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"line-end\n", " both ends\t", "\ufeffmark", "\u00a0", "\u00fc"})
    void secrets_areBytes_nothingIsStripped(String secret) {
        processor.setSecrets("other," + secret + ",third");

        assertAccepts(secret);
        assertEquals(
                Map.of(),
                parse("connect.sid=" + CookieSignerTest.signer(secret.strip() + "x").sign("id")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64:", "base64:?", "hex:", "hex:abc", "hex:zz", "text:"})
    void malformedForm_isAnErrorThatShowsNoSecret(String malformed) {
        processor.setSecrets(SECRET + "," + malformed);

        assertError(
                "The CookieProcessor has a secret in [secrets] that begins with base64: or hex:"
                        + " and is not written so; a secret that is to begin so is written"
                        + " text:base64:... or text:hex:...");
    }

    private void assertAccepts(String secret) {
        assertEquals(
                Map.of("connect.sid", "id"),
                parse("connect.sid=" + CookieSignerTest.signer(secret).sign("id")));
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
        System.setProperty(PROPERTY, " ," + SECRET + ",older");
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
                        () ->
                                processor
                                        .signing()
                                        .generateHeader(new Cookie("connect.sid", "id"), null))) {
            var thrown = assertThrows(IllegalStateException.class, use::run);
            assertEquals(message, thrown.getMessage());
            assertEquals(null, thrown.getCause());
        }
    }

    private static void add(MimeHeaders headers, String value) {
        byte[] bytes = value.getBytes(ISO_8859_1);
        headers.addValue("Cookie").setBytes(bytes, 0, bytes.length);
    }

    private Map<String, String> parse(String header) {
        MimeHeaders headers = new MimeHeaders();
        add(headers, header);
        return parse(headers);
    }

    /** The cookies that have a name, as Tomcat shows them to the application. */
    private Map<String, String> parse(MimeHeaders headers) {
        ServerCookies cookies = new ServerCookies(4);
        processor.signing().parseCookieHeader(headers, cookies);
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
