package tobago;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What somebody has put into the form, one article after the other. */
@Named
@SessionScoped
public class Basket implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<String> articles = new ArrayList<>();
    private String article;

    public String getArticle() {
        return article;
    }

    public void setArticle(String article) {
        this.article = article;
    }

    public void add() {
        articles.add(article);
        article = null;
    }

    public String getContents() {
        return String.join(", ", articles);
    }
}
