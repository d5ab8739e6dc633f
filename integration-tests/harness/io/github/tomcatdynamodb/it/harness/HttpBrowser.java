package io.github.tomcatdynamodb.it.harness;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * One user's browser: keeps cookies by path (for every port of 127.0.0.1, as a load balancer would
 * have it) and follows no redirect by itself. Its tabs may be threads of their own.
 */
public final class HttpBrowser {
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(daemons())
                    .build();

    private final Map<String, Cookie> cookies = new ConcurrentSkipListMap<>();
    private volatile Duration timeout = Duration.ofSeconds(60);

    private record Cookie(String name, String path, String value) {
        boolean matches(String requestPath) {
            return requestPath.startsWith(path)
                    && (path.endsWith("/")
                            || requestPath.length() == path.length()
                            || "/;?".indexOf(requestPath.charAt(path.length())) >= 0);
        }
    }

    /** An answer. */
    public record Response(int status, String body, HttpHeaders headers) {
        /** The body as a JSON object. */
        public JsonObject json() {
            try {
                return JsonParser.parseString(body).getAsJsonObject();
            } catch (RuntimeException e) {
                throw new AssertionError("no JSON: " + this, e);
            }
        }

        /** Where it redirects to, or null. */
        public String location() {
            return headers.firstValue("Location").orElse(null);
        }

        /** Whether it sets a session cookie. */
        public boolean setsSessionCookie() {
            return headers.allValues("Set-Cookie").stream()
                    .anyMatch(cookie -> cookie.startsWith("JSESSIONID="));
        }

        @Override
        public String toString() {
            return status + " " + (body.length() > 2000 ? body.substring(0, 2000) : body);
        }
    }

    /** Fails a request that takes longer; 60 seconds at first. */
    public HttpBrowser timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    /** Another browser with the same cookies, as a thief has them, who learns nothing new. */
    public HttpBrowser copy() {
        HttpBrowser copy = new HttpBrowser().timeout(timeout);
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** Another browser that has only the cookies of one name. */
    public HttpBrowser copyOf(String cookieName) {
        HttpBrowser copy = copy();
        copy.cookies.values().removeIf(cookie -> !cookie.name().equals(cookieName));
        return copy;
    }

    /** Requests a page. */
    public Response get(String url) {
        return send(url, request(url).GET());
    }

    /** Sends a form of names and values. */
    public Response post(String url, Map<String, String> form) {
        return send(
                url,
                request(url)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encode(form))));
    }

    /**
     * Requests a page with exactly this Cookie header; the browser's own cookies stay as they are.
     */
    public static Response getWithCookie(String url, String cookieHeader) {
        HttpBrowser nobody = new HttpBrowser();
        return nobody.send(url, nobody.request(url).header("Cookie", cookieHeader).GET());
    }

    /** Requests a page with a user name and password. */
    public Response getAs(String user, String password, String url) {
        String credentials = user + ":" + password;
        String token =
                java.util.Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return send(url, request(url).header("Authorization", "Basic " + token).GET());
    }

    /** Requests a page with the value of an Authorization header. */
    public Response getAuthorized(String authorization, String url) {
        return send(url, request(url).header("Authorization", authorization).GET());
    }

    /** The value of a cookie for this path, or null. */
    public String cookie(String name, String path) {
        return cookies.values().stream()
                .filter(cookie -> cookie.name().equals(name) && cookie.matches(path))
                .map(Cookie::value)
                .findFirst()
                .orElse(null);
    }

    /** Sets a cookie by hand. */
    public HttpBrowser setCookie(String name, String path, String value) {
        cookies.put(path + " " + name, new Cookie(name, path, value));
        return this;
    }

    /** Names and values, encoded for a query or a form. */
    public static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The value of the Cookie header that it sends to this address; empty when there is none. */
    public String cookieHeader(String url) {
        String path = URI.create(url).getRawPath();
        return cookies.values().stream()
                .filter(cookie -> cookie.matches(path))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
    }

    private HttpRequest.Builder request(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout);
        String header = cookieHeader(url);
        return header.isEmpty() ? request : request.header("Cookie", header);
    }

    private Response send(String url, HttpRequest.Builder builder) {
        try {
            HttpResponse<String> response =
                    HTTP.send(builder.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Response(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the cookie of a Set-Cookie header, as it does with those of its own requests. */
    public void keep(String header) {
        String[] parts = header.split(";");
        int equals = parts[0].indexOf('=');
        String name = parts[0].substring(0, equals).trim();
        String path = "/";
        boolean dead = false;
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].trim();
            String lower = part.toLowerCase(Locale.ROOT);
            if (lower.startsWith("path=")) {
                path = part.substring(5);
            } else if (lower.equals("max-age=0")) {
                dead = true;
            }
        }
        if (dead) {
            cookies.remove(path + " " + name);
        } else {
            setCookie(name, path, parts[0].substring(equals + 1).trim());
        }
    }

    private static Executor daemons() {
        return java.util.concurrent.Executors.newCachedThreadPool(
                task -> {
                    Thread thread = new Thread(task, "browser");
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
