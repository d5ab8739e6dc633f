package io.github.tomcatdynamodb.value;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.EvictingQueue;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.Lists;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Ordering;
import com.google.common.collect.Range;
import com.google.common.collect.Sets;
import com.google.common.collect.TreeMultimap;
import com.google.common.collect.TreeMultiset;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import io.github.tomcatdynamodb.value.Samples.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Collections of Guava. */
final class GuavaContents extends LibraryContents {
    @Override
    void fill() {
        guavaImmutable();
        guavaMutable();
    }

    private void guavaImmutable() {
        String library = "Guava";
        add(library, "ImmutableList, empty", ImmutableList.of());
        add(library, "ImmutableList, 1", ImmutableList.of("a"));
        add(library, "ImmutableList", ImmutableList.of("a", 2, 3L, Colour.GREEN));
        add(library, "ImmutableList, reversed", ImmutableList.of("a", "b", "c").reverse());
        add(library, "ImmutableList, part", ImmutableList.of("a", "b", "c").subList(1, 3));
        add(library, "ImmutableSet, empty", ImmutableSet.of());
        add(library, "ImmutableSet, 1", ImmutableSet.of("a"));
        add(library, "ImmutableSet", ImmutableSet.of("z", "a", "m"));
        add(library, "ImmutableSet of enums", Sets.immutableEnumSet(Colour.GREEN));
        add(library, "ImmutableMap, empty", ImmutableMap.of());
        add(library, "ImmutableMap", ImmutableMap.of("z", 1, "a", 2));
        add(library, "ImmutableMap of beans", ImmutableMap.of(7L, cart()));
        add(library, "ImmutableMap, keys", ImmutableMap.of("z", 1, "a", 2).keySet());
        add(library, "ImmutableMap, values", ImmutableMap.of("z", 1, "a", 2).values());
        add(library, "ImmutableBiMap", ImmutableBiMap.of("z", 1, "a", 2), m -> m.inverse().get(1));
        add(library, "ImmutableSortedSet", ImmutableSortedSet.of("b", "a"));
        add(
                library,
                "ImmutableSortedSet, backwards",
                ImmutableSortedSet.copyOf(Ordering.natural().reverse(), List.of("a", "b")),
                set -> List.copyOf(set));
        add(library, "ImmutableSortedMap", ImmutableSortedMap.of("b", 1, "a", 2));
        add(
                library,
                "ImmutableListMultimap",
                ImmutableListMultimap.of("a", 1, "b", 2, "a", 1),
                map -> map.get("a"));
        add(
                library,
                "ImmutableSetMultimap",
                ImmutableSetMultimap.of("a", 1, "b", 2, "a", 3),
                map -> map.inverse().get(3));
        add(library, "ImmutableMultiset", ImmutableMultiset.of("a", "b", "a"), m -> m.count("a"));
        add(library, "ImmutableTable", ImmutableTable.of("r", "c", 1), t -> t.get("r", "c"));
        add(library, "ImmutableIntArray", ImmutableIntArray.of(1, 2));
        add(library, "ImmutableRangeSet", ImmutableRangeSet.of(Range.closed(1, 5)));
        add(library, "Range", Range.closedOpen("a", "k"), range -> range.contains("j"));
        add(library, "Optional", com.google.common.base.Optional.of("a"));
        add(library, "Optional, absent", com.google.common.base.Optional.absent());
    }

    private void guavaMutable() {
        String library = "Guava";
        ArrayListMultimap<String, Object> lists = ArrayListMultimap.create();
        lists.put("a", 1);
        lists.put("a", 1);
        lists.put("b", "x");
        add(library, "ArrayListMultimap", lists, map -> map.get("a"));
        add(
                library,
                "ArrayListMultimap, used on",
                ArrayListMultimap.<String, String>create(),
                map -> map.put("new", "value") && map.containsEntry("new", "value"));
        HashMultimap<String, Integer> sets = HashMultimap.create();
        sets.put("a", 1);
        sets.put("a", 2);
        add(library, "HashMultimap", sets, map -> map.get("a"));
        LinkedHashMultimap<String, Integer> linked = LinkedHashMultimap.create();
        linked.put("z", 1);
        linked.put("a", 2);
        linked.put("z", 0);
        add(library, "LinkedHashMultimap", linked, map -> List.copyOf(map.entries()));
        add(library, "TreeMultimap", TreeMultimap.create(linked), map -> map.get("z"));
        add(
                library,
                "MultimapBuilder's",
                MultimapBuilder.treeKeys().arrayListValues().build(linked),
                map -> map.get("z"));
        add(library, "multimap, synchronized", Multimaps.synchronizedListMultimap(lists));
        add(library, "multimap, unmodifiable", Multimaps.unmodifiableListMultimap(lists));
        HashBiMap<String, Integer> both = HashBiMap.create();
        both.put("z", 1);
        both.put("a", 2);
        add(library, "HashBiMap", both, map -> map.inverse().get(2));
        HashBasedTable<String, Integer, String> table = HashBasedTable.create();
        table.put("r", 1, "x");
        table.put("s", 2, "y");
        add(library, "HashBasedTable", table, t -> t.column(2));
        add(library, "LinkedHashMultiset", LinkedHashMultiset.create(List.of("b", "a", "b")));
        add(library, "TreeMultiset", TreeMultiset.create(List.of("b", "a", "b")));
        EvictingQueue<String> last = EvictingQueue.create(2);
        last.addAll(List.of("a", "b", "c"));
        add(
                library,
                "EvictingQueue",
                last,
                queue -> queue.add("d") ? List.copyOf(queue) : List.of());
        add(library, "Ints.asList", Ints.asList(1, 2, 3));
        add(library, "Lists.reverse of copy", new ArrayList<>(Lists.reverse(List.of(1, 2))));
        add(library, "Ordering", Ordering.natural().nullsFirst());
        add(library, "TreeMap by Ordering", byOrdering(), map -> List.copyOf(map.keySet()));
    }

    private static TreeMap<String, Integer> byOrdering() {
        TreeMap<String, Integer> map = new TreeMap<>(Ordering.natural().reverse());
        map.put("a", 1);
        map.put("b", 2);
        return map;
    }
}
