package io.github.tomcatdynamodb.table;

/**
 * What DynamoDB says of a table.
 *
 * @param keyName the name of its partition key
 * @param keyType the type of its partition key: {@code S}, {@code N} or {@code B}
 * @param hasSortKey whether it has a sort key, which a session table must not have
 * @param itemCount the number of items, which DynamoDB counts about every six hours
 */
public record TableDescription(
        String keyName, String keyType, boolean hasSortKey, long itemCount) {}
