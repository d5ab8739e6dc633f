package faces;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;

/** Knows what things cost; belongs to the node, not to a session. */
@ApplicationScoped
public class Prices {
    public BigDecimal of(String article) {
        return BigDecimal.valueOf(article.length() * 100L, 2);
    }
}
