package io.github.tomcatdynamodb.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the secrets stand, in which form, and what is said when they do not. */
class ExpressCookieSecretsTest extends CookieProcessors {
    private static final String PROPERTY = ExpressCookieSecretsTest.class.getName();

    @AfterEach
    void clear() {
        System.clearProperty(PROPERTY);
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
}
