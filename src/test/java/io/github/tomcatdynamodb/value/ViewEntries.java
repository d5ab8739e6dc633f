package io.github.tomcatdynamodb.value;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Views of collections, and those that threads share. */
final class ViewEntries extends CatalogueEntries {
    @Override
    void fill() {
        wrappers();
        concurrent();
    }

    private void wrappers() {
        List<String> list = new ArrayList<>(List.of("a", "b"));
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1, "b", 2));
        String type = "Collections.unmodifiable…, synchronized…, checked… and views";
        add(type, "unmodifiableList", Collections.unmodifiableList(list));
        add(
                type,
                "unmodifiableList of linked",
                Collections.unmodifiableList(new LinkedList<>(list)));
        add(type, "unmodifiableList of List.of", Collections.unmodifiableList(List.of("a", 2)));
        add(type, "unmodifiableSet of Set.of", Collections.unmodifiableSet(Set.of("a")));
        add(
                type,
                "unmodifiableSet of EnumSet",
                Collections.unmodifiableSet(EnumSet.of(TimeUnit.DAYS, TimeUnit.HOURS)));
        add(type, "unmodifiableMap of Map.of", Collections.unmodifiableMap(Map.of("a", 1)));
        add(
                type,
                "unmodifiableCollection of values",
                Collections.unmodifiableCollection(Set.of(1)));
        add(type, "unmodifiableSet", Collections.unmodifiableSet(new LinkedHashSet<>(list)));
        add(type, "unmodifiableMap", Collections.unmodifiableMap(map));
        add(type, "unmodifiableSortedMap", Collections.unmodifiableSortedMap(new TreeMap<>(map)));
        add(type, "unmodifiableCollection", Collections.unmodifiableCollection(list));
        add(type, "synchronizedList", Collections.synchronizedList(list));
        add(type, "synchronizedMap", Collections.synchronizedMap(map));
        add(type, "synchronizedSet", Collections.synchronizedSet(new HashSet<>(list)));
        TreeSet<String> sorted = new TreeSet<>(list);
        TreeMap<String, Integer> sortedMap = new TreeMap<>(map);
        add(type, "unmodifiableSortedSet", Collections.unmodifiableSortedSet(sorted));
        add(type, "unmodifiableNavigableSet", Collections.unmodifiableNavigableSet(sorted));
        add(type, "unmodifiableNavigableMap", Collections.unmodifiableNavigableMap(sortedMap));
        add(type, "synchronizedCollection", Collections.synchronizedCollection(list));
        add(type, "synchronizedSortedSet", Collections.synchronizedSortedSet(sorted));
        add(type, "synchronizedNavigableSet", Collections.synchronizedNavigableSet(sorted));
        add(type, "synchronizedSortedMap", Collections.synchronizedSortedMap(sortedMap));
        add(type, "synchronizedNavigableMap", Collections.synchronizedNavigableMap(sortedMap));
        add(type, "checkedCollection", Collections.checkedCollection(list, String.class));
        add(type, "checkedSet", Collections.checkedSet(new HashSet<>(list), String.class));
        add(type, "checkedSortedSet", Collections.checkedSortedSet(sorted, String.class));
        add(type, "checkedNavigableSet", Collections.checkedNavigableSet(sorted, String.class));
        add(type, "checkedMap", Collections.checkedMap(map, String.class, Integer.class));
        add(
                type,
                "checkedSortedMap",
                Collections.checkedSortedMap(sortedMap, String.class, Integer.class));
        add(
                type,
                "checkedNavigableMap",
                Collections.checkedNavigableMap(sortedMap, String.class, Integer.class));
        add(type, "checkedQueue", Collections.checkedQueue(new ArrayDeque<>(list), String.class));
        add(type, "subSet of a TreeSet", sorted.headSet("b", true));
        add(type, "subMap of a TreeMap", sortedMap.tailMap("b", true));
        add(type, "descending TreeSet", sorted.descendingSet());
        add(type, "descending TreeMap", sortedMap.descendingMap());
        add(type, "checkedList", Collections.checkedList(list, String.class));
        add(type, "newSetFromMap", keySet("a"));
        add(type, "asLifoQueue", Collections.asLifoQueue(new ArrayDeque<>(list)));
        add(type, "descendingSet", new TreeSet<>(list).descendingSet());
        add(type, "headMap", new TreeMap<>(map).headMap("b"));
        add(type, "reverseOrder comparator", Collections.reverseOrder());
        add(type, "CASE_INSENSITIVE_ORDER", String.CASE_INSENSITIVE_ORDER);
        add(type, "in an ArrayList", new ArrayList<>(List.of(Collections.unmodifiableList(list))));
        add(
                type,
                "view of a view",
                Collections.unmodifiableCollection(Collections.unmodifiableList(list)));
        add(type, "unmodifiableSet of sorted", Collections.unmodifiableSet(new TreeSet<>(list)));
        add(
                type,
                "view and what it shows",
                new ArrayList<>(List.of(list, Collections.unmodifiableList(list))));
        List<Object> circle = new ArrayList<>();
        circle.add(Collections.unmodifiableList(circle));
        add(type, "in what it shows", circle);
        add(type, "shows itself", circle.get(0));
    }

    private static Set<String> keySet(String element) {
        Set<String> set = Collections.newSetFromMap(new ConcurrentHashMap<>());
        set.add(element);
        return set;
    }

    private void concurrent() {
        String type = "java.util.concurrent";
        add(type, "ConcurrentHashMap", new ConcurrentHashMap<>(Map.of("a", 1, "b", 2, "c", 3)));
        add(type, "newKeySet", ConcurrentHashMap.newKeySet(8));
        add(type, "ConcurrentSkipListMap", new ConcurrentSkipListMap<>(Map.of("b", 1, "a", 2)));
        add(type, "ConcurrentLinkedQueue", new ConcurrentLinkedQueue<>(List.of("a", "b")));
        add(type, "LinkedBlockingQueue", new LinkedBlockingQueue<>(List.of("a")));
        add(type, "CopyOnWriteArraySet", new CopyOnWriteArraySet<>(List.of("a", "b")));
        add(type, "AtomicIntegerArray", new AtomicIntegerArray(new int[] {1, 2}));
        add(type, "AtomicReference", new AtomicReference<>("x"));
        add(type, "LongAdder", new LongAdder());
        add(type, "ReentrantLock", new java.util.concurrent.locks.ReentrantLock());
        add("AtomicInteger, AtomicLong, AtomicBoolean", "integer", new AtomicInteger(7));
        add("AtomicInteger, AtomicLong, AtomicBoolean", "long", new AtomicLong(Long.MAX_VALUE));
        add("AtomicInteger, AtomicLong, AtomicBoolean", "boolean", new AtomicBoolean(true));
    }
}
