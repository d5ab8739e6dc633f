package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.Samples.Item;
import io.github.tomcatdynamodb.value.Samples.Money;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.collection.spi.PersistentBag;
import org.hibernate.collection.spi.PersistentIdentifierBag;
import org.hibernate.collection.spi.PersistentList;
import org.hibernate.collection.spi.PersistentMap;
import org.hibernate.collection.spi.PersistentSet;
import org.hibernate.collection.spi.PersistentSortedMap;
import org.hibernate.collection.spi.PersistentSortedSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Collections of detached entities. */
final class HibernateContents extends LibraryContents {
    private static final SharedSessionContractImplementor DETACHED = null;

    /** A detached entity as Hibernate leaves it: its collections are Hibernate's. */
    private static final class Customer implements Serializable {
        private final Long id = 7L;
        private final java.util.Collection<Item> orders =
                new PersistentBag<>(DETACHED, new ArrayList<>(cart().items));
        private final Set<String> labels =
                new PersistentSet<>(DETACHED, new HashSet<>(Set.of("vip", "new")));
        private final Map<String, Money> balances =
                new PersistentMap<>(
                        DETACHED, new HashMap<>(Map.of("EUR", new Money("1.50", "EUR"))));
        private Customer referrer;

        @Override
        public String toString() {
            return id
                    + " "
                    + List.copyOf(orders).size()
                    + labels
                    + balances.get("EUR")
                    + List.copyOf(balances.keySet())
                    + referrer;
        }
    }

    @Override
    void fill() {
        String library = "Hibernate";
        PersistentBag<Object> bag =
                new PersistentBag<>(DETACHED, new ArrayList<>(List.of("a", "b", "a")));
        add(library, "PersistentBag", bag, b -> List.of(b.toArray()));
        PersistentBag<Object> known =
                new PersistentBag<>(DETACHED, new ArrayList<>(List.of("a", "b")));
        known.setSnapshot(7L, "shop.Customer.orders", new ArrayList<>(List.of("a", "b")));
        add(
                library,
                "PersistentBag with key and snapshot",
                known,
                b -> List.of(b.getKey(), b.getRole(), b.getStoredSnapshot(), b.isDirty()));
        PersistentBag<Object> dirty =
                new PersistentBag<>(DETACHED, new ArrayList<>(List.of("a", "b")));
        dirty.dirty();
        add(library, "PersistentBag, changed", dirty, b -> b.isDirty());
        add(
                library,
                "PersistentBag, not initialized",
                new PersistentBag<>(DETACHED),
                b -> b.wasInitialized());
        add(library, "PersistentList", new PersistentList<>(DETACHED, new ArrayList<>(List.of(1))));
        add(
                library,
                "PersistentSet",
                new PersistentSet<>(DETACHED, new HashSet<>(Set.of("a", "b"))),
                set -> set.contains("a"));
        add(
                library,
                "PersistentMap",
                new PersistentMap<>(DETACHED, new HashMap<>(Map.of("a", 1, "b", 2))),
                map -> map.get("a"));
        add(
                library,
                "PersistentSortedSet",
                new PersistentSortedSet<>(DETACHED, new TreeSet<>(Set.of("b", "a"))),
                set -> set.first());
        add(
                library,
                "PersistentSortedMap",
                new PersistentSortedMap<>(DETACHED, new TreeMap<>(Map.of("b", 1, "a", 2))),
                map -> map.firstKey());
        add(
                library,
                "PersistentIdentifierBag",
                new PersistentIdentifierBag<>(DETACHED, new ArrayList<>(List.of("a"))),
                b -> b.get(0));
        Customer customer = new Customer();
        customer.referrer = new Customer();
        add(library, "detached entity", customer, Customer::toString);
    }
}
