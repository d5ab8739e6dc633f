package io.github.tomcatdynamodb.it.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Faces with its state on the server: post-backs to a view, whose components have changed in ways
 * that only its state tells, with beans of the session's and of the view's scope.
 */
final class FacesDialogue implements Dialogue {
    private final Visitor visitor;
    private final List<Page> pages = new ArrayList<>();
    private final List<String> bought = new ArrayList<>();
    private final List<Integer> quantities = new ArrayList<>();

    /** What the listener has added to the view, which older pages have less of. */
    private final Map<Page, List<String>> notes = new HashMap<>();

    FacesDialogue(Visitor visitor) {
        this.visitor = visitor;
    }

    @Override
    public void begin(TomcatNode node) {
        Page page = visitor.get(node, visitor.inside("/page.xhtml"));
        notes.put(page, List.of());
        check(page, node);
        pages.add(page);
    }

    @Override
    public void step(TomcatNode node) {
        add(node, last());
        more(node, last());
    }

    @Override
    public void goOnFromAnOlderPage(TomcatNode node) {
        add(node, pages.get(pages.size() - 3));
    }

    private void add(TomcatNode node, Page from) {
        String article = "article" + bought.size();
        bought.add(article);
        quantities.add(1);
        List<String> more = new ArrayList<>(notes.get(from));
        more.add("note " + (more.size() + 1) + " of " + node.name());
        submit(node, from, Map.of("form:article", article, "form:add", "Add"), more);
    }

    /** Presses a button in a row of the table. */
    private void more(TomcatNode node, Page from) {
        int row = (bought.size() - 1) / 2;
        quantities.set(row, quantities.get(row) + 1);
        String button = "form:lines:" + row + ":more";
        submit(node, from, Map.of("form:article", "", button, "More"), notes.get(from));
    }

    private void submit(
            TomcatNode node, Page from, Map<String, String> fields, List<String> expected) {
        Map<String, String> form = new HashMap<>(from.hiddenFields());
        form.putAll(fields);
        Page page = visitor.post(node, visitor.inside("/page.xhtml"), form);
        notes.put(page, expected);
        check(page, node);
        pages.add(page);
    }

    private void check(Page page, TomcatNode node) {
        assertEquals(node.name(), page.text("form:node"), page::html);
        // The beans are those of the first request, not new ones.
        Page first = pages.isEmpty() ? page : pages.get(0);
        assertEquals(first.text("form:cart"), page.text("form:cart"), page::html);
        assertEquals(first.text("form:view"), page.text("form:view"), page::html);
        assertEquals(Integer.toString(bought.size()), page.text("form:added"));
        assertEquals(String.join(", ", bought), page.text("form:history"));
        List<String> lines = new ArrayList<>();
        int cents = 0;
        for (int i = 0; i < bought.size(); i++) {
            lines.add(quantities.get(i) + " " + bought.get(i));
            cents += quantities.get(i) * bought.get(i).length();
        }
        assertEquals(lines, page.texts("form:lines:\\d+:line"));
        assertEquals(cents == 0 ? "0" : cents + ".00", page.text("form:total"));
        // The components are as the view's state has them.
        List<String> expected = notes.get(page);
        String label = expected.isEmpty() ? "Add" : "Add after " + expected.size();
        assertEquals(label, page.attribute("form:add", "value"));
        assertEquals(expected, page.texts("form:note\\d+"));
    }

    private Page last() {
        return pages.get(pages.size() - 1);
    }

    @Override
    public void assertStored() {
        Set<String> stored = visitor.storedAttributes();
        assertTrue(stored.stream().anyMatch(name -> name.startsWith("WELD_S")), stored::toString);
        assertTrue(
                stored.stream()
                        .anyMatch(
                                name ->
                                        name.contains("LogicalViewMap")
                                                || name.contains("viewstate")),
                stored::toString);
    }
}
