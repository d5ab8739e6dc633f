package io.github.tomcatdynamodb.it.express;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Cookie headers as browsers, proxies and attackers send them, each character a byte. */
final class CookieHeaders {

    /** What {@code genid} may return; of each there is a session. */
    static final List<String> IDS =
            List.of(
                    "Qa5nMEjGZ0Tzk3vV7pJrXyNw1bC2dHsL",
                    "auth0|5f7c8ec7c33c6c004bbafe82",
                    "user#42#abc",
                    "9A3F00FF.node1",
                    "a.b.c",
                    ".",
                    "..",
                    "../../x",
                    "with space",
                    " blanks at the ends ",
                    "tab\there",
                    "line\nbreak",
                    "nul\0",
                    "semi;colon=1",
                    "comma,",
                    "\"quoted\"",
                    "back\\slash",
                    "100%",
                    "%41",
                    "%zz",
                    "a+b/c==",
                    "s:x",
                    "__proto__",
                    "<script>",
                    "\u00e4\u00fc\u00ff",
                    "\u4f1a\u8bdd\ud83d\ude00",
                    "\ufeffmark",
                    "x".repeat(1500));

    private final String name;
    private final String secret;
    private final String oldSecret;

    CookieHeaders(String name, String secret, String oldSecret) {
        this.name = name;
        this.secret = secret;
        this.oldSecret = oldSecret;
    }

    /** Returns all of them, none twice. */
    Set<String> all() {
        Set<String> headers = new LinkedHashSet<>();
        for (int i = 0; i < IDS.size(); i++) {
            List<String> values = values(IDS.get(i));
            for (int j = i % 2; j < values.size(); j += 2) { // for the build's time: half of them
                headers.add(name + "=" + values.get(j));
            }
        }
        String good = encoded(signed(IDS.get(0), secret));
        around(good, headers);
        for (String id : List.of(IDS.get(1), IDS.get(8))) {
            around(encoded(signed(id, secret)), headers);
        }
        several(headers);
        headers.removeIf(header -> header.chars().anyMatch(c -> c > 0xff));
        return headers;
    }

    private List<String> values(String id) {
        String signed = signed(id, secret);
        String encoded = encoded(signed);
        int dot = encoded.lastIndexOf('.');
        UnaryOperator<String> everything =
                text ->
                        IntStream.range(0, text.getBytes(UTF_8).length)
                                .mapToObj(i -> "%%%02x".formatted(text.getBytes(UTF_8)[i]))
                                .collect(Collectors.joining());
        return List.of(
                encoded,
                signed,
                encoded(encoded),
                everything.apply(signed),
                encoded.toLowerCase(Locale.ROOT),
                encoded.replace("%3A", ":"),
                encoded.replace("%3A", "%3a"),
                encoded.replace("%2F", "/").replace("%2B", "+"),
                encoded.replace("%2B", "%20"),
                encoded.replace("%2B", " "),
                encoded.replace("%20", "+"),
                encoded + "=",
                encoded + "%3D",
                encoded + "==",
                "\"" + encoded + "\"",
                "\"" + encoded,
                encoded + "\"",
                "'" + encoded + "'",
                "\"" + signed + "\"",
                "%22" + encoded + "%22",
                " " + encoded + "\t ",
                "\" " + encoded + "\"",
                encoded + "; Path=/",
                encoded + ",x=1",
                encoded + " x",
                encoded.substring(0, encoded.length() - 1),
                encoded.substring(0, dot),
                encoded.substring(0, dot + 1),
                encoded.substring(0, dot) + "%2e" + encoded.substring(dot + 1),
                encoded.substring(0, dot) + "\\" + encoded.substring(dot),
                encoded(id),
                encoded(id + "." + signature(id, secret)),
                encoded.replace("s%3A", "S%3A"),
                encoded.replace("s%3A", "j%3A"),
                encoded.replace("s%3A", "s%3As%3A"),
                encoded + "%",
                encoded + "%80",
                encoded + "\u00e4",
                "\u00e4" + encoded,
                encoded(signed(id, oldSecret)),
                encoded(signed(id, "neither")),
                encoded(signed(id, secret) + "." + signature(signed(id, secret), secret)));
    }

    private void around(String good, Set<String> headers) {
        String cookie = name + "=" + good;
        headers.addAll(
                List.of(
                        "a=1; " + cookie + "; b=2",
                        "a=1;" + cookie + ";b=2",
                        "a=1 ; " + cookie + " ; b=2",
                        ";" + cookie + ";",
                        ";;; " + cookie + ";;;",
                        "a; " + cookie + "; b",
                        "=x; " + cookie + "; =",
                        "a=1, " + cookie,
                        "a=\"x; " + cookie + "\"",
                        "a=\"x\"; " + cookie + "; b=\"y\"",
                        "a=\"; " + cookie,
                        "a=\\\"; " + cookie,
                        "a=\u00e4; " + cookie,
                        "a=%zz; " + cookie,
                        "a=b=c; " + cookie,
                        "a b=c d; " + cookie,
                        "\u00e4=1; " + cookie,
                        "__Host-a=1; " + cookie + "; __Secure-b=2",
                        "__proto__=x; " + cookie,
                        "$Version=1; " + cookie + "; $Path=\"/\"; $Domain=x",
                        "$Version=\"1\"; " + cookie,
                        name + " =" + good,
                        name + "\t= " + good,
                        " \t" + cookie,
                        name + "==" + good,
                        name + good,
                        name.toUpperCase(Locale.ROOT) + "=" + good,
                        "x" + cookie,
                        "\"" + name + "\"=" + good,
                        cookies(50) + cookie,
                        cookies(150) + cookie,
                        cookies(199) + cookie,
                        cookie + "; " + cookies(199),
                        "n=" + "v".repeat(4_000) + "; " + cookie));
    }

    /** More than one cookie of the name. */
    private void several(Set<String> headers) {
        List<String> values =
                List.of(
                        encoded(signed(IDS.get(0), secret)),
                        encoded(signed(IDS.get(1), secret)),
                        encoded(signed(IDS.get(2), oldSecret)),
                        encoded(signed("unknown", secret)),
                        encoded(signed(IDS.get(0), "neither")),
                        IDS.get(0),
                        "",
                        "\"\"",
                        "a b",
                        "%");
        for (String one : values) {
            for (String other : values) {
                headers.add(name + "=" + one + "; " + name + "=" + other);
            }
            headers.add(name + "; " + name + "=" + one);
            headers.add(name + "=" + one + "; " + name);
        }
    }

    static String cookies(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "c" + i + "=" + i + "; ")
                .collect(Collectors.joining());
    }

    static String signed(String id, String secret) {
        return "s:" + id + "." + signature(id, secret);
    }

    private static String signature(String id, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(id.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@code encodeURIComponent} does. */
    static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (char c : new String(text.getBytes(UTF_8), ISO_8859_1).toCharArray()) {
            boolean isPlain =
                    c < 0x80 && (Character.isLetterOrDigit(c) || "-_.!~*'()".indexOf(c) >= 0);
            encoded.append(isPlain ? c : "%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }

    /** What is no signed session id, made of one that is. */
    static List<String> badlySigned(String cookie, String id) {
        char last = cookie.charAt(cookie.length() - 1);
        return List.of(
                cookie.substring(0, cookie.length() - 1) + (last == 'A' ? 'B' : 'A'),
                cookie.substring(0, cookie.lastIndexOf('.')),
                id,
                "s%3A",
                "%",
                "");
    }
}
