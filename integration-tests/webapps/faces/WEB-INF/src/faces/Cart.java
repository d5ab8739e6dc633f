package faces;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** One of a session, in all its views. */
@Named
@SessionScoped
public class Cart implements Serializable {
    private static final long serialVersionUID = 1;

    private final String born = System.getProperty("node.name") + " " + UUID.randomUUID();
    // Requests of one session share it, and one may add while another one sums up.
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    // A proxy of Weld's, which must find the bean of the node where it is read.
    @Inject private Prices prices;

    public void add(String article) {
        lines.add(new Line(article, prices.of(article)));
    }

    public String getBorn() {
        return born;
    }

    public List<Line> getLines() {
        return lines;
    }

    public BigDecimal getTotal() {
        return lines.stream().map(Line::getTotal).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
