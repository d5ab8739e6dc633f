package io.github.tomcatdynamodb.value;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Classes as applications put them into sessions, one for each thing that serialization must get
 * right.
 */
final class Samples {
    private Samples() {}

    enum Colour {
        RED,
        AMBER,
        GREEN
    }

    enum Operation {
        PLUS {
            @Override
            int apply(int a, int b) {
                return a + b;
            }
        },
        MINUS {
            @Override
            int apply(int a, int b) {
                return a - b;
            }
        };

        abstract int apply(int a, int b);
    }

    record Point(int x, int y) implements Serializable {}

    static class Money implements Serializable {
        private final BigDecimal amount;
        private final String currency;

        Money(String amount, String currency) {
            this.amount = new BigDecimal(amount);
            this.currency = currency;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Money m && amount.equals(m.amount) && currency.equals(m.currency);
        }

        @Override
        public int hashCode() {
            return Objects.hash(amount, currency);
        }
    }

    static class Item implements Serializable {
        final String sku;
        final int quantity;
        final Money price;
        LocalDate added = LocalDate.of(2026, 11, 22);
        Colour colour = Colour.GREEN;

        Item(String sku, int quantity, Money price) {
            this.sku = sku;
            this.quantity = quantity;
            this.price = price;
        }
    }

    static class Cart implements Serializable {
        final List<Item> items = new ArrayList<>();
        final Map<String, Item> bySku = new HashMap<>();
        Object owner;

        Cart add(Item item) {
            items.add(item);
            bySku.put(item.sku, item);
            return this;
        }
    }

    static class AllPrimitives implements Serializable {
        boolean z = true;
        byte b = Byte.MIN_VALUE;
        char c = '\uD800';
        short s = Short.MIN_VALUE;
        int i = Integer.MIN_VALUE;
        long j = Long.MIN_VALUE;
        float f = Float.MIN_VALUE;
        double d = Double.NaN;
        Integer boxed = 7;
        Object nothing;
        int[] ints = {1, -2, Integer.MAX_VALUE};
        boolean[] booleans = {true, false};
        byte[] bytes = {1, -1};
        char[] chars = {'a', '\uDFFF'};
        short[] shorts = {1, -1};
        long[] longs = {Long.MIN_VALUE, 0, Long.MAX_VALUE};
        float[] floats = {1.5f, Float.NaN};
        double[] doubles = {-0.0, Double.POSITIVE_INFINITY};
        String[] strings = {"a", null, "\uD800"};
        Object[][] nested = {{1, "x"}, null, {}};
        int[][] matrix = {{1}, {2, 3}};
    }

    static class ByLength implements Comparator<String>, Serializable {
        @Override
        public int compare(String a, String b) {
            return a.length() - b.length();
        }
    }

    static class WithTransient implements Serializable {
        transient String cache = "computed";
        transient int count = 5;
        String kept = "kept";
    }

    static class Base implements Serializable {
        private String name = "base";
        protected int level = 1;

        String baseName() {
            return name;
        }
    }

    static class Derived extends Base {
        private String name = "derived";

        String derivedName() {
            return name;
        }
    }

    static class NoDefaultConstructor implements Serializable {
        final String text;

        NoDefaultConstructor(String text) {
            this.text = Objects.requireNonNull(text);
        }
    }

    static class NotSerializableBase {
        String inherited = "set by the constructor";
        int count;
    }

    static class WithNotSerializableBase extends NotSerializableBase implements Serializable {
        String own = "own";
    }

    static class Outer implements Serializable {
        String name = "outer";
        Inner inner = new Inner();

        class Inner implements Serializable {
            String name = "inner";

            String path() {
                return Outer.this.name + '/' + name;
            }
        }

        Serializable anonymous(String captured) {
            return new Serializable() {
                final String text = captured;
            };
        }
    }

    static class Node implements Serializable {
        String name;
        Node next;
        List<Node> friends = new ArrayList<>();

        Node(String name) {
            this.name = name;
        }
    }

    static Node chain(int length) {
        Node first = new Node("0");
        Node last = first;
        for (int i = 1; i < length; i++) {
            last.next = new Node(Integer.toString(i));
            last = last.next;
        }
        return first;
    }

    static class Generic<T> implements Serializable {
        T value;
        List<? extends T> values;

        Generic(T value, List<? extends T> values) {
            this.value = value;
            this.values = values;
        }
    }

    static class Lru extends LinkedHashMap<String, String> {
        private final int limit;

        Lru(int limit) {
            super(16, 0.75f, true);
            this.limit = limit;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > limit;
        }
    }

    static class ListSubclass extends ArrayList<String> {
        String label = "mine";
    }

    static class ApplicationException extends RuntimeException {
        final int code;

        ApplicationException(String message, int code, Throwable cause) {
            super(message, cause);
            this.code = code;
            setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 1)});
        }
    }

    interface SerializableSupplier<T> extends Supplier<T>, Serializable {}

    static SerializableSupplier<String> lambda(String captured) {
        return () -> "lambda " + captured;
    }

    static class Handler implements InvocationHandler, Serializable {
        String answer = "proxied";

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return switch (method.getName()) {
                case "hashCode" -> 1;
                case "equals" -> proxy == arguments[0];
                default -> answer;
            };
        }
    }

    static class IdentityKey implements Serializable {
        String name;

        IdentityKey(String name) {
            this.name = name;
        }
    }

    /** All of one hash code. */
    static class Careless implements Serializable {
        private final int number;

        Careless(int number) {
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Careless careless && careless.number == number;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /** Its hash code needs what is read after the set that has it. */
    static class Asked implements Serializable {
        final String name = "name";
        final Set<Object> before = Set.of(List.of(this));

        @Override
        public boolean equals(Object other) {
            return other instanceof Asked asked && asked.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.length();
        }
    }

    /** Written as a HashMap is, but with one key time and again. */
    static class RepeatedKey implements Serializable {
        float loadFactor = 0.75f;
        int threshold = 12;
        transient Object key;
        transient int times;

        RepeatedKey(Object key, int times) {
            this.key = key;
            this.times = times;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeInt(16);
            out.writeInt(times);
            for (int i = 0; i < times; i++) {
                out.writeObject(key);
                out.writeObject(null);
            }
        }
    }

    static class NotSerializable {
        String text = "x";
    }

    static class HoldsNotSerializable implements Serializable {
        Object held = new NotSerializable();
    }
}
