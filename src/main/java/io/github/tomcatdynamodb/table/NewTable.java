package io.github.tomcatdynamodb.table;

import io.github.tomcatdynamodb.table.TableDescription.Throughput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/**
 * A table to be created.
 *
 * @param provisioned its capacity; empty for an on-demand table
 * @param indexes the attributes, each with its type ({@code S}, {@code N} or {@code B}), that
 *     sessions are found by; each gets a secondary index, which holds keys only
 * @param isDeletionProtected whether it cannot be deleted before that is switched off
 */
public record NewTable(
        Optional<Throughput> provisioned,
        SortedMap<String, String> indexes,
        boolean isDeletionProtected) {

    /** A table with nothing but what sessions need, on demand. */
    public static final NewTable PLAIN = new NewTable(Optional.empty(), new TreeMap<>(), false);

    public NewTable {
        indexes = Collections.unmodifiableSortedMap(new TreeMap<>(indexes));
    }

    /** Returns the same with provisioned capacity, for the table and for each index. */
    public NewTable provisioned(long readUnits, long writeUnits) {
        return new NewTable(
                Optional.of(new Throughput(readUnits, writeUnits)), indexes, isDeletionProtected);
    }

    /** Returns the name of the index that finds sessions by an attribute. */
    static String indexName(String attribute) {
        return attribute + "-index";
    }

    CreateTableRequest request(TableSettings settings) {
        CreateTableRequest.Builder request =
                CreateTableRequest.builder()
                        .tableName(settings.tableName())
                        .attributeDefinitions(definitions(settings.hashKey()))
                        .keySchema(hash(settings.hashKey()))
                        .billingMode(
                                provisioned.isPresent()
                                        ? BillingMode.PROVISIONED
                                        : BillingMode.PAY_PER_REQUEST)
                        .provisionedThroughput(throughput());
        // An older engine knows neither, and needs to know neither.
        if (isDeletionProtected) {
            request.deletionProtectionEnabled(true);
        }
        if (!indexes.isEmpty()) {
            request.globalSecondaryIndexes(indexes.keySet().stream().map(this::index).toList());
        }
        return request.build();
    }

    private Collection<AttributeDefinition> definitions(String hashKey) {
        List<AttributeDefinition> definitions = new ArrayList<>();
        definitions.add(definition(hashKey, "S"));
        for (Map.Entry<String, String> index : indexes.entrySet()) {
            definitions.add(definition(index.getKey(), index.getValue()));
        }
        return definitions;
    }

    private static AttributeDefinition definition(String name, String type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement hash(String name) {
        return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
    }

    private GlobalSecondaryIndex index(String attribute) {
        return GlobalSecondaryIndex.builder()
                .indexName(indexName(attribute))
                .keySchema(hash(attribute))
                .projection(keys -> keys.projectionType(ProjectionType.KEYS_ONLY))
                .provisionedThroughput(throughput())
                .build();
    }

    private ProvisionedThroughput throughput() {
        return provisioned
                .map(
                        units ->
                                ProvisionedThroughput.builder()
                                        .readCapacityUnits(units.readUnits())
                                        .writeCapacityUnits(units.writeUnits())
                                        .build())
                .orElse(null);
    }
}
