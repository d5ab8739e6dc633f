package io.github.tomcatdynamodb.it.docs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.it.harness.ApiCall;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An IAM policy of {@code conf-examples}: what it allows, as IAM would judge it. */
record Policy(List<JsonObject> statements) {

    static Policy example(String path) {
        return new Policy(
                JsonParser.parseString(Documents.example(path))
                        .getAsJsonObject()
                        .getAsJsonArray("Statement")
                        .asList()
                        .stream()
                        .map(JsonElement::getAsJsonObject)
                        .toList());
    }

    Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        statements.forEach(statement -> actions.addAll(actions(statement)));
        return actions;
    }

    boolean allows(ApiCall call) {
        return statements.stream()
                .anyMatch(
                        statement ->
                                actions(statement).contains("dynamodb:" + call.operation())
                                        && conditionHolds(statement, call.key("id")));
    }

    private static List<String> actions(JsonObject statement) {
        return statement.getAsJsonArray("Action").asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    private static boolean conditionHolds(JsonObject statement, String key) {
        if (!statement.has("Condition")) {
            return true;
        }
        return statement
                .getAsJsonObject("Condition")
                .getAsJsonObject("ForAllValues:StringLike")
                .getAsJsonArray("dynamodb:LeadingKeys")
                .asList()
                .stream()
                .map(JsonElement::getAsString)
                .anyMatch(pattern -> key.startsWith(beginning(pattern)));
    }

    private static String beginning(String pattern) {
        if (pattern.indexOf('*') != pattern.length() - 1) {
            throw new IllegalArgumentException("not understood: " + pattern);
        }
        return pattern.substring(0, pattern.length() - 1);
    }
}
