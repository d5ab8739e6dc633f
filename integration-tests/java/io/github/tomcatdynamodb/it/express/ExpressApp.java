package io.github.tomcatdynamodb.it.express;

import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.it.harness.Await;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An Express application that keeps its sessions with one of the Node stores. */
public final class ExpressApp implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening on (\\d+)");

    private final String store;
    private final Process process;
    private final Path log;
    private final int port;

    private ExpressApp(String store, Process process, Path log) {
        this.store = store;
        this.process = process;
        this.log = log;
        this.port =
                Await.value(
                        store,
                        Duration.ofSeconds(60),
                        () -> {
                            Matcher listening = LISTENING.matcher(NodeModules.read(log));
                            return listening.find() ? Integer.parseInt(listening.group(1)) : 0;
                        },
                        found -> found > 0 || !process.isAlive());
        if (port == 0) {
            throw new AssertionError(store + " does not start:\n" + NodeModules.read(log));
        }
    }

    /**
     * Starts one.
     *
     * @param store the name of its script
     * @param secrets the secrets of its cookie, the newest first
     * @param maxAge the cookie's maxAge in milliseconds, or {@code none}
     */
    static ExpressApp start(
            String store, EmbeddedDynamoDb dynamo, String table, String secrets, String maxAge) {
        return start(store, dynamo, Map.of("TABLE", table, "SECRETS", secrets, "MAX_AGE", maxAge));
    }

    /**
     * Starts one.
     *
     * @param script its name
     * @param settings variables of its environment
     */
    public static ExpressApp start(
            String script, EmbeddedDynamoDb dynamo, Map<String, String> settings) {
        try {
            Path log = NodeModules.directory().resolve(script + "-" + settings.hashCode() + ".log");
            Files.deleteIfExists(log);
            ProcessBuilder builder =
                    new ProcessBuilder("node", script + ".js")
                            .directory(NodeModules.directory().toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(key -> key.startsWith("AWS_"));
            environment.put("AWS_ACCESS_KEY_ID", EmbeddedDynamoDb.ACCESS_KEY_ID);
            environment.put("AWS_SECRET_ACCESS_KEY", EmbeddedDynamoDb.SECRET_ACCESS_KEY);
            environment.put("AWS_REGION", EmbeddedDynamoDb.REGION);
            environment.put("ENDPOINT", dynamo.endpoint().toString());
            environment.putAll(settings);
            return new ExpressApp(script, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A user of it. */
    public User user(HttpBrowser browser) {
        return new User(browser, "/app");
    }

    /** A user of it at another of its paths. */
    User user(HttpBrowser browser, String path) {
        return new User(browser, path);
    }

    /** Sets its clock ahead of the true time. */
    public void setClock(Duration offset) {
        gates("gate", "", "op", "clock", "value", Long.toString(offset.toMillis()));
    }

    /** Lets requests that wait at a gate go on. */
    void open(String gate) {
        gates("op", "open", "gate", gate);
    }

    /** Waits until a request waits at a gate. */
    void awaitWaiting(String gate) {
        Await.until(
                "a request at " + gate, () -> gates("gate", gate).get("waiting").getAsInt() > 0);
    }

    /** What one of its pages answers, as JSON. */
    JsonObject get(HttpBrowser browser, String path) {
        HttpBrowser.Response response = browser.get(url(path));
        if (response.status() != 200) {
            throw new AssertionError(store + ": " + response + "\n" + NodeModules.read(log));
        }
        return response.json();
    }

    private JsonObject gates(String... parameters) {
        return new HttpBrowser().get(url("/gates", parameters)).json();
    }

    /** The address of one of its pages, with parameters as names and values in turn. */
    String url(String path, String... parameters) {
        Map<String, String> query = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            query.put(parameters[i], parameters[i + 1]);
        }
        return "http://127.0.0.1:" + port + path + "?" + HttpBrowser.encode(query);
    }

    /** One user of the application. */
    public final class User {
        private final HttpBrowser browser;
        private final String path;

        private User(HttpBrowser browser, String path) {
            this.browser = browser;
            this.path = path;
        }

        /** The same user, as before the last rotation of the secrets. */
        User beforeRotation() {
            return new User(browser, "/old");
        }

        /** Reads the session and changes nothing. */
        public Probe.Session info() {
            return ok("op", "info");
        }

        Probe.Session login(String name) {
            return ok("op", "login", "value", name);
        }

        Probe.Session logout() {
            return ok("op", "logout");
        }

        /** Sets an attribute to a value given as JSON. */
        public Probe.Session set(String name, String json) {
            return ok("op", "set", "name", name, "value", json);
        }

        /** Sets the maxAge of the session's cookie, as JSON. */
        Probe.Session maxAge(String json) {
            return ok("op", "maxAge", "value", json);
        }

        /** Sets the end of the session's cookie to so many milliseconds from now. */
        Probe.Session expiresIn(long milliseconds) {
            return ok("op", "expires", "value", Long.toString(milliseconds));
        }

        Probe.Session remove(String name) {
            return ok("op", "remove", "name", name);
        }

        /** Has the session loaded, waits at a gate, and then sets an attribute. */
        Probe.Session hold(String gate, String name, String json) {
            return ok("op", "hold", "gate", gate, "name", name, "value", json);
        }

        HttpBrowser.Response get(String... parameters) {
            return browser.get(url(path, parameters));
        }

        private Probe.Session ok(String... parameters) {
            HttpBrowser.Response response = get(parameters);
            if (response.status() != 200) {
                throw new AssertionError(store + ": " + response + "\n" + NodeModules.read(log));
            }
            return new Probe.Session(response.json());
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
