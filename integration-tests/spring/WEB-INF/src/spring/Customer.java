package spring;

import java.io.Serializable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.SpringVersion;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** A bean of the session that refers to another one, by the proxy that Spring injects. */
@Component
@SessionScope
public class Customer implements Serializable {
    private static final long serialVersionUID = 1;

    private Cart cart;
    private int visits;

    @Autowired
    void setCart(Cart proxy) {
        // Spring 5 gives the class of a proxy another name on each node, so none could read it.
        cart = SpringVersion.getVersion().startsWith("5.") ? null : proxy;
    }

    public void visit() {
        visits++;
    }

    public String text() {
        return visits + " visits" + (cart == null ? "" : ", has " + cart.text());
    }
}
