package faces;

import java.io.Serializable;
import java.math.BigDecimal;

/** What is bought, and how often. */
public class Line implements Serializable {
    private static final long serialVersionUID = 1;

    private final String article;
    private final BigDecimal price;
    private int quantity = 1;

    Line(String article, BigDecimal price) {
        this.article = article;
        this.price = price;
    }

    void more() {
        quantity++;
    }

    public String getArticle() {
        return article;
    }

    public int getQuantity() {
        return quantity;
    }

    BigDecimal getTotal() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }
}
