package io.github.tomcatdynamodb.it.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.htmlunit.WaitingRefreshHandler;
import org.htmlunit.WebClient;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTable;
import org.htmlunit.html.HtmlTableRow;

/** One user's browser with the demo's page in it, and what the page says. */
final class DemoBrowser implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 120_000;

    private final WebClient client = new WebClient();

    DemoBrowser() {
        client.getOptions().setJavaScriptEnabled(false);
        client.getOptions().setCssEnabled(false);
        client.getOptions().setTimeout(PATIENCE_MILLIS);
        client.setRefreshHandler(new WaitingRefreshHandler());
    }

    /** Another browser with the same cookies. */
    DemoBrowser copy() {
        DemoBrowser copy = new DemoBrowser();
        client.getCookieManager().getCookies().forEach(copy.client.getCookieManager()::addCookie);
        return copy;
    }

    DemoBrowser open(String url) {
        try {
            client.getPage(url);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clicks a button or a link, by its id, and waits for the page that follows. */
    DemoBrowser click(String id) {
        try {
            element(id).click();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills in a field, by its id. */
    DemoBrowser type(String id, String value) {
        ((HtmlInput) element(id)).setValue(value);
        return this;
    }

    boolean has(String id) {
        return page().getElementById(id) != null;
    }

    boolean isEnabled(String id) {
        return !(element(id) instanceof HtmlButton button) || !button.isDisabled();
    }

    /** The text of an element, by its id. */
    String text(String id) {
        return element(id).getTextContent().strip();
    }

    /** The node that answered. */
    String node() {
        return text("node");
    }

    /** The hash that stands for the session. */
    String session() {
        return text("session");
    }

    /** What the save of the last click did. */
    String lastSave() {
        return text("last-save");
    }

    /** The session's attributes: their names and values. */
    Map<String, String> attributes() {
        return column(2);
    }

    /** The session's attributes: their names and Java classes. */
    Map<String, String> classes() {
        return column(1);
    }

    /** The record in DynamoDB's JSON. */
    String record() {
        return text("record");
    }

    double units(String id) {
        return Double.parseDouble(text(id));
    }

    /** How many elements of this name the page has. */
    int count(String elementName) {
        return page().getElementsByTagName(elementName).size();
    }

    @Override
    public String toString() {
        return page().asNormalizedText() + client.getCookieManager().getCookies();
    }

    @Override
    public void close() {
        client.close();
    }

    private Map<String, String> column(int column) {
        Map<String, String> cells = new TreeMap<>();
        for (HtmlTableRow row : ((HtmlTable) element("attributes")).getBodies().get(0).getRows()) {
            cells.put(
                    row.getCell(0).getTextContent().strip(),
                    row.getCell(column).getTextContent().strip());
        }
        cells.remove("Name");
        return cells;
    }

    private DomElement element(String id) {
        DomElement element = page().getElementById(id);
        if (element == null) {
            throw new AssertionError("no " + id + " in " + this);
        }
        return element;
    }

    private HtmlPage page() {
        return (HtmlPage) client.getCurrentWindow().getEnclosedPage();
    }
}
