package io.github.tomcatdynamodb.value;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.value.Samples.Cart;
import io.github.tomcatdynamodb.value.Samples.Item;
import io.github.tomcatdynamodb.value.Samples.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What values take in the record, by DynamoDB's own rules. */
class SizeTest {

    private final ValueCodec codec =
            new ValueCodec(getClass().getClassLoader(), ClassFilter.defaults());

    /** What a Node application would have in its session, as a Java application builds it. */
    static Map<String, Object> jsonSession(Supplier<Map<String, Object>> maps) {
        Map<String, Object> session = new LinkedHashMap<>();
        Map<String, Object> user = maps.get();
        user.put("id", 48_213);
        user.put("name", "Ann Example");
        user.put("email", "ann@example.org");
        user.put("roles", new ArrayList<>(List.of("customer", "reviewer")));
        user.put("lastLogin", 1_795_311_313_123L);
        user.put("verified", true);
        session.put("user", user);
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Map<String, Object> item = maps.get();
            item.put("sku", "SKU-10" + i);
            item.put("title", "A rather nice article number " + i);
            item.put("quantity", i + 1);
            item.put("price", 19.99 + i);
            item.put("giftWrap", i % 2 == 0);
            items.add(item);
        }
        Map<String, Object> cart = maps.get();
        cart.put("items", items);
        cart.put("currency", "EUR");
        cart.put("coupon", null);
        session.put("cart", cart);
        session.put("csrf", UUID.fromString("123e4567-e89b-12d3-a456-426614174000").toString());
        session.put("returnTo", "/checkout/address?step=2");
        session.put("visits", 17);
        session.put(
                "recent",
                new ArrayList<>(
                        List.of(
                                "/products/1001",
                                "/products/1002",
                                "/products/1003",
                                "/products/1004")));
        return session;
    }

    @Test
    void jsonSession_takesAtMostTenPercentMoreThanBareValues() {
        Map<String, Supplier<Map<String, Object>>> kinds =
                Map.of("HashMap", HashMap::new, "LinkedHashMap", LinkedHashMap::new);
        kinds.forEach(
                (name, maps) -> {
                    long bare = 0;
                    long typed = 0;
                    for (Map.Entry<String, Object> attribute : jsonSession(maps).entrySet()) {
                        StoredValue stored = codec.encode(attribute.getValue());
                        assertTrue(codec.isNative(stored));
                        bare += attribute.getKey().length() + size(stored.value()) + 1;
                        if (stored.type() != null) {
                            typed += attribute.getKey().length() + size(stored.type()) + 1;
                        }
                    }
                    System.out.printf(
                            "size: JSON session of %ss: %d bytes, types %d%n", name, bare, typed);
                    assertTrue(typed * 10 <= bare, name + ": " + typed + " of " + bare);
                });
    }

    static Map<String, Object> objects() {
        Map<String, Object> objects = new LinkedHashMap<>();
        Cart cart = new Cart();
        for (int i = 0; i < 10; i++) {
            cart.add(new Item("SKU-" + i, i, new Money(i + ".90", "EUR")));
        }
        objects.put("cart of ten items", cart);
        objects.put("one item", new Item("SKU-1", 1, new Money("9.90", "EUR")));
        objects.put(
                "list of 20 amounts",
                new ArrayList<>(
                        java.util.stream.IntStream.range(0, 20)
                                .mapToObj(i -> new Money(i + ".5", "USD"))
                                .toList()));
        objects.put("all primitives", new Samples.AllPrimitives());
        Samples.Generic<Object> profile =
                new Samples.Generic<>(
                        new HashMap<>(
                                Map.of(
                                        "since",
                                        LocalDate.of(2020, 1, 1),
                                        "seen",
                                        Instant.EPOCH,
                                        7,
                                        "x")),
                        List.of(
                                "a",
                                Samples.Colour.GREEN,
                                UUID.fromString("123e4567-e89b-12d3-a456-426614174000")));
        objects.put("profile", profile);
        objects.put("chain of 50", Samples.chain(50));
        return objects;
    }

    @Test
    void objects_takeAtMostSixtyPercentOfJavaSerialization() throws Exception {
        for (Map.Entry<String, Object> object : objects().entrySet()) {
            StoredValue stored = codec.encode(object.getValue());
            long ours = size(stored.value()) + size(stored.type());
            long java = javaSize(object.getValue());
            System.out.printf(
                    "size: %s: %d bytes, Java serialization %d (%d %%)%n",
                    object.getKey(), ours, java, ours * 100 / java);
            assertTrue(ours * 100 <= java * 60, object.getKey() + ": " + ours + " of " + java);
        }
    }

    /** The size of one stream of Java serialization. */
    static long javaSize(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.size();
    }

    /** The size that DynamoDB counts for an attribute's value. */
    static long size(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            case N -> (value.n().replaceAll("[-.]", "").length() + 1) / 2 + 1;
            case B -> value.b().asByteArrayUnsafe().length;
            case L -> 3 + value.l().stream().mapToLong(element -> 1 + size(element)).sum();
            case M ->
                    3
                            + value.m().entrySet().stream()
                                    .mapToLong(
                                            entry ->
                                                    1
                                                            + entry.getKey().length()
                                                            + size(entry.getValue()))
                                    .sum();
            default -> 1;
        };
    }
}
