package io.github.tomcatdynamodb.value.form;

import io.github.tomcatdynamodb.value.StoredValue;
import io.github.tomcatdynamodb.value.types.TypeEntry;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Puts together the type entry of a container from those of its children, see {@link TypeEntry}.
 */
final class ChildTypes {

    private static final AttributeValue NONE = AttributeValue.fromS(TypeEntry.NONE);

    private ChildTypes() {}

    /**
     * The type entry of a container.
     *
     * @param own the container's own simple entry, null when it needs none
     * @param keys the keys of a map's values, null for a list's elements, which go by their index
     * @param children the values or elements
     * @return null when neither the container nor a child needs one
     */
    static AttributeValue entry(String own, String[] keys, StoredValue[] children) {
        if (!isAnyTyped(children)) {
            return own == null ? null : AttributeValue.fromS(own);
        }
        Map<String, AttributeValue> structure = new HashMap<>();
        if (own != null) {
            structure.put(TypeEntry.OWN, AttributeValue.fromS(own));
        }
        AttributeValue each = majority(children);
        if (each != null) {
            structure.put(TypeEntry.EACH, each);
        }
        for (int i = 0; i < children.length; i++) {
            AttributeValue type = children[i].type();
            boolean differs = each == null ? type != null : !each.equals(type);
            if (differs && !isNull(children[i])) {
                String key = keys == null ? Integer.toString(i) : keys[i];
                structure.put(TypeEntry.CHILD + key, type == null ? NONE : type);
            }
        }
        return AttributeValue.fromM(structure);
    }

    private static boolean isAnyTyped(StoredValue[] children) {
        for (StoredValue child : children) {
            if (child.type() != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNull(StoredValue child) {
        return child.value().type() == AttributeValue.Type.NUL;
    }

    /**
     * The type that more than half of the children have that are not null; null when no type is so
     * frequent, or is alone.
     */
    private static AttributeValue majority(StoredValue[] children) {
        AttributeValue candidate = null;
        int votes = 0;
        for (StoredValue child : children) {
            if (isNull(child)) {
                continue;
            }
            if (votes == 0) {
                candidate = child.type();
                votes = 1;
            } else {
                votes += isSame(child.type(), candidate) ? 1 : -1;
            }
        }
        if (candidate == null) {
            return null;
        }
        int count = 0;
        int all = 0;
        for (StoredValue child : children) {
            if (!isNull(child)) {
                all++;
                count += isSame(child.type(), candidate) ? 1 : 0;
            }
        }
        return all > 1 && count * 2 > all ? candidate : null;
    }

    private static boolean isSame(AttributeValue one, AttributeValue other) {
        return one == null ? other == null : one.equals(other);
    }
}
