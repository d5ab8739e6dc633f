package io.github.tomcatdynamodb.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What became of a conditional write. */
public sealed interface WriteResult {

    /** The condition held and the write is done. */
    record Written() implements WriteResult {}

    /**
     * The condition did not hold and nothing was written.
     *
     * @param current the item as it stands in the table now; empty when there is none
     */
    record Refused(Map<String, AttributeValue> current) implements WriteResult {
        public Refused {
            current = Map.copyOf(current);
        }
    }
}
