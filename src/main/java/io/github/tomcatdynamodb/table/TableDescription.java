package io.github.tomcatdynamodb.table;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/**
 * What DynamoDB says of a table.
 *
 * @param arn its Amazon resource name
 * @param keyName the name of its partition key
 * @param keyType the type of its partition key: {@code S}, {@code N} or {@code B}
 * @param hasSortKey whether it has a sort key, which a session table must not have
 * @param itemCount the number of items, which DynamoDB counts about every six hours
 * @param sizeBytes the size of all items, counted with them
 * @param provisioned its capacity; empty for an on-demand table
 * @param isDeletionProtected whether it cannot be deleted
 * @param kmsKey the ARN of the KMS key that encrypts it; empty for a key that DynamoDB owns
 * @param indexes its global secondary indexes that can be asked
 */
public record TableDescription(
        String arn,
        String keyName,
        String keyType,
        boolean hasSortKey,
        long itemCount,
        long sizeBytes,
        Optional<Throughput> provisioned,
        boolean isDeletionProtected,
        Optional<String> kmsKey,
        List<SecondaryIndex> indexes) {

    /**
     * Provisioned capacity.
     *
     * @param readUnits read capacity units
     * @param writeUnits write capacity units
     */
    public record Throughput(long readUnits, long writeUnits) {}

    public TableDescription {
        indexes = List.copyOf(indexes);
    }

    /** Returns the account that the table is in. */
    public String account() {
        return arn.split(":", -1)[4];
    }

    static TableDescription of(
            software.amazon.awssdk.services.dynamodb.model.TableDescription table) {
        String keyName = partitionKey(table.keySchema());
        return new TableDescription(
                table.tableArn(),
                keyName,
                type(table, keyName),
                table.keySchema().size() > 1,
                table.itemCount(),
                Optional.ofNullable(table.tableSizeBytes()).orElse(0L),
                provisioned(table),
                Boolean.TRUE.equals(table.deletionProtectionEnabled()),
                Optional.ofNullable(table.sseDescription()).map(sse -> sse.kmsMasterKeyArn()),
                table.globalSecondaryIndexes().stream()
                        .filter(index -> index.indexStatus() == IndexStatus.ACTIVE)
                        .map(
                                index -> {
                                    String key = partitionKey(index.keySchema());
                                    return new SecondaryIndex(
                                            index.indexName(), key, type(table, key));
                                })
                        .toList());
    }

    private static String partitionKey(List<KeySchemaElement> schema) {
        return schema.stream()
                .filter(element -> element.keyType() == KeyType.HASH)
                .findFirst()
                .orElseThrow()
                .attributeName();
    }

    private static String type(
            software.amazon.awssdk.services.dynamodb.model.TableDescription table, String name) {
        return table.attributeDefinitions().stream()
                .filter(definition -> definition.attributeName().equals(name))
                .findFirst()
                .orElseThrow()
                .attributeTypeAsString();
    }

    /** DynamoDB says nothing of the billing of a table that has always been provisioned. */
    private static Optional<Throughput> provisioned(
            software.amazon.awssdk.services.dynamodb.model.TableDescription table) {
        boolean onDemand =
                table.billingModeSummary() != null
                        && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
        return onDemand || table.provisionedThroughput() == null
                ? Optional.empty()
                : Optional.of(
                        new Throughput(
                                table.provisionedThroughput().readCapacityUnits(),
                                table.provisionedThroughput().writeCapacityUnits()));
    }
}
