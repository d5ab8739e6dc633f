package probe;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** An application's own class, known to its class loader only. */
public class Cart implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<String> articles = new ArrayList<>();
    private String owner;
    private int changes;

    public Cart(String owner) {
        this.owner = owner;
    }

    public void add(String article) {
        articles.add(article);
        changes++;
    }

    @Override
    public String toString() {
        return "Cart of " + owner + ": " + articles + ", changes: " + changes;
    }
}
