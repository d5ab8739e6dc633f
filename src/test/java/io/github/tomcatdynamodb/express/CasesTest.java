package io.github.tomcatdynamodb.express;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sessions of Express that once were none here, with the cookie that Express had signed. */
class CasesTest {

    @ParameterizedTest
    @MethodSource("io.github.tomcatdynamodb.express.Fixture#cases")
    void cookieIsVerified_andTheSessionIsRead(Fixture fixture) throws Exception {
        byte[] secret = fixture.text("secret").getBytes(UTF_8);
        CookieSigner signer =
                new CookieSigner(
                        SecretsSource.LIST
                                .secrets("hex:" + HexFormat.of().formatHex(secret))
                                .stream()
                                .flatMap(written -> written.bytes().stream())
                                .toList());

        assertEquals(
                Optional.of(fixture.key()),
                CookieHeader.value(fixture.text("cookie"), "connect.sid")
                        .flatMap(signer::unsign)
                        .map(id -> "sess:" + id));
        Map<String, Object> session = ExpressJson.read(fixture.storedText().orElseThrow());
        assertEquals("ann", session.get("user"));
    }
}
