package io.github.tomcatdynamodb.request;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.ApplicationSessionCookieConfig;
import org.apache.catalina.util.SessionConfig;
import org.apache.tomcat.util.http.CookieProcessor;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.http.ServerCookies;

/**
 * The cookie beside the session cookie, with its path, domain and flags. It tells any node which
 * version of its session a client has been told of, and whether the container knows something of
 * the user. It holds no secret, and who forges one is only read for once more.
 */
final class VersionCookie {

    private static final String SET_COOKIE = "Set-Cookie";

    private static final int RADIX = 36;

    /** Version, when it was told, whether the container knows the user, and the session's tag. */
    private static final Pattern VALUE =
            Pattern.compile("([0-9a-z]{1,12})\\.([0-9a-z]{1,12})\\.([an])\\.([-_0-9A-Za-z]{8})");

    private static final int TAG_LENGTH = 8;

    private final Context context;
    private final Method createCookie;
    private final Method generateHeader;

    /**
     * What a client has been told of its session.
     *
     * @param version the version, in epoch milliseconds
     * @param at when the answer left that has told it, in epoch milliseconds
     * @param authenticated whether the session holds what the container knows of the user
     * @param tag tells which session it was
     */
    record Told(long version, long at, boolean authenticated, String tag) {

        /** Returns whether this was told of the session with a hash. */
        boolean isOf(String hash) {
            return tag.equals(VersionCookie.tag(hash));
        }
    }

    /**
     * @param context the application
     */
    VersionCookie(Context context) {
        this.context = context;
        // Their parameters and results are servlet types, which must not be named.
        this.createCookie = method(ApplicationSessionCookieConfig.class, "createSessionCookie");
        this.generateHeader = method(CookieProcessor.class, "generateHeader");
    }

    private static Method method(Class<?> type, String name) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().equals(name))
                // Of two that generate a header, the one that knows the request.
                .max(Comparator.comparingInt(Method::getParameterCount))
                .orElseThrow();
    }

    private String name() {
        return SessionConfig.getSessionCookieName(context) + "-version";
    }

    /** Returns what tells a session from others; of no use to find it. */
    static String tag(String hash) {
        return hash.substring(0, Math.min(TAG_LENGTH, hash.length()));
    }

    /** Returns what the client of a request has been told; the latest, if it sends several. */
    Optional<Told> read(Request request) {
        String name = name();
        ServerCookies cookies = request.getServerCookies();
        return IntStream.range(0, cookies.getCookieCount())
                .mapToObj(cookies::getCookie)
                .filter(cookie -> cookie.getName().equals(name))
                .flatMap(cookie -> parse(cookie.getValue().toString()).stream())
                .max((one, other) -> Long.compare(one.version(), other.version()));
    }

    private static Optional<Told> parse(String value) {
        Matcher matcher = VALUE.matcher(value == null ? "" : value);
        return matcher.matches()
                ? Optional.of(
                        new Told(
                                Long.parseLong(matcher.group(1), RADIX),
                                Long.parseLong(matcher.group(2), RADIX),
                                matcher.group(3).equals("a"),
                                matcher.group(4)))
                : Optional.empty();
    }

    /** Tells the client of a request a version of its session, before the response is committed. */
    void tell(Request request, Response response, Told told) {
        String value =
                String.join(
                        ".",
                        Long.toString(told.version(), RADIX),
                        Long.toString(told.at(), RADIX),
                        told.authenticated() ? "a" : "n",
                        told.tag());
        response.getCoyoteResponse()
                .addHeader(SET_COOKIE, name() + "=" + value + attributes(request));
    }

    /** Returns what follows the value of the session cookie: path, domain, flags. */
    private String attributes(Request request) {
        try {
            Object cookie = createCookie.invoke(null, context, "id", request.isSecure());
            String header =
                    (String) generateHeader.invoke(context.getCookieProcessor(), cookie, request);
            int end = header.indexOf(';');
            return end < 0 ? "" : header.substring(end);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns whether a response gives the client a session cookie. */
    boolean isGivenSession(Response response) {
        return cookies(response).stream().anyMatch(this::isSessionCookie);
    }

    /**
     * Takes back what an application has answered, but for the cookie of its session if that is
     * stored: after a change of id the client could not do without it.
     *
     * @param isStored whether the session is stored under the id that the cookie gives
     */
    void takeBack(Response response, boolean isStored) {
        List<String> kept =
                isStored
                        ? cookies(response).stream().filter(this::isSessionCookie).toList()
                        : List.of();
        response.reset();
        kept.forEach(cookie -> response.getCoyoteResponse().addHeader(SET_COOKIE, cookie));
    }

    /** Takes back the cookie of a session that could not be stored. */
    void withdraw(Response response) {
        List<String> others =
                cookies(response).stream().filter(cookie -> !isSessionCookie(cookie)).toList();
        MimeHeaders headers = response.getCoyoteResponse().getMimeHeaders();
        headers.removeHeader(SET_COOKIE);
        others.forEach(cookie -> headers.addValue(SET_COOKIE).setString(cookie));
    }

    private boolean isSessionCookie(String header) {
        return header.startsWith(SessionConfig.getSessionCookieName(context) + "=");
    }

    private static List<String> cookies(Response response) {
        MimeHeaders headers = response.getCoyoteResponse().getMimeHeaders();
        List<String> cookies = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            if (headers.getName(i).equalsIgnoreCase(SET_COOKIE)) {
                cookies.add(headers.getValue(i).toString());
            }
        }
        return cookies;
    }
}
