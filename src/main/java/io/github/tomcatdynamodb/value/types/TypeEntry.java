package io.github.tomcatdynamodb.value.types;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the record says about the Java type of a value, beyond what the value says itself.
 *
 * <pre>
 * entry      := S simple | M structured
 * simple     := name [ ":" argument ]              long   enum:com.acme.Colour   linked:120
 * structured := {
 *     "=":      S simple                           the container's own type; absent for ArrayList and HashMap
 *     "*":      entry                              the type of every element, or value, that is not null and not named below
 *     ".3":     entry                              the type of the element at that index
 *     ".size":  entry                              the type of the value under that key
 * }
 * "-" is the simple entry of a value that needs none, where "*" would give it one.
 * </pre>
 */
public final class TypeEntry {

    public static final String OWN = "=";
    public static final String EACH = "*";
    public static final String CHILD = ".";
    public static final String NONE = "-";

    private final String name;
    private final String argument;
    private final Map<String, AttributeValue> structure;

    private TypeEntry(String simple, Map<String, AttributeValue> structure) {
        int colon = simple == null ? -1 : simple.indexOf(':');
        this.name = colon < 0 ? simple : simple.substring(0, colon);
        this.argument = colon < 0 ? null : simple.substring(colon + 1);
        this.structure = structure;
    }

    /**
     * The parsed form of an entry.
     *
     * @param entry an entry, or null
     * @return null when there is none
     * @throws IllegalArgumentException when it is not an entry
     */
    public static TypeEntry of(AttributeValue entry) {
        if (entry == null) {
            return null;
        }
        if (entry.s() != null) {
            return entry.s().equals(NONE) ? null : new TypeEntry(entry.s(), Map.of());
        }
        if (!entry.hasM() || entry.m().isEmpty()) {
            throw new IllegalArgumentException("no type entry");
        }
        AttributeValue own = entry.m().get(OWN);
        if (own != null && own.s() == null) {
            throw new IllegalArgumentException("no type entry");
        }
        return new TypeEntry(own == null ? null : own.s(), entry.m());
    }

    /** The name of the type, null where the value's own kind is its type. */
    public String name() {
        return name;
    }

    /** What follows the name, null when nothing does. */
    public String argument() {
        return argument;
    }

    /** True when the entry says something about elements. */
    public boolean hasChildren() {
        return structure.size() > (structure.containsKey(OWN) ? 1 : 0);
    }

    /**
     * The types of the children.
     *
     * @throws IllegalArgumentException when the entry has a key that is none of an entry's
     */
    public Children children() {
        int named = 0;
        for (String key : structure.keySet()) {
            if (key.startsWith(CHILD)) {
                named++;
            } else if (!key.equals(OWN) && !key.equals(EACH)) {
                throw new IllegalArgumentException("no type entry");
            }
        }
        return new Children(structure, structure.get(EACH), named);
    }

    /**
     * Hands out the entries of a container's children, and knows whether all of them found their
     * child.
     */
    public static final class Children {

        private final Map<String, AttributeValue> structure;
        private final AttributeValue each;
        private int left;

        private Children(Map<String, AttributeValue> structure, AttributeValue each, int named) {
            this.structure = structure;
            this.each = each;
            this.left = named;
        }

        public AttributeValue entry(String key, AttributeValue child) {
            if (left > 0) {
                AttributeValue named = structure.get(CHILD + key);
                if (named != null) {
                    left--;
                    return named;
                }
            }
            return child.type() == AttributeValue.Type.NUL ? null : each;
        }

        /**
         * Ends the search for children.
         *
         * @throws IllegalArgumentException when the entry names a child that is not there: it
         *     describes another value
         */
        public void requireAllFound() {
            if (left > 0) {
                throw new IllegalArgumentException("no type entry");
            }
        }
    }
}
