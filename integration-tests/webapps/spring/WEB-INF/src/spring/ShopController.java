package spring;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.SessionAttributes;
import org.springframework.web.bind.support.SessionStatus;

/** Changes what is in the session, in place. */
@Controller
@SessionAttributes("order")
public class ShopController {
    private final Cart cart;
    private final Customer customer;

    ShopController(Cart cart, Customer customer) {
        this.cart = cart;
        this.customer = customer;
    }

    @ModelAttribute("order")
    public Order newOrder() {
        return new Order();
    }

    @GetMapping(path = "/", produces = "text/plain")
    @ResponseBody
    public String show(@ModelAttribute(name = "order", binding = false) Order order) {
        return "node="
                + System.getProperty("node.name")
                + "\nborn="
                + cart.born()
                + "\ncart="
                + cart.text()
                + "\ncustomer="
                + customer.text(cart)
                + "\naddress="
                + order.getAddress()
                + "\nnotes="
                + String.join(", ", order.getNotes());
    }

    @PostMapping("/add")
    public String add(@RequestParam("article") String article) {
        cart.add(article);
        customer.visit();
        return "redirect:/";
    }

    /** Answers with what a bean of the session holds; the second address is behind a filter. */
    @GetMapping(
            path = {"/added", "/tagged/added"},
            produces = "text/plain")
    @ResponseBody
    public String added(@RequestParam("article") String article) {
        cart.add(article);
        return cart.text();
    }

    @PostMapping("/order")
    public String order(
            @ModelAttribute("order") Order order,
            @RequestParam(name = "note", required = false) String note) {
        if (note != null) {
            order.getNotes().add(note);
        }
        return "redirect:/";
    }

    @PostMapping("/done")
    public String done(SessionStatus status) {
        status.setComplete();
        return "redirect:/";
    }
}
