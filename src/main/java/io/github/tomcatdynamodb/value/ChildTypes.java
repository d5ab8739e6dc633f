package io.github.tomcatdynamodb.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Puts together the type entry of a container from those of its children, see {@link TypeEntry}.
 */
final class ChildTypes {

    private static final AttributeValue NONE = AttributeValue.fromS(TypeEntry.NONE);

    private final List<Object> keys;
    private final List<StoredValue> children;
    private int typed;

    ChildTypes(int size) {
        this.keys = new ArrayList<>(size);
        this.children = new ArrayList<>(size);
    }

    /**
     * Adds the next child.
     *
     * @param key the key of a map's value, the index of a list's element
     */
    void add(Object key, StoredValue child) {
        if (child.value().type() == AttributeValue.Type.NUL) {
            return;
        }
        keys.add(key);
        children.add(child);
        if (child.type() != null) {
            typed++;
        }
    }

    /**
     * The type entry of the container.
     *
     * @param own the container's own simple entry, null when it needs none
     * @return null when neither the container nor a child needs one
     */
    AttributeValue entry(String own) {
        if (typed == 0) {
            return own == null ? null : AttributeValue.fromS(own);
        }
        Map<String, AttributeValue> structure = new HashMap<>();
        if (own != null) {
            structure.put(TypeEntry.OWN, AttributeValue.fromS(own));
        }
        AttributeValue each = majority();
        if (each != null) {
            structure.put(TypeEntry.EACH, each);
        }
        for (int i = 0; i < children.size(); i++) {
            AttributeValue type = children.get(i).type();
            if (each == null ? type != null : !each.equals(type)) {
                structure.put(TypeEntry.CHILD + keys.get(i), type == null ? NONE : type);
            }
        }
        return AttributeValue.fromM(structure);
    }

    /**
     * The type that more than half of the children have, null when no type is so frequent or there
     * is one child only.
     */
    private AttributeValue majority() {
        if (children.size() < 2 || typed * 2 <= children.size()) {
            return null;
        }
        AttributeValue candidate = null;
        int votes = 0;
        for (StoredValue child : children) {
            if (votes == 0) {
                candidate = child.type();
                votes = 1;
            } else {
                votes += child.type() != null && child.type().equals(candidate) ? 1 : -1;
            }
        }
        if (candidate == null) {
            return null;
        }
        int count = 0;
        for (StoredValue child : children) {
            if (candidate.equals(child.type())) {
                count++;
            }
        }
        return count * 2 > children.size() ? candidate : null;
    }
}
