package demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** Asks the process that has started the nodes. */
public final class Control {
    private Control() {}

    /** Stops, kills or starts a node, and waits until that is done; false if it was refused. */
    public static boolean node(String name, String action) throws IOException {
        return State.NODES.contains(name)
                && call("POST", "/node?name=" + name + "&do=" + action).getResponseCode() == 200;
    }

    /** Has a session written as connect-dynamodb does, and returns its id. */
    public static String expressSession() throws IOException {
        return text(call("POST", "/express"));
    }

    static String get(String path) throws IOException {
        return text(call("GET", path));
    }

    private static HttpURLConnection call(String method, String path) throws IOException {
        URL url = new URL(System.getProperty("demo.control") + path);
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("X-Demo-Token", System.getProperty("demo.token"));
        return connection;
    }

    private static String text(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
