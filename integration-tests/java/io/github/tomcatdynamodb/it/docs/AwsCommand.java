package io.github.tomcatdynamodb.it.docs;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * A command of the AWS command line interface, carried out by the SDK: the interface itself cannot
 * be had from a Maven repository. An option that is not understood is an error.
 *
 * @param operation for example {@code create-table}
 * @param options by name, without the dashes
 */
record AwsCommand(String operation, Map<String, String> options) {

    static AwsCommand parse(String line) {
        String[] words = line.trim().split(" +");
        if (!words[0].equals("aws") || !words[1].equals("dynamodb")) {
            throw new IllegalArgumentException("not for DynamoDB: " + line);
        }
        int first = words[2].equals("wait") ? 4 : 3;
        String operation = words[2].equals("wait") ? words[3] : words[2];
        Map<String, String> options = new HashMap<>();
        for (int i = first; i < words.length; i += 2) {
            if (!words[i].startsWith("--")) {
                throw new IllegalArgumentException("no option: " + words[i]);
            }
            options.put(words[i].substring(2), words[i + 1]);
        }
        return new AwsCommand(operation, options);
    }

    void run(DynamoDbClient client) {
        Map<String, String> left = new HashMap<>(options);
        String table = left.remove("table-name");
        left.remove("region");
        switch (operation) {
            case "create-table" -> {
                Map<String, String> key = pairs(left.remove("key-schema"));
                Map<String, String> attribute = pairs(left.remove("attribute-definitions"));
                String billing = left.remove("billing-mode");
                client.createTable(
                        request ->
                                request.tableName(table)
                                        .billingMode(BillingMode.fromValue(billing))
                                        .keySchema(
                                                KeySchemaElement.builder()
                                                        .attributeName(key.get("AttributeName"))
                                                        .keyType(key.get("KeyType"))
                                                        .build())
                                        .attributeDefinitions(
                                                AttributeDefinition.builder()
                                                        .attributeName(
                                                                attribute.get("AttributeName"))
                                                        .attributeType(
                                                                attribute.get("AttributeType"))
                                                        .build()));
            }
            case "table-exists" ->
                    client.waiter().waitUntilTableExists(request -> request.tableName(table));
            case "update-time-to-live" -> {
                Map<String, String> ttl = pairs(left.remove("time-to-live-specification"));
                client.updateTimeToLive(
                        request ->
                                request.tableName(table)
                                        .timeToLiveSpecification(
                                                specification ->
                                                        specification
                                                                .enabled(
                                                                        Boolean.parseBoolean(
                                                                                ttl.get("Enabled")))
                                                                .attributeName(
                                                                        ttl.get("AttributeName"))));
            }
            default -> throw new IllegalArgumentException("unknown: " + operation);
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("not understood: " + left);
        }
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : text.split(",")) {
            pairs.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return pairs;
    }
}
