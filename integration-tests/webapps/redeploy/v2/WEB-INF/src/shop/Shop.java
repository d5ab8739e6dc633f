package shop;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The same for version 2 of the shop; a diff of the two files shows what has changed. */
public final class Shop {
    private Shop() {}

    /** What this version puts into the session for a case. */
    public static Object make(String change) {
        return switch (change) {
            case "fieldAdded" -> new Customer("Bea", List.of("buyer"), 2024, 7);
            case "fieldRemoved" -> new Account("Bea", "Ulm");
            case "fieldRenamed" -> new Contact("bea@shop", "456");
            case "typeWidened" -> new Price(899, 2.5);
            case "typeWidenedForMore" -> new Price(3_000_000_000L, 2.5);
            case "listFieldRemoved" -> new Delivery("Ulm");
            case "superclassInserted" -> new Article(42, "lamp");
            case "recordComponentAdded" -> new Line("lamp", "wrapped", 3);
            case "enumConstantInserted" -> Size.MEDIUM;
            case "enumConstantBehindInserted" -> new Shirt(Size.LARGE);
            case "enumConstantRemoved" -> new Payment("Bea", State.OPEN);
            case "enumConstantBehindRemoved" -> State.SENT;
            case "serialVersionUidChanged" -> new Rating(5);
            case "serialVersionUidWithHooksChanged" -> new Visit("news");
            case "hooksAdded" -> new Profile("Bea");
            case "classRenamed" -> new Cart("lamp");
            case "classGone" -> "no gifts any more";
            case "classOfElementGone" -> new ArrayList<>(List.of("lamp", "no gift"));
            default -> throw new IllegalArgumentException(change);
        };
    }
}

final class Customer implements Serializable {
    private String name;
    private List<String> roles;
    private long since;
    private int visits;

    Customer(String name, List<String> roles, long since, int visits) {
        this.name = name;
        this.roles = roles;
        this.since = since;
        this.visits = visits;
    }

    @Override
    public String toString() {
        return name + " came " + visits + " times since " + since + " as " + roles;
    }
}

final class Account implements Serializable {
    private String name;
    private String city;

    Account(String name, String city) {
        this.name = name;
        this.city = city;
    }

    @Override
    public String toString() {
        return name + " in " + city;
    }
}

final class Contact implements Serializable {
    private String email;
    private String phone;

    Contact(String email, String phone) {
        this.email = email;
        this.phone = phone;
    }

    @Override
    public String toString() {
        return email + " or " + phone;
    }
}

final class Price implements Serializable {
    private long cents;
    private double discount;

    Price(long cents, double discount) {
        this.cents = cents;
        this.discount = discount;
    }

    @Override
    public String toString() {
        return cents + " less " + discount;
    }
}

final class Delivery implements Serializable {
    private Address from;
    private Address to;

    Delivery(String city) {
        from = new Address(city);
        to = from;
    }

    @Override
    public String toString() {
        return "from " + from + " to " + (to == from ? "the same" : to);
    }
}

final class Address implements Serializable {
    private String city;

    Address(String city) {
        this.city = city;
    }

    @Override
    public String toString() {
        return city;
    }
}

class Entity implements Serializable {
    protected long id;
}

final class Article extends Entity {
    private String title;

    Article(long id, String title) {
        this.id = id;
        this.title = title;
    }

    @Override
    public String toString() {
        return title + " number " + id;
    }
}

record Line(String article, String note, int count) implements Serializable {}

enum Size {
    SMALL,
    MEDIUM,
    LARGE
}

final class Shirt implements Serializable {
    private Size size;

    Shirt(Size size) {
        this.size = size;
    }

    @Override
    public String toString() {
        return size + " shirt";
    }
}

enum State {
    OPEN,
    SENT
}

final class Payment implements Serializable {
    private String of;
    private State state;

    Payment(String of, State state) {
        this.of = of;
        this.state = state;
    }

    @Override
    public String toString() {
        return of + ": " + state;
    }
}

final class Rating implements Serializable {
    private static final long serialVersionUID = 2;

    private int stars;

    Rating(int stars) {
        this.stars = stars;
    }

    @Override
    public String toString() {
        return stars + " stars";
    }
}

/** For Java serialization, because of its hook. */
final class Visit implements Serializable {
    private static final long serialVersionUID = 2;

    private String page;

    Visit(String page) {
        this.page = page;
    }

    private Object readResolve() {
        return this;
    }

    @Override
    public String toString() {
        return page;
    }
}

final class Profile implements Serializable {
    private static final long serialVersionUID = 1;

    private String name;

    Profile(String name) {
        this.name = name;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
    }

    @Override
    public String toString() {
        return name;
    }
}

/** Was the Basket. */
final class Cart implements Serializable {
    private String article;

    Cart(String article) {
        this.article = article;
    }

    @Override
    public String toString() {
        return "cart with " + article;
    }
}
