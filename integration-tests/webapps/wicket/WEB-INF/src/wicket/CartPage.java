package wicket;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.wicket.Component;
import org.apache.wicket.markup.html.WebPage;
import org.apache.wicket.markup.html.basic.Label;
import org.apache.wicket.markup.html.form.Form;
import org.apache.wicket.markup.html.form.TextField;
import org.apache.wicket.markup.html.link.Link;
import org.apache.wicket.markup.html.list.ListItem;
import org.apache.wicket.markup.html.list.ListView;
import org.apache.wicket.model.IModel;
import org.apache.wicket.model.PropertyModel;

/** A page with state of its own: fields, models that are lambdas, and components that change. */
public class CartPage extends WebPage {
    private static final long serialVersionUID = 1;

    private final String born = System.getProperty("node.name") + " " + UUID.randomUUID();
    private final List<Line> lines = new ArrayList<>();
    private String article;
    private int clicks;

    public CartPage() {
        IModel<String> node = () -> System.getProperty("node.name");
        IModel<String> bought = () -> String.join(", ", ShopSession.current().bought());
        label("node", node);
        label("born", () -> born);
        label("clicks", () -> clicks);
        label("bought", bought);
        label("colour", () -> "none");
        add(
                new Link<Void>("click") {
                    private static final long serialVersionUID = 1;

                    @Override
                    public void onClick() {
                        clicks++;
                        // Another component takes the place of the old one.
                        Component next = new Label("colour", clicks % 2 == 0 ? "green" : "red");
                        CartPage.this.get("colour").replaceWith(mark("colour", next));
                    }
                }.setMarkupId("click").setOutputMarkupId(true));
        Form<Void> form =
                new Form<>("form") {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected void onSubmit() {
                        lines.add(new Line(article));
                        ShopSession.current().bought().add(article);
                        article = null;
                    }
                };
        form.add(new TextField<String>("article", new PropertyModel<>(this, "article")));
        add(mark("form", form));
        add(
                new ListView<>("lines", lines) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected void populateItem(ListItem<Line> item) {
                        Line line = item.getModelObject();
                        item.add(mark("line" + item.getIndex(), new Label("line", line::text)));
                        Link<Void> more =
                                new Link<>("more") {
                                    private static final long serialVersionUID = 1;

                                    @Override
                                    public void onClick() {
                                        line.quantity++;
                                    }
                                };
                        item.add(mark("more" + item.getIndex(), more));
                    }
                }.setReuseItems(true));
    }

    private void label(String id, IModel<?> model) {
        add(mark(id, new Label(id, model)));
    }

    private static Component mark(String markupId, Component component) {
        return component.setMarkupId(markupId).setOutputMarkupId(true);
    }

    /** What is bought, and how often. */
    private static final class Line implements Serializable {
        private static final long serialVersionUID = 1;

        private final String article;
        private int quantity = 1;

        Line(String article) {
            this.article = article;
        }

        String text() {
            return quantity + " " + article;
        }
    }
}
