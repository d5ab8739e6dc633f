package spring;

import java.io.Serializable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/**
 * Another bean of the session. It does not keep the cart: the class of Spring's proxy differs from
 * JVM to JVM, in its name or in its serialVersionUID, so that another node could not read it.
 */
@Component
@SessionScope
public class Customer implements Serializable {
    private static final long serialVersionUID = 1;

    private int visits;

    public void visit() {
        visits++;
    }

    public String text(Cart cart) {
        return visits + " visits, has " + cart.text();
    }
}
