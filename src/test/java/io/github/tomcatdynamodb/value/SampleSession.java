package io.github.tomcatdynamodb.value;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** Contents as real sessions have them. */
public enum SampleSession {
    /** The 2 KB session of the Node stores' load test: maps, lists, texts, numbers. */
    JSON {
        @Override
        public Map<String, Object> attributes() {
            return fixture("pwrdrvr--typical-2kb.json");
        }
    },
    /** A shop: a customer, a cart of twelve lines, a list of recent pages; plain beans. */
    BEANS {
        @Override
        public Map<String, Object> attributes() {
            return shop();
        }
    },
    /** A log-in by Spring Security, its CSRF token, a session-scoped bean. */
    SPRING {
        @Override
        public Map<String, Object> attributes() {
            return springApplication();
        }
    },
    /** The result of a search kept in the session: a thousand rows. */
    LIST {
        @Override
        public Map<String, Object> attributes() {
            return searchResult();
        }
    };

    /** A fresh copy of the session's attributes. */
    public abstract Map<String, Object> attributes();

    /** The session of a fixture, as a Java application would hold it. */
    private static Map<String, Object> fixture(String name) {
        try (InputStream in = SampleSession.class.getResourceAsStream("/fixtures/" + name);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            JsonObject session =
                    new Gson().fromJson(reader, JsonObject.class).getAsJsonObject("session");
            session.remove("cookie");
            @SuppressWarnings("unchecked")
            Map<String, Object> attributes = (Map<String, Object>) java(session);
            return attributes;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Object java(JsonElement json) {
        if (json.isJsonObject()) {
            Map<String, Object> map = new HashMap<>();
            json.getAsJsonObject().entrySet().forEach(e -> map.put(e.getKey(), java(e.getValue())));
            return map;
        }
        if (json.isJsonArray()) {
            List<Object> list = new ArrayList<>();
            json.getAsJsonArray().forEach(element -> list.add(java(element)));
            return list;
        }
        return json.isJsonNull() ? null : java(json.getAsJsonPrimitive());
    }

    private static Object java(JsonPrimitive json) {
        if (json.isBoolean()) {
            return json.getAsBoolean();
        }
        if (json.isString()) {
            return json.getAsString();
        }
        double number = json.getAsDouble();
        if (number == (int) number) {
            return (int) number;
        }
        return number;
    }

    // ---- Beans

    enum Status {
        NEW,
        REGULAR,
        PREFERRED
    }

    static class Address implements Serializable {
        private static final long serialVersionUID = 1;
        String street;
        String city;
        String zip;
        String country;
    }

    static class Customer implements Serializable {
        private static final long serialVersionUID = 1;
        long id;
        String name;
        String email;
        Locale locale;
        LocalDate birthday;
        Status status;
        boolean newsletter;
        Address billing;
        Address shipping;
        transient Object cached;
    }

    static class Product implements Serializable {
        private static final long serialVersionUID = 1;
        String sku;
        String title;
        BigDecimal price;
        List<String> tags;
    }

    static class Line implements Serializable {
        private static final long serialVersionUID = 1;
        Product product;
        int quantity;
        boolean gift;
    }

    static class Cart implements Serializable {
        private static final long serialVersionUID = 1;
        UUID id;
        Instant opened;
        Customer owner;
        List<Line> lines;
        Map<String, BigDecimal> totals;
    }

    static class Visit implements Serializable {
        private static final long serialVersionUID = 1;
        String page;
        Instant at;
    }

    private static Map<String, Object> shop() {
        Customer customer = customer();
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("customer", customer);
        attributes.put("cart", cart(customer));
        attributes.put("recent", visits());
        attributes.put("theme", "dark");
        attributes.put("counter", 17);
        return attributes;
    }

    private static Customer customer() {
        Customer customer = new Customer();
        customer.id = 100_001;
        customer.name = "Aino Virtanen-Lindström";
        customer.email = "aino.100001@example.test";
        customer.locale = new Locale("fi", "FI");
        customer.birthday = LocalDate.of(1987, 6, 5);
        customer.status = Status.PREFERRED;
        customer.billing = address("Esimerkkikatu 12 B 34");
        customer.shipping = address("Hämeenkatu 1");
        return customer;
    }

    private static Address address(String street) {
        Address address = new Address();
        address.street = street;
        address.city = "Tampere";
        address.zip = "33100";
        address.country = "FI";
        return address;
    }

    private static Cart cart(Customer owner) {
        Cart cart = new Cart();
        cart.id = new UUID(0x123456789abcdefL, 0x8edcba9876543210L);
        cart.opened = Instant.ofEpochMilli(1_795_000_000_000L);
        cart.owner = owner;
        cart.lines = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Line line = new Line();
            line.product = product(i);
            line.quantity = 1 + i % 3;
            line.gift = i == 5;
            cart.lines.add(line);
        }
        cart.totals = new TreeMap<>();
        cart.totals.put("net", new BigDecimal("199.90"));
        cart.totals.put("vat", new BigDecimal("50.97"));
        return cart;
    }

    private static Product product(int i) {
        Product product = new Product();
        product.sku = "SKU-" + (4000 + i);
        product.title = "A thing of which somebody wants number " + i;
        product.price = new BigDecimal("9.99").add(BigDecimal.valueOf(i));
        product.tags = new ArrayList<>(List.of("new", "sale"));
        return product;
    }

    private static ArrayList<Visit> visits() {
        ArrayList<Visit> visits = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Visit visit = new Visit();
            visit.page = "/products/category-" + i + "/page";
            visit.at = Instant.ofEpochMilli(1_795_000_000_000L + i * 31_000L);
            visits.add(visit);
        }
        return visits;
    }

    // ---- Spring

    static class Preferences implements Serializable {
        private static final long serialVersionUID = 1;
        String theme = "dark";
        int pageSize = 25;
        boolean compact = true;
        List<String> columns = new ArrayList<>(List.of("name", "date", "status", "owner"));
    }

    private static Map<String, Object> springApplication() {
        User user =
                new User(
                        "aino.100001@example.test",
                        "{bcrypt}$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG",
                        AuthorityUtils.createAuthorityList(
                                "ROLE_USER", "ROLE_EDITOR", "ROLE_AUDIT"));
        UsernamePasswordAuthenticationToken authentication =
                UsernamePasswordAuthenticationToken.authenticated(
                        user, null, user.getAuthorities());
        authentication.setDetails(new WebAuthenticationDetails("192.0.2.17", null));
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("SPRING_SECURITY_CONTEXT", new SecurityContextImpl(authentication));
        attributes.put(
                "org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository.CSRF_TOKEN",
                new DefaultCsrfToken(
                        "X-CSRF-TOKEN", "_csrf", "0a6d3a9e-6a0f-4f0a-9f6e-1d2c3b4a5968"));
        attributes.put("scopedTarget.preferences", new Preferences());
        return attributes;
    }

    // ---- A large list

    static class Row implements Serializable {
        private static final long serialVersionUID = 1;
        long id;
        String name;
        double price;
        boolean available;
    }

    private static Map<String, Object> searchResult() {
        ArrayList<Row> rows = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Row row = new Row();
            row.id = 700_000L + i;
            row.name = "Result number " + i;
            row.price = i * 1.25;
            row.available = i % 3 == 0;
            rows.add(row);
        }
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("result", rows);
        attributes.put("query", "thing");
        return attributes;
    }
}
