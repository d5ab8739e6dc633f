package io.github.tomcatdynamodb.it.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Wicket with its pages in the session: links and forms of a page, and older versions of it. */
final class WicketDialogue implements Dialogue {
    private final Visitor visitor;
    private final List<Page> pages = new ArrayList<>();
    private final List<String> bought = new ArrayList<>();
    private List<String> lines = new ArrayList<>();
    private int clicks;

    WicketDialogue(Visitor visitor) {
        this.visitor = visitor;
    }

    @Override
    public void begin(TomcatNode node) {
        keep(visitor.get(node, visitor.inside("/")));
    }

    @Override
    public void step(TomcatNode node) {
        click(node, last());
        add(node, last());
        more(node, last());
    }

    /** Opens another page, as in another tab, and goes back to the first. */
    @Override
    public void goOnFromAnOlderPage(TomcatNode node) {
        Page other = visitor.get(node, visitor.inside("/"));
        assertNotEquals(last().text("born"), other.text("born"));
        assertEquals("0", other.text("clicks"));
        // The session is the same one.
        assertEquals(String.join(", ", bought), other.text("bought"));
        step(node);
    }

    private void click(TomcatNode node, Page from) {
        clicks++;
        keep(visitor.get(node, from.target("click", "href")));
    }

    private void add(TomcatNode node, Page from) {
        String article = "article" + bought.size();
        bought.add(article);
        lines.add("1 " + article);
        Map<String, String> form = new HashMap<>(from.hiddenFields());
        form.put("article", article);
        keep(visitor.post(node, from.target("form", "action"), form));
    }

    private void more(TomcatNode node, Page from) {
        int row = (lines.size() - 1) / 2;
        String[] line = lines.get(row).split(" ");
        lines.set(row, Integer.parseInt(line[0]) + 1 + " " + line[1]);
        keep(visitor.get(node, from.target("more" + row, "href")));
    }

    private void keep(Page page) {
        Page first = pages.isEmpty() ? page : pages.get(0);
        assertEquals(first.text("born"), page.text("born"), page::html);
        assertEquals(Integer.toString(clicks), page.text("clicks"));
        assertEquals(String.join(", ", bought), page.text("bought"));
        assertEquals(clicks == 0 ? "none" : clicks % 2 == 0 ? "green" : "red", page.text("colour"));
        assertEquals(lines, page.texts("line\\d+"));
        pages.add(page);
    }

    private Page last() {
        return pages.get(pages.size() - 1);
    }

    @Override
    public void assertStored() {
        Set<String> stored = visitor.storedAttributes();
        assertTrue(stored.stream().anyMatch(name -> name.startsWith("wicket:")), stored::toString);
    }
}
