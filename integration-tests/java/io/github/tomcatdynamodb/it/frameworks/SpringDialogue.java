package io.github.tomcatdynamodb.it.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Spring with beans of the session's scope behind proxies, and a form in session attributes. */
final class SpringDialogue implements Dialogue {
    private final Visitor visitor;
    private final List<String> bought = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String address = "null";
    private String born;

    SpringDialogue(Visitor visitor) {
        this.visitor = visitor;
    }

    @Override
    public void begin(TomcatNode node) {
        check(visitor.get(node, visitor.inside("/")));
    }

    @Override
    public void step(TomcatNode node) {
        String article = "article" + bought.size();
        bought.add(article);
        check(visitor.post(node, visitor.inside("/add"), Map.of("article", article)));
        String note = "note" + notes.size();
        notes.add(note);
        check(visitor.post(node, visitor.inside("/order"), Map.of("note", note)));
        address = node.name() + notes.size();
        check(visitor.post(node, visitor.inside("/order"), Map.of("address", address)));
    }

    /** Pages have no state here; the form's is given up. */
    @Override
    public void goOnFromAnOlderPage(TomcatNode node) {
        notes.clear();
        address = "null";
        check(visitor.post(node, visitor.inside("/done"), Map.of()));
        step(node);
    }

    private void check(Page page) {
        Map<String, String> shown =
                page.html()
                        .lines()
                        .map(line -> line.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        born = born == null ? shown.get("born") : born;
        String articles = String.join(", ", bought);
        assertEquals(born, shown.get("born"));
        assertEquals(articles, shown.get("cart"));
        assertEquals(bought.size() + " visits, has " + articles, shown.get("customer"));
        assertEquals(address, shown.get("address"));
        assertEquals(String.join(", ", notes), shown.get("notes"));
    }

    @Override
    public void assertStored() {
        Set<String> stored = visitor.storedAttributes();
        assertTrue(
                stored.containsAll(Set.of("scopedTarget.cart", "scopedTarget.customer", "order")),
                stored::toString);
    }
}
