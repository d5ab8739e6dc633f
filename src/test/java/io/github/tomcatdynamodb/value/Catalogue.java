package io.github.tomcatdynamodb.value;

import java.util.ArrayList;
import java.util.List;

/**
 * Values as sessions hold them, by the Java type they stand for in the table of the guide to
 * values.
 */
public final class Catalogue {
    /**
     * A value of the catalogue.
     *
     * @param ordered whether the order in which it iterates is the same in every JVM
     */
    public record Entry(String type, String name, Object value, boolean ordered) {
        @Override
        public String toString() {
            return type + ": " + name;
        }
    }

    private Catalogue() {}

    public static List<Entry> all() throws Exception {
        List<Entry> entries = new ArrayList<>();
        for (CatalogueEntries part :
                List.of(
                        new ScalarEntries(),
                        new SequenceEntries(),
                        new MapEntries(),
                        new ViewEntries(),
                        new JdkValueEntries(),
                        new ObjectEntries())) {
            entries.addAll(part.all());
        }
        return entries;
    }
}
