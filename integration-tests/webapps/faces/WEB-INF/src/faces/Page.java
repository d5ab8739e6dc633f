package faces;

import jakarta.faces.component.UIComponent;
import jakarta.faces.component.html.HtmlCommandButton;
import jakarta.faces.component.html.HtmlOutputText;
import jakarta.faces.event.ActionEvent;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Lives as long as its view. */
@Named
@ViewScoped
public class Page implements Serializable {
    private static final long serialVersionUID = 1;

    private final String born = System.getProperty("node.name") + " " + UUID.randomUUID();
    private final List<String> history = new ArrayList<>();
    @Inject private Cart cart;
    private String article;
    private int added;

    public void add() {
        cart.add(article);
        history.add(article);
        added++;
        article = null;
    }

    public void more(Line line) {
        line.more();
    }

    /** Changes components in ways that only the view's state tells the next request. */
    public void pressed(ActionEvent event) {
        HtmlCommandButton button = (HtmlCommandButton) event.getComponent();
        Integer before = (Integer) button.getAttributes().get("presses");
        int presses = before == null ? 1 : before + 1;
        button.getAttributes().put("presses", presses);
        button.setValue("Add after " + presses);
        HtmlOutputText note = new HtmlOutputText();
        note.setId("note" + presses);
        note.setValue("note " + presses + " of " + System.getProperty("node.name"));
        UIComponent notes = button.findComponent("notes");
        notes.getChildren().add(note);
    }

    public String getBorn() {
        return born;
    }

    public String getHistory() {
        return String.join(", ", history);
    }

    public int getAdded() {
        return added;
    }

    public String getArticle() {
        return article;
    }

    public void setArticle(String article) {
        this.article = article;
    }
}
