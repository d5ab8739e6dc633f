package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.Samples.AllPrimitives;
import io.github.tomcatdynamodb.value.Samples.Cart;
import io.github.tomcatdynamodb.value.Samples.Colour;
import io.github.tomcatdynamodb.value.Samples.Item;
import io.github.tomcatdynamodb.value.Samples.Money;
import io.github.tomcatdynamodb.value.Samples.Node;
import io.github.tomcatdynamodb.value.Samples.Operation;
import io.github.tomcatdynamodb.value.Samples.Point;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Enums, objects of application classes, and what they refer to. */
final class ObjectEntries extends CatalogueEntries {
    @Override
    void fill() {
        enums();
        objects();
        graphs();
    }

    private void enums() {
        add("Enum", "constant", Colour.GREEN);
        add("Enum", "with a body", Operation.PLUS);
        add("Enum", "of the JDK's", DayOfWeek.MONDAY);
        add("Enum", "TimeUnit", TimeUnit.DAYS);
        add("Enum", "in a list", new ArrayList<>(List.of(Colour.RED, Colour.RED, Operation.MINUS)));
    }

    private void objects() {
        String plain = "Plain Serializable classes";
        add(plain, "bean", new Item("A-1", 3, new Money("9.90", "EUR")));
        add(plain, "cart", new Cart().add(new Item("A-1", 3, new Money("9.90", "EUR"))));
        add(plain, "all primitives", new AllPrimitives());
        add(plain, "transient fields", new Samples.WithTransient());
        add(plain, "same-named private fields", new Samples.Derived());
        add(plain, "no default constructor", new Samples.NoDefaultConstructor("x"));
        add(plain, "generic", new Samples.Generic<>("a", List.of("b", "c")));
        Samples.Outer outer = new Samples.Outer();
        add(plain, "superclass that is not Serializable", withConstructorDefaults());
        add(plain, "inner class", outer.inner);
        add(plain, "anonymous class", outer.anonymous("captured"));
        add(
                plain,
                "in a list",
                new ArrayList<>(List.of(new Money("1", "EUR"), new Money("2", "EUR"))));
        add(plain, "in a map", new HashMap<>(Map.of("a", new Money("1", "EUR"))));
        add(plain, "identity keys", new HashMap<>(Map.of(new Samples.IdentityKey("a"), 1)));
        String hooks = "Classes with serialization hooks";
        add(hooks, "writeObject, readObject", new HookSamples.WriteReadObject());
        Object inner =
                new HookSamples.WithoutFields(1, new HashMap<>(Map.of("a", 1)), null, "inner");
        add(
                hooks,
                "fields not written",
                new HookSamples.WithoutFields(
                        2,
                        inner,
                        new ArrayList<>(List.of(inner, new HookSamples.NoData())),
                        "outer"));
        add(
                hooks,
                "fields not written, text",
                List.of(new HookSamples.WithoutFields(3, "x", "y", "xyz"), "z"));
        add(hooks, "something before the fields", new HookSamples.VersionFirst());
        add(hooks, "linked without fields", HookSamples.linked(300));
        add(
                hooks,
                "Externalizable with such a superclass",
                new ArrayList<>(List.of(new HookSamples.ExternalSubclass("e", 5), "after")));
        add(hooks, "copies", Collections.nCopies(5_000, new HookSamples.NoData()));
        add(hooks, "readObjectNoData", new HookSamples.NoData());
        add(hooks, "readResolve", HookSamples.Singleton.INSTANCE);
        add(hooks, "writeReplace", new HookSamples.Replaced("r"));
        add(hooks, "Externalizable", new HookSamples.External("e"));
        add(hooks, "serialPersistentFields", new HookSamples.PersistentFields());
        add(
                hooks,
                "inside a plain class",
                new Samples.Generic<>(new HookSamples.WriteReadObject(), List.of()));
        add("Records", "point", new Point(1, 2));
        add("Records", "in a list", new ArrayList<>(List.of(new Point(1, 2), new Point(3, 4))));
        add("Exceptions", "application's", new Samples.ApplicationException("m", 7, null));
        add("Lambdas", "capturing", Samples.lambda("x"));
        add(
                "Dynamic proxies",
                "proxy",
                Proxy.newProxyInstance(
                        ObjectEntries.class.getClassLoader(),
                        new Class<?>[] {Samples.SerializableSupplier.class},
                        new Samples.Handler()));
    }

    private static Object withConstructorDefaults() {
        Samples.WithNotSerializableBase object = new Samples.WithNotSerializableBase();
        object.inherited = "changed, not serialized";
        object.count = 5;
        return object;
    }

    private void graphs() {
        String shared = "Shared references and cycles inside an attribute";
        List<Object> twice = new ArrayList<>(List.of("x"));
        add(shared, "list twice", new ArrayList<>(List.of(twice, twice)));
        List<Object> self = new ArrayList<>();
        self.add(self);
        add(shared, "list in itself", self);
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        map.put("list", new ArrayList<>(List.of(map)));
        add(shared, "map in itself", map);
        byte[] bytes = {1, 2};
        add(shared, "bytes twice", new ArrayList<>(List.of(bytes, bytes)));
        Date date = new Date(5);
        add(shared, "date twice", new ArrayList<>(List.of(date, date)));
        AtomicInteger counter = new AtomicInteger(1);
        add(shared, "counter twice", new ArrayList<>(List.of(counter, counter)));
        add(
                shared,
                "empty constants twice",
                new ArrayList<>(
                        List.of(
                                List.of(),
                                List.of(),
                                Map.of(),
                                Map.of(),
                                Set.of(),
                                Collections.emptyList(),
                                Collections.emptyList())));
        List<Integer> fixed = List.of(1, 2, 3);
        add(shared, "immutable list twice", new ArrayList<>(List.of(fixed, fixed)));
        Node a = new Node("a");
        Node b = new Node("b");
        a.next = b;
        b.next = a;
        a.friends.add(b);
        a.friends.add(a);
        add(shared, "objects", a);
        Node holder = new Node("holder");
        holder.friends = List.of(holder, a);
        add(
                shared,
                "through an immutable list",
                new ArrayList<>(List.of(a, a, "x", new Money("1", "EUR"))));
        add(
                shared,
                "hash set of lists",
                new ArrayList<>(List.of(new HashSet<>(List.of("q")), twice, twice)));
        add("Linked structures", "300 deep", Samples.chain(300));
        add("Linked structures", "600 deep", Samples.chain(600));
        add(
                "Linked structures",
                "LinkedList of 10,000",
                new LinkedList<>(IntStream.range(0, 10_000).boxed().collect(Collectors.toList())));
        add("Linked structures", "text", "ünïcode".getBytes(StandardCharsets.UTF_8));
    }
}
