package io.github.tomcatdynamodb.value;

import java.util.List;
import java.util.Map;
import kotlin.LazyKt;
import kotlin.Pair;
import kotlin.Triple;
import kotlin.collections.CollectionsKt;
import kotlin.collections.MapsKt;
import kotlin.collections.SetsKt;
import kotlin.text.Regex;

/** Objects of Kotlin's standard library. */
final class KotlinContents extends LibraryContents {
    @Override
    void fill() {
        String library = "Kotlin";
        add(library, "data class Pair", new Pair<>("a", 1), pair -> pair.component2());
        add(library, "data class Triple", new Triple<>("a", 1L, null), Triple::toString);
        add(library, "data class holding beans", new Pair<>(cart(), List.of(new Pair<>(1, 2))));
        add(library, "emptyList()", CollectionsKt.emptyList());
        add(library, "emptyMap()", MapsKt.emptyMap());
        add(library, "emptySet()", SetsKt.emptySet());
        add(library, "listOf(1)", CollectionsKt.listOf(1));
        add(library, "listOf(1, 2)", CollectionsKt.<Object>listOf(1, "b"));
        add(library, "mutableListOf(1)", CollectionsKt.<Object>mutableListOf(1, "b"));
        add(library, "mapOf(a to 1)", MapsKt.mapOf(new Pair<>("a", 1)));
        Map<String, Integer> builder = MapsKt.createMapBuilder();
        builder.put("z", 1);
        builder.put("a", 2);
        add(library, "buildMap", MapsKt.build(builder));
        List<Object> list = CollectionsKt.createListBuilder();
        list.add("z");
        list.add(2);
        add(library, "buildList", CollectionsKt.build(list));
        add(library, "lazyOf", LazyKt.lazyOf("x"), lazy -> lazy.getValue());
        add(library, "lazy", LazyKt.lazy(() -> "computed"), lazy -> lazy.getValue());
        add(library, "Regex", new Regex("a+"), regex -> regex.matches("aaa"));
    }
}
