package io.github.tomcatdynamodb.express;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Map;
import java.util.TreeMap;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.ServerCookie;
import org.apache.tomcat.util.http.ServerCookies;

/** A cookie processor, and what it makes of a request's cookies. */
abstract class CookieProcessors {
    static final String SECRET = "keyboard cat";
    static final CookieSigner SIGNER = CookieSignerTest.signer(SECRET);

    final ExpressCookieProcessor processor = new ExpressCookieProcessor();

    static void add(MimeHeaders headers, String value) {
        byte[] bytes = value.getBytes(ISO_8859_1);
        headers.addValue("Cookie").setBytes(bytes, 0, bytes.length);
    }

    Map<String, String> parse(String header) {
        MimeHeaders headers = new MimeHeaders();
        add(headers, header);
        return parse(headers);
    }

    /** The cookies that have a name, as Tomcat shows them to the application. */
    Map<String, String> parse(MimeHeaders headers) {
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
