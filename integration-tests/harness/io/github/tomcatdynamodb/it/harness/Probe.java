package io.github.tomcatdynamodb.it.harness;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** One user at the probe application: what its page can do, as methods. */
public final class Probe {
    private final HttpBrowser browser;
    private final TomcatNode node;
    private final String path;

    /** This browser's user, at the probe deployed under this path of this node. */
    public Probe(HttpBrowser browser, TomcatNode node, String path) {
        this.browser = browser;
        this.node = node;
        this.path = path;
    }

    /** Another browser at the same place as that probe. */
    public Probe(HttpBrowser browser, Probe place) {
        this(browser, place.node, place.path);
    }

    /** What the probe tells of the session. */
    public record Session(JsonObject json) {
        /** Whether there was one. */
        public boolean exists() {
            return json.has("session") && json.get("session").getAsBoolean();
        }

        public String id() {
            return json.get("id").getAsString();
        }

        public boolean isNew() {
            return json.get("isNew").getAsBoolean();
        }

        public long created() {
            return json.get("created").getAsLong();
        }

        public long accessed() {
            return json.get("accessed").getAsLong();
        }

        public int maxInactive() {
            return json.get("maxInactive").getAsInt();
        }

        /** Whether it has the attribute. */
        public boolean has(String name) {
            return exists() && json.getAsJsonObject("attributes").has(name);
        }

        /** An attribute as text (lists and maps as JSON), null when there is none. */
        public String text(String name) {
            if (!has(name)) {
                return null;
            }
            JsonElement value = json.getAsJsonObject("attributes").get(name);
            return value.isJsonPrimitive() ? value.getAsString() : value.toString();
        }

        /** The class name of an attribute. */
        public String type(String name) {
            return json.getAsJsonObject("classes").get(name).getAsString();
        }
    }

    /** The same user at another node. */
    public Probe at(TomcatNode other) {
        return new Probe(browser, other, path);
    }

    /** The user's browser. */
    public HttpBrowser browser() {
        return browser;
    }

    /** The session cookie that the browser has for this application, or null. */
    public String cookie() {
        return browser.cookie("JSESSIONID", path);
    }

    /** The address for these parameters, given as names and values in turn. */
    public String url(String... parameters) {
        return url("probe.jsp", parameters);
    }

    private String url(String page, String... parameters) {
        Map<String, String> query = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            query.put(parameters[i], parameters[i + 1]);
        }
        return node.url(path + "/" + page + "?" + HttpBrowser.encode(query));
    }

    /** Any request, whatever its outcome. */
    public HttpBrowser.Response get(String... parameters) {
        return browser.get(url(parameters));
    }

    /** Any request, which must be answered with 200. */
    public JsonObject ok(String... parameters) {
        HttpBrowser.Response response = get(parameters);
        if (response.status() != 200) {
            throw new AssertionError(node + ": " + response + "\n" + node.log());
        }
        return response.json();
    }

    /** Reads the session and changes nothing. */
    public Session info() {
        return new Session(ok("op", "info"));
    }

    /** Makes a session if there is none. */
    public Probe create() {
        ok("op", "create");
        return this;
    }

    /** Sets an attribute: a string, int, long, double, list, map or bean. */
    public Session set(String name, String type, String value) {
        return new Session(ok("op", "set", "name", name, "type", type, "value", value));
    }

    /** Sets a string attribute. */
    public Session set(String name, String value) {
        return set(name, "string", value);
    }

    /** Adds to a list, which is made if there is none; makes no session. */
    public Session append(String name, String value) {
        return new Session(ok("op", "append", "name", name, "value", value));
    }

    public Session remove(String name) {
        return new Session(ok("op", "remove", "name", name));
    }

    /** Changes a list, map or bean in place. */
    public Session mutate(String name, String value) {
        return new Session(ok("op", "mutate", "name", name, "value", value));
    }

    /**
     * Sets a string attribute in an asynchronous request, after its servlet has returned.
     *
     * @param end {@code dispatch} or {@code complete}
     */
    public void setLater(String name, String value, String end) {
        HttpBrowser.Response response = later("name", name, "value", value, "end", end);
        if (response.status() != 200) {
            throw new AssertionError(node + ": " + response + "\n" + node.log());
        }
    }

    /** Any asynchronous request, whatever its outcome. */
    public HttpBrowser.Response later(String... parameters) {
        return browser.get(url("async.jsp", parameters));
    }

    /** {@code setMaxInactiveInterval}. */
    public Session interval(int seconds) {
        return new Session(ok("op", "interval", "value", Integer.toString(seconds)));
    }

    /** Changes the session's id and sets the attribute {@code user}. */
    public Session login(String user) {
        return new Session(ok("op", "login", "value", user));
    }

    /** Invalidates the session. */
    public Session logout() {
        return new Session(ok("op", "logout"));
    }

    /** Asks for the session this often in one request; how often there was one. */
    public int peek(int times) {
        return ok("op", "peek", "times", Integer.toString(times)).get("seen").getAsInt();
    }
}
