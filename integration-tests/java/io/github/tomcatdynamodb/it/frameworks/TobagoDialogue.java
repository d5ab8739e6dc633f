package io.github.tomcatdynamodb.it.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.TomcatNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MyFaces Tobago: a form without the secret that its session has got when it was created is
 * ignored. A listener makes the secret, so it must be called once a session, on one node.
 */
final class TobagoDialogue implements Dialogue {
    private static final Pattern CONTENTS =
            Pattern.compile("id=['\"]page:contents['\"].*?<span[^>]*>([^<]*)<", Pattern.DOTALL);

    private final Visitor visitor;
    private final List<String> added = new ArrayList<>();
    private Page page;

    TobagoDialogue(Visitor visitor) {
        this.visitor = visitor;
    }

    @Override
    public void begin(TomcatNode node) {
        page = visitor.get(node, visitor.inside("/page.xhtml"));
        check();
    }

    @Override
    public void step(TomcatNode node) {
        String article = "article" + added.size();
        added.add(article);
        Map<String, String> form = new HashMap<>(page.hiddenFields());
        form.put("page:article", article);
        form.put("jakarta.faces.source", "page:add");
        page = visitor.post(node, visitor.inside("/page.xhtml"), form);
        check();
    }

    @Override
    public void goOnFromAnOlderPage(TomcatNode node) {
        Page older = page;
        step(node);
        page = older;
        step(node);
    }

    private void check() {
        Matcher contents = CONTENTS.matcher(page.html());
        assertTrue(contents.find(), page::html);
        assertEquals(String.join(", ", added), contents.group(1), page::html);
    }

    @Override
    public void assertStored() {
        Set<String> stored = visitor.storedAttributes();
        assertTrue(stored.contains("org.apache.myfaces.tobago.webapp.Secret"), stored::toString);
    }
}
