package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.List;
import java.util.Map;

/**
 * Attributes with the places where they stand.
 *
 * @param attributes sealed, as they stand in the session's item: values and pointers
 * @param pointers those of large attributes
 * @param items what must be written before the session's item
 */
record Placed(
        Map<String, StoredValue> attributes,
        Map<String, LargePointer> pointers,
        List<LargeItem> items) {

    Placed {
        attributes = Map.copyOf(attributes);
        pointers = Map.copyOf(pointers);
        items = List.copyOf(items);
    }
}
