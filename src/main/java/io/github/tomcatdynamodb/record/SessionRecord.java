package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.value.StoredValue;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A live session as it stands in the table.
 *
 * @param basis format and times
 * @param attributes the session's attributes in their stored form
 * @param authentication the parts of the stored authentication by name; empty when there is none
 * @param reserved what a Node store keeps in {@code sess} beside the attributes ({@code cookie},
 *     {@code lastModified})
 * @param foreign the attributes of the item that are not ours, for example {@code type} or
 *     somebody's index keys
 * @param origin where the session comes from, if that is not settled yet
 * @param large where those of the attributes stand that are too large for the item
 */
public record SessionRecord(
        Basis basis,
        Map<String, StoredValue> attributes,
        Map<String, StoredValue> authentication,
        Map<String, AttributeValue> reserved,
        Map<String, AttributeValue> foreign,
        Optional<Origin> origin,
        Map<String, LargePointer> large) {

    public SessionRecord {
        attributes = Map.copyOf(attributes);
        authentication = Map.copyOf(authentication);
        reserved = Map.copyOf(reserved);
        foreign = Map.copyOf(foreign);
        large = Map.copyOf(large);
    }
}
