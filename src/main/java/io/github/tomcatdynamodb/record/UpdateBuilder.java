package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.table.ItemUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Builds the expressions of an update. Every name and value goes through a placeholder: attribute
 * names hold dots, spaces and reserved words.
 */
final class UpdateBuilder {

    /** DynamoDB refuses a longer expression (Developer Guide, "Quotas": 4 KB). */
    private static final int MAX_EXPRESSION = 4096;

    /**
     * DynamoDB refuses more operators and functions in one expression (Developer Guide, "Quotas").
     */
    private static final int MAX_ACTIONS = 300;

    private final Map<String, String> placeholders = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final StringJoiner conditions = new StringJoiner(" AND ");

    UpdateBuilder set(AttributeValue value, String... path) {
        sets.add(path(path) + "=" + value(value));
        return this;
    }

    UpdateBuilder remove(String... path) {
        removes.add(path(path));
        return this;
    }

    UpdateBuilder require(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Requires that what a path leads to compares so with a value. */
    UpdateBuilder require(String operator, AttributeValue value, String... path) {
        return require(path(path) + " " + operator + " " + value(value));
    }

    UpdateBuilder requireExists(String... path) {
        return require("attribute_exists(" + path(path) + ")");
    }

    UpdateBuilder requireNone(String... path) {
        return require("attribute_not_exists(" + path(path) + ")");
    }

    /** Returns the expression for a path into the item. */
    String path(String... segments) {
        StringJoiner path = new StringJoiner(".");
        for (String segment : segments) {
            path.add(
                    placeholders.computeIfAbsent(
                            segment,
                            name -> {
                                String placeholder = "#n" + names.size();
                                names.put(placeholder, name);
                                return placeholder;
                            }));
        }
        return path.toString();
    }

    /** Returns the expression for a value. */
    String value(AttributeValue value) {
        String placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    boolean isTooLarge() {
        return sets.size() + removes.size() > MAX_ACTIONS || expression().length() > MAX_EXPRESSION;
    }

    ItemUpdate build(String key) {
        return new ItemUpdate(key, expression(), conditions.toString(), names, values);
    }

    String condition() {
        return conditions.toString();
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }

    private String expression() {
        String set = sets.isEmpty() ? "" : "SET " + String.join(",", sets);
        String remove = removes.isEmpty() ? "" : "REMOVE " + String.join(",", removes);
        return (set + " " + remove).trim();
    }
}
