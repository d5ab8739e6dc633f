package io.github.tomcatdynamodb.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A whole item that replaces what stands under its key, if a condition holds.
 *
 * @param key the value of the partition key
 * @param item the other attributes of the item
 * @param condition the condition expression; empty for none
 * @param names what the placeholders of names ({@code #...}) stand for
 * @param values what the placeholders of values ({@code :...}) stand for
 */
public record ItemPut(
        String key,
        Map<String, AttributeValue> item,
        String condition,
        Map<String, String> names,
        Map<String, AttributeValue> values) {

    public ItemPut {
        item = Map.copyOf(item);
        names = Map.copyOf(names);
        values = Map.copyOf(values);
    }
}
