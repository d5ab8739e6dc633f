package demo;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** What the process that has started the nodes knows: see its class of the same name. */
public final class State {
    public static final List<String> NODES = List.of("A", "B");

    private final Properties properties = new Properties();

    /** Asks for what there is to know about a session, named by its hash. */
    public static State of(String session) throws IOException {
        State state = new State();
        state.properties.load(new StringReader(Control.get("/state?session=" + session)));
        return state;
    }

    /** The other one of the two nodes. */
    public static String otherThan(String node) {
        return node.equals("A") ? "B" : "A";
    }

    public boolean has(String name) {
        return properties.containsKey(name);
    }

    public String text(String name) {
        return properties.getProperty(name, "");
    }

    public int touchAfter() {
        return Integer.parseInt(text("touchAfter"));
    }

    public boolean isRunning(String node) {
        return text(node + ".running").equals("true");
    }

    /** The address of the page on a node, for a browser that reached this one by this name. */
    public String url(String host, String node) {
        // Cookies do not tell ports apart, but they do tell names apart.
        return "http://"
                + (host.equals("localhost") ? "localhost" : "127.0.0.1")
                + ":"
                + text(node + ".port")
                + "/demo/";
    }

    public List<Save> saves() {
        return Save.of(this);
    }

    /** Capacity units as a node's MBean counts them: {@code readUnits} or {@code writeUnits}. */
    public String units(String node, String kind) {
        return isRunning(node) ? units(Double.parseDouble(text(node + "." + kind))) : "";
    }

    /** Capacity units of both nodes. */
    public String units(String kind) {
        double sum = 0;
        for (String node : NODES) {
            sum += isRunning(node) ? Double.parseDouble(text(node + "." + kind)) : 0;
        }
        return units(sum);
    }

    private static String units(double units) {
        return String.format(Locale.ROOT, "%.1f", units);
    }

    /** In how many seconds a request that changes nothing touches the record; 0 if it does now. */
    public long secondsToTouch(long now) {
        if (!has("record.accessed")) {
            return 0;
        }
        long due = Long.parseLong(text("record.accessed")) + touchAfter() * 1000L;
        return Math.max(0, (due - now + 999) / 1000);
    }
}
