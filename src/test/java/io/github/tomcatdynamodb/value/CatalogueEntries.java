package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.Catalogue.Entry;
import java.util.ArrayList;
import java.util.List;

/** A part of the catalogue: the values of some types. */
abstract class CatalogueEntries {
    private final List<Entry> entries = new ArrayList<>();

    /** Adds the values of this part, in their order. */
    abstract void fill() throws Exception;

    final List<Entry> all() throws Exception {
        fill();
        return entries;
    }

    final void add(String type, String name, Object value) {
        entries.add(new Entry(type, name, value, true));
    }

    final void addUnordered(String type, String name, Object value) {
        entries.add(new Entry(type, name, value, false));
    }
}
