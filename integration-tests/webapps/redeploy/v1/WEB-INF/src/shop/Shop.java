package shop;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What version 1 of the shop keeps in the session, one class for each case of RedeployIT. What
 * toString gives is what this version sees of an object.
 */
public final class Shop {
    private Shop() {}

    /** What this version puts into the session for a case. */
    public static Object make(String change) {
        return switch (change) {
            case "fieldAdded" -> new Customer("Ann", 5);
            case "fieldRemoved" -> new Account("Ann", new Coupon("spring"), "Bonn");
            case "fieldRenamed" -> new Contact("ann@shop", "123");
            case "typeWidened" -> new Price(799, 1.5f);
            case "typeWidenedForMore" -> new Price(799, 1.5f);
            case "listFieldRemoved" -> new Delivery("Bonn");
            case "superclassInserted" -> new Article("book");
            case "recordComponentAdded" -> new Line("book", 2);
            case "enumConstantInserted" -> Size.LARGE;
            case "enumConstantBehindInserted" -> new Shirt(Size.LARGE);
            case "enumConstantRemoved" -> new Payment("Ann", State.PAID);
            case "enumConstantBehindRemoved" -> State.SENT;
            case "serialVersionUidChanged" -> new Rating(4);
            case "serialVersionUidWithHooksChanged" -> new Visit("home");
            case "hooksAdded" -> new Profile("Ann");
            case "classRenamed" -> new Basket("book");
            case "classGone" -> new Gift("book");
            case "classOfElementGone" -> new ArrayList<>(List.of("book", new Gift("ribbon")));
            default -> throw new IllegalArgumentException(change);
        };
    }
}

final class Customer implements Serializable {
    private String name;
    private int visits;

    Customer(String name, int visits) {
        this.name = name;
        this.visits = visits;
    }

    @Override
    public String toString() {
        return name + " came " + visits + " times";
    }
}

/** Goes together with the class of its field. */
final class Account implements Serializable {
    private String name;
    private Coupon coupon;
    private String city;

    Account(String name, Coupon coupon, String city) {
        this.name = name;
        this.coupon = coupon;
        this.city = city;
    }

    @Override
    public String toString() {
        return name + " with " + coupon + " in " + city;
    }
}

final class Coupon implements Serializable {
    private String code;

    Coupon(String code) {
        this.code = code;
    }

    @Override
    public String toString() {
        return code;
    }
}

final class Contact implements Serializable {
    private String mail;
    private String phone;

    Contact(String mail, String phone) {
        this.mail = mail;
        this.phone = phone;
    }

    @Override
    public String toString() {
        return mail + " or " + phone;
    }
}

final class Price implements Serializable {
    private int cents;
    private float discount;

    Price(int cents, float discount) {
        this.cents = cents;
        this.discount = discount;
    }

    @Override
    public String toString() {
        return cents + " less " + discount;
    }
}

/** The list comes first and holds what the fields after it refer to. */
final class Delivery implements Serializable {
    private List<Address> addresses;
    private Address from;
    private Address to;

    Delivery(String city) {
        from = new Address(city);
        to = from;
        addresses = new ArrayList<>(List.of(new Address("Cologne"), from));
    }

    @Override
    public String toString() {
        return addresses + " from " + from + " to " + (to == from ? "the same" : to);
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

final class Article implements Serializable {
    private String title;

    Article(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}

record Line(String article, int count) implements Serializable {}

enum Size {
    SMALL,
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
    PAID,
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
    private static final long serialVersionUID = 1;

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
    private static final long serialVersionUID = 1;

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

    @Override
    public String toString() {
        return name;
    }
}

final class Basket implements Serializable {
    private String article;

    Basket(String article) {
        this.article = article;
    }

    @Override
    public String toString() {
        return "basket with " + article;
    }
}

final class Gift implements Serializable {
    private String article;

    Gift(String article) {
        this.article = article;
    }

    @Override
    public String toString() {
        return "gift of a " + article;
    }
}
