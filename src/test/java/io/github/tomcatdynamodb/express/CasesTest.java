package io.github.tomcatdynamodb.express;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of Express that once were none here, with the cookie that Express had signed. */
class CasesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "F1-empty-name",
                "F2-genid-hash",
                "F2-genid-pipe",
                "F3-session-cookie",
                "F5-secret-newline"
            })
    void cookieIsVerified_andTheSessionIsRead(String name) throws Exception {
        JsonObject json;
        try (Reader reader =
                new InputStreamReader(
                        CasesTest.class.getResourceAsStream("/cases/" + name + ".json"), UTF_8)) {
            json = JsonParser.parseReader(reader).getAsJsonObject();
        }
        JsonObject item = json.getAsJsonObject("item");
        byte[] secret = json.get("secret").getAsString().getBytes(UTF_8);
        CookieSigner signer =
                new CookieSigner(
                        SecretsSource.LIST
                                .secrets("hex:" + HexFormat.of().formatHex(secret))
                                .stream()
                                .flatMap(written -> written.bytes().stream())
                                .toList());

        assertEquals(
                Optional.of(item.getAsJsonObject("id").get("S").getAsString()),
                CookieHeader.value(json.get("cookie").getAsString(), "connect.sid")
                        .flatMap(signer::unsign)
                        .map(id -> "sess:" + id));
        Map<String, Object> session =
                ExpressJson.read(item.getAsJsonObject("sess").get("S").getAsString());
        assertEquals("ann", session.get("user"));
    }
}
