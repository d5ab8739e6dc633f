package io.github.tomcatdynamodb.request;

import io.github.tomcatdynamodb.record.AccessProof;
import io.github.tomcatdynamodb.record.ClientAccess;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/**
 * The cookie in which a client keeps the time of its last request. Not the one of the version: that
 * may not be set again without need, because whoever has just been given it is read for strongly,
 * and of two answers that overtake one another the one with the older version may win.
 */
final class AccessCookie {

    /** Of a mark that a node has made for a time. */
    private static final int MARK_LENGTH = 22;

    /** A browser has several if paths overlap; who sends more has made them up. */
    private static final int MAX_READ = 8;

    private final CompanionCookies cookies;
    private final String application;

    /** {@code null} until a request has come. */
    private volatile String name;

    /**
     * @param application tells it from others with the same session cookie
     */
    AccessCookie(CompanionCookies cookies, String application) {
        this.cookies = cookies;
        this.application = application;
    }

    private String name(Request request) {
        if (name == null) {
            String own = cookies.sessionCookie() + "-access";
            name =
                    cookies.areShared(request)
                            ? own + '-' + Integer.toHexString(application.hashCode())
                            : own;
        }
        return name;
    }

    /** Returns what the client of a request brings along. */
    ClientAccess read(Request request) {
        return ClientAccess.of(
                CompanionCookies.values(request, name(request)).stream()
                        .limit(MAX_READ)
                        .flatMap(value -> parse(value).stream())
                        .toList());
    }

    static Optional<AccessProof> parse(String value) {
        String[] parts = CookieText.parts(value);
        if (parts.length != 2 || !CookieText.isBase64(parts[1], MARK_LENGTH)) {
            return Optional.empty();
        }
        OptionalLong at = CookieText.number(parts[0]);
        return at.isPresent()
                ? Optional.of(new AccessProof(at.getAsLong(), parts[1]))
                : Optional.empty();
    }

    /** Returns the value of the cookie. */
    static String text(AccessProof proof) {
        return CookieText.number(proof.at()) + '.' + proof.mark();
    }

    /** Tells the client of a request the time of it, before the response is committed. */
    void tell(Request request, Response response, AccessProof proof) {
        cookies.add(request, response, name(request), text(proof));
    }
}
