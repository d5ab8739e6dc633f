package io.github.tomcatdynamodb.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A conditional change of one item.
 *
 * @param key the value of the partition key
 * @param update the update expression
 * @param condition the condition expression
 * @param names what the placeholders of names ({@code #...}) stand for
 * @param values what the placeholders of values ({@code :...}) stand for
 */
public record ItemUpdate(
        String key,
        String update,
        String condition,
        Map<String, String> names,
        Map<String, AttributeValue> values) {

    public ItemUpdate {
        names = Map.copyOf(names);
        values = Map.copyOf(values);
    }
}
