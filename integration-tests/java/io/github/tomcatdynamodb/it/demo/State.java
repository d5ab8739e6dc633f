package io.github.tomcatdynamodb.it.demo;

import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a page of the demo shows beside the session itself.
 *
 * <pre>
 * touchAfter               the store's setting
 * A.running, A.port        of each node; and from its MBean: A.readUnits, A.writeUnits, A.calls
 * save.0.node time what attributes     the last saves of the session, newest first
 * record, record.kind      the session's item; none, tombstone, express or tomcat
 * record.accessed, record.expires
 * </pre>
 */
final class State {
    private static final int SHOWN_SAVES = 8;

    private final Demo demo;
    private final String session;
    private final Properties state = new Properties();
    private final List<Save> saves = new ArrayList<>();

    /** A save as the MBean tells of it. */
    private record Save(String node, String time, String what, String attributes) {
        static Save parse(String node, String line) {
            String[] parts = (line + " ").split(" ", 4);
            return new Save(node, parts[0], parts[2], parts[3].trim());
        }
    }

    /**
     * @param session the hash that stands for a session, or the empty string
     */
    State(Demo demo, String session) {
        this.demo = demo;
        this.session = session;
    }

    /** Everything as a properties file. */
    String text() {
        state.setProperty("touchAfter", Integer.toString(demo.touchAfter()));
        demo.nodes().values().forEach(this::tellNode);
        tellSaves();
        tellRecord();
        StringWriter text = new StringWriter();
        try {
            state.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void tellNode(TomcatNode node) {
        state.setProperty(node.name() + ".port", Integer.toString(node.port()));
        state.setProperty(node.name() + ".running", Boolean.toString(node.isRunning()));
        if (!node.isRunning()) {
            return;
        }
        Properties own = new Properties();
        try {
            // Without a cookie: this request does not touch the session that is asked about.
            HttpBrowser nobody = new HttpBrowser().timeout(Duration.ofSeconds(10));
            own.load(
                    new StringReader(
                            nobody.get(node.url("/demo/node.jsp?session=" + session)).body()));
        } catch (IOException | UncheckedIOException e) {
            // It is starting or stopping.
            state.setProperty(node.name() + ".running", "false");
            return;
        }
        own.forEach(
                (name, value) -> {
                    if (name.toString().startsWith("save.")) {
                        saves.add(Save.parse(node.name(), value.toString()));
                    } else {
                        state.setProperty(node.name() + "." + name, value.toString());
                    }
                });
    }

    private void tellSaves() {
        saves.sort(Comparator.comparing(Save::time).reversed());
        for (int i = 0; i < Math.min(SHOWN_SAVES, saves.size()); i++) {
            state.setProperty("save." + i + ".node", saves.get(i).node());
            state.setProperty("save." + i + ".time", saves.get(i).time());
            state.setProperty("save." + i + ".what", saves.get(i).what());
            state.setProperty("save." + i + ".attributes", saves.get(i).attributes());
        }
    }

    private void tellRecord() {
        Map<String, AttributeValue> item = demo.dynamo().item(Demo.TABLE, Demo.PREFIX + session);
        state.setProperty("record.kind", kind(item));
        if (item.isEmpty()) {
            return;
        }
        state.setProperty("record", ItemJson.print(item));
        if (item.containsKey("expires")) {
            state.setProperty("record.expires", item.get("expires").n());
        }
        AttributeValue tomcat = item.get("tomcat");
        if (tomcat != null && tomcat.m().containsKey("accessed")) {
            state.setProperty("record.accessed", tomcat.m().get("accessed").n());
        }
    }

    private static String kind(Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return "none";
        }
        if (!item.containsKey("sess")) {
            return "tombstone";
        }
        return item.containsKey("tomcat") ? "tomcat" : "express";
    }
}
