package io.github.tomcatdynamodb.value;

import com.google.common.collect.Lists;
import jakarta.servlet.http.Cookie;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.catalina.authenticator.SavedRequest;
import org.apache.catalina.filters.CsrfPreventionFilter;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.tomcat.util.buf.ByteChunk;

/** What Tomcat itself keeps in sessions. */
final class TomcatContents extends LibraryContents {
    @Override
    void fill() throws Exception {
        String library = "Tomcat";
        add(library, "CSRF nonces, none", Nonces.of(5), cache -> Nonces.known(cache, "n1"));
        add(
                library,
                "CSRF nonces",
                Nonces.of(5, "n1", "n2", "n3"),
                cache -> Nonces.known(cache, "n1", "n3", "n4"));
        add(
                library,
                "CSRF nonces, more than it keeps",
                Nonces.of(2, "n1", "n2", "n3"),
                cache -> Nonces.known(cache, "n1", "n2", "n3"));
        add(
                library,
                "CSRF nonces, used on",
                Nonces.of(2, "n1", "n2"),
                cache -> Nonces.known(Nonces.add(cache, "n3"), "n1", "n2", "n3"));

        Class<?> crawler =
                Class.forName(
                        "org.apache.catalina.valves.CrawlerSessionManagerValve"
                                + "$CrawlerHttpSessionBindingListener");
        Constructor<?> constructor = crawler.getDeclaredConstructor(Map.class, String.class);
        constructor.setAccessible(true);
        Map<String, String> sessions = new ConcurrentHashMap<>(Map.of("10.0.0.1", "AB12"));
        add(library, "crawler's session", constructor.newInstance(sessions, "10.0.0.1"));

        SavedRequest saved = new SavedRequest();
        saved.setMethod("POST");
        saved.setRequestURI("/shop/order");
        saved.setDecodedRequestURI("/shop/order");
        saved.setQueryString("a=1");
        saved.setContentType("application/x-www-form-urlencoded");
        saved.setOriginalMaxInactiveInterval(1800);
        saved.addHeader("accept", "text/html");
        saved.addHeader("accept", "*/*");
        saved.addLocale(Locale.GERMANY);
        Cookie cookie = new Cookie("theme", "dark");
        cookie.setPath("/shop");
        cookie.setAttribute("SameSite", "Lax");
        saved.addCookie(cookie);
        ByteChunk body = new ByteChunk();
        body.append("article=book".getBytes(), 0, 12);
        saved.setBody(body);
        add(
                library,
                "saved request",
                saved,
                request ->
                        List.of(
                                request.getBody().toString(),
                                request.getCookies().next().getAttribute("SameSite"),
                                Collections.list(
                                        Collections.enumeration(
                                                Lists.newArrayList(
                                                        request.getHeaderValues("accept")))),
                                request.getLocales().next()));

        Function<GenericPrincipal, Object> principal =
                user ->
                        List.of(
                                user.getName(),
                                user.hasRole("admin"),
                                user.hasRole("other"),
                                user.getUserPrincipal().getName());
        add(library, "principal", new GenericPrincipal("ann", List.of("admin", "user")), principal);
        add(
                library,
                "principal of a login module",
                new GenericPrincipal("ann", List.of("admin"), new ModulePrincipal("cn=ann")),
                principal);
        add(
                library,
                "principal with attributes",
                new GenericPrincipal("ann", List.of("admin"), null, null, null, Map.of("n", 1L)),
                user -> user.getAttribute("n"));
    }

    /** Gets at the cache that is the filter's own business. */
    private static final class Nonces extends CsrfPreventionFilter {
        static Object of(int size, String... nonces) {
            Object cache = new LruCache<String>(size);
            for (String nonce : nonces) {
                add(cache, nonce);
            }
            return cache;
        }

        @SuppressWarnings("unchecked")
        static Object add(Object cache, String nonce) {
            ((NonceCache<String>) cache).add(nonce);
            return cache;
        }

        @SuppressWarnings("unchecked")
        static List<Boolean> known(Object cache, String... nonces) {
            List<Boolean> known = new ArrayList<>();
            for (String nonce : nonces) {
                known.add(((NonceCache<String>) cache).contains(nonce));
            }
            return known;
        }
    }

    private record ModulePrincipal(String getName) implements Principal, Serializable {}
}
