package io.github.tomcatdynamodb.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A page of a segment of the table.
 *
 * @param items the items
 * @param last the value of the partition key after which the next page begins; empty after the last
 *     page
 */
public record ScanPage(List<Map<String, AttributeValue>> items, Optional<String> last) {

    public ScanPage {
        items = List.copyOf(items);
    }
}
