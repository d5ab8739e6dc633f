package io.github.tomcatdynamodb.request;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.ApplicationSessionCookieConfig;
import org.apache.catalina.util.SessionConfig;
import org.apache.tomcat.util.http.CookieProcessor;
import org.apache.tomcat.util.http.ServerCookie;
import org.apache.tomcat.util.http.ServerCookies;

/** Cookies beside the session cookie of an application, with its path, domain and flags. */
final class CompanionCookies {

    static final String SET_COOKIE = "Set-Cookie";

    private final Context context;
    private final String sessionCookie;
    private final Method createCookie;
    private final Method generateHeader;

    /**
     * @param context the application, whose cookies have their names by now
     */
    CompanionCookies(Context context) {
        this.context = context;
        this.sessionCookie = SessionConfig.getSessionCookieName(context);
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

    /** Returns the name of the session cookie. */
    String sessionCookie() {
        return sessionCookie;
    }

    /** Returns the values of all cookies of a name that a client has sent. */
    static List<String> values(Request request, String name) {
        ServerCookies cookies = request.getServerCookies();
        List<String> values = new ArrayList<>(1);
        // Every request passes here: no stream.
        for (int i = 0; i < cookies.getCookieCount(); i++) {
            ServerCookie cookie = cookies.getCookie(i);
            if (cookie.getName().equals(name)) {
                values.add(String.valueOf(cookie.getValue()));
            }
        }
        return values;
    }

    /** Gives a client a cookie, before the response is committed. */
    void add(Request request, Response response, String name, String value) {
        response.getCoyoteResponse()
                .addHeader(SET_COOKIE, name + "=" + value + attributes(request));
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

    /**
     * Returns whether other applications may get the cookies, and set their own in the place of
     * them.
     */
    boolean areShared(Request request) {
        String path = withoutSlash(SessionConfig.getSessionCookiePath(context));
        return !path.equals(withoutSlash(context.getEncodedPath()))
                || attributes(request).contains("; Domain=");
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
