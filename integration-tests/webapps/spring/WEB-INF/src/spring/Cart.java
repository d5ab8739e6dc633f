package spring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** One of a session; who asks for it gets a proxy. */
@Component
@SessionScope
public class Cart implements Serializable {
    private static final long serialVersionUID = 1;

    private final String born = System.getProperty("node.name") + " " + UUID.randomUUID();
    private final List<String> articles = new ArrayList<>();

    public void add(String article) {
        articles.add(article);
    }

    public String born() {
        return born;
    }

    public String text() {
        return String.join(", ", articles);
    }
}
