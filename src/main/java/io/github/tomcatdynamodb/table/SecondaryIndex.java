package io.github.tomcatdynamodb.table;

/**
 * A global secondary index.
 *
 * @param name its name
 * @param keyName the name of its partition key
 * @param keyType the type of its partition key: {@code S}, {@code N} or {@code B}
 */
public record SecondaryIndex(String name, String keyName, String keyType) {}
