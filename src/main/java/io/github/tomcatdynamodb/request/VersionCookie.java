package io.github.tomcatdynamodb.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.tomcat.util.http.MimeHeaders;

/**
 * The cookie beside the session cookie, with its path, domain and flags. It tells any node which
 * version of its session a client has been told of, and whether the container knows something of
 * the user. It holds no secret, and who forges one is only read for once more.
 */
final class VersionCookie {

    private static final String SET_COOKIE = CompanionCookies.SET_COOKIE;

    private static final String AUTHENTICATED = "a";
    private static final String NOT_AUTHENTICATED = "n";
    private static final int TAG_LENGTH = 8;

    private final CompanionCookies cookies;
    private final String name;

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

    VersionCookie(CompanionCookies cookies) {
        this.cookies = cookies;
        this.name = cookies.sessionCookie() + "-version";
    }

    /** Returns what tells a session from others; of no use to find it. */
    static String tag(String hash) {
        return hash.substring(0, Math.min(TAG_LENGTH, hash.length()));
    }

    /** Returns what the client of a request has been told; the latest, if it sends several. */
    Optional<Told> read(Request request) {
        Optional<Told> latest = Optional.empty();
        for (String value : CompanionCookies.values(request, name)) {
            Optional<Told> told = parse(value);
            if (told.isPresent()
                    && (latest.isEmpty() || told.get().version() > latest.get().version())) {
                latest = told;
            }
        }
        return latest;
    }

    /** Reads version, when it was told, whether the container knows the user, and the tag. */
    static Optional<Told> parse(String value) {
        String[] parts = CookieText.parts(value);
        if (parts.length != 4 || !CookieText.isBase64(parts[3], TAG_LENGTH)) {
            return Optional.empty();
        }
        OptionalLong version = CookieText.number(parts[0]);
        OptionalLong at = CookieText.number(parts[1]);
        boolean isKnown = parts[2].equals(AUTHENTICATED);
        return version.isPresent()
                        && at.isPresent()
                        && (isKnown || parts[2].equals(NOT_AUTHENTICATED))
                ? Optional.of(new Told(version.getAsLong(), at.getAsLong(), isKnown, parts[3]))
                : Optional.empty();
    }

    /** Tells the client of a request a version of its session, before the response is committed. */
    void tell(Request request, Response response, Told told) {
        String value =
                String.join(
                        ".",
                        CookieText.number(told.version()),
                        CookieText.number(told.at()),
                        told.authenticated() ? AUTHENTICATED : NOT_AUTHENTICATED,
                        told.tag());
        cookies.add(request, response, name, value);
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
        return header.startsWith(cookies.sessionCookie() + "=");
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
