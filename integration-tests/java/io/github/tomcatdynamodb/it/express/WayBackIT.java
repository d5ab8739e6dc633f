package io.github.tomcatdynamodb.it.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.it.AdminCommand;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an Express application sees of the strangest values of connect-dynamodb's records, before
 * and after {@code migrate}: the guide's table.
 */
class WayBackIT {

    private static final String TABLE = "sessions";
    private static final String SECRET = "keyboard cat";

    /**
     * A member of the session.
     *
     * @param json the member as it is in the record
     * @param before what Express with connect-dynamodb sees
     * @param outcome of {@code migrate}
     * @param after what Express with @pwrdrvr/dynamodb-session-store sees then
     */
    private record Row(String json, String before, String outcome, String after) {
        @Override
        public String toString() {
            return "| `%s` | %s | `%s` | %s |".formatted(json, before, outcome, after);
        }
    }

    private static final List<Row> ROWS =
            List.of(
                    new Row(
                            "\"n\":9007199254740991",
                            "{\"n\":9007199254740991}",
                            "upgraded",
                            "{\"n\":9007199254740991}"),
                    new Row(
                            "\"n\":9007199254740993",
                            "{\"n\":9007199254740992}",
                            "upgraded",
                            "{\"n\":\"9007199254740993\"}"),
                    new Row(
                            "\"n\":18446744073709551616",
                            "{\"n\":18446744073709552000}",
                            "upgraded",
                            "{\"n\":\"18446744073709551616\"}"),
                    new Row(
                            "\"n\":123456789012345678901234567890123456789012",
                            "{\"n\":1.2345678901234568e+41}",
                            "upgraded",
                            "{\"n\":\"123456789012345678901234567890123456789012\"}"),
                    new Row(
                            "\"n\":0.1000000000000000055511151231257827",
                            "{\"n\":0.1}",
                            "upgraded",
                            "{\"n\":\"0.1000000000000000055511151231257827\"}"),
                    new Row("\"n\":1e21", "{\"n\":1e+21}", "upgraded", "{\"n\":\"1.0E21\"}"),
                    new Row("\"n\":-0", "{\"n\":\"number -0\"}", "upgraded", "{\"n\":\"-0.0\"}"),
                    new Row(
                            "\"n\":9.99e125",
                            "{\"n\":9.99e+125}",
                            "upgraded",
                            "{\"n\":\"9.99E125\"}"),
                    new Row("\"n\":1e126", "{\"n\":1e+126}", "upgraded", "{\"n\":\"1.0E126\"}"),
                    new Row(
                            "\"n\":1e400",
                            "{\"n\":\"number Infinity\"}",
                            "upgraded",
                            "{\"n\":\"1E+400\"}"),
                    new Row(
                            "\"n\":1e10001",
                            "{\"n\":\"number Infinity\"}",
                            "notRepresentable",
                            "{\"n\":\"number Infinity\"}"),
                    new Row("\"n\":1e-130", "{\"n\":1e-130}", "upgraded", "{\"n\":\"1.0E-130\"}"),
                    new Row("\"n\":5e-324", "{\"n\":5e-324}", "upgraded", "{\"n\":\"4.9E-324\"}"),
                    new Row(
                            "\"n\":[9007199254740993,1e400,5e-324]",
                            "{\"n\":[9007199254740992,\"number Infinity\",5e-324]}",
                            "upgraded",
                            "{\"n\":[\"9007199254740993\",\"1E+400\",\"4.9E-324\"]}"),
                    new Row(
                            "\"s\":\"\\ud800\"",
                            "{\"s\":\"\\ud800\"}",
                            "upgraded",
                            "{\"s\":\"\\\\ud800\"}"),
                    new Row(
                            "\"o\":{\"\\ud800\":1}",
                            "{\"o\":{\"\\ud800\":1}}",
                            "notRepresentable",
                            "{\"o\":{\"\\ud800\":1}}"),
                    new Row(
                            "\"\\ud800\":1",
                            "{\"\\ud800\":1}",
                            "notRepresentable",
                            "{\"\\ud800\":1}"),
                    new Row("\"\":1", "{\"\":1}", "notRepresentable", "{\"\":1}"),
                    new Row(
                            "\"o\":{\"\":1}",
                            "{\"o\":{\"\":1}}",
                            "notRepresentable",
                            "{\"o\":{\"\":1}}"),
                    new Row(
                            "\"o\":{\"__proto__\":{\"admin\":true}}",
                            "{\"o\":{\"__proto__\":{\"admin\":true}}}",
                            "upgraded",
                            "{\"o\":{}}"),
                    new Row("\"__proto__\":{\"admin\":true}", "{}", "upgraded", "{}"),
                    new Row(
                            "\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                            "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}",
                            "notRepresentable",
                            "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}"),
                    new Row("\"id\":1", "{}", "upgraded", "{}"));

    @TempDir Path directory;

    @Test
    void whatExpressSees_beforeAndAfterTheMigration() throws Exception {
        assumeTrue(NodeModules.problem() == null, NodeModules.problem());
        List<Row> seen = new ArrayList<>();
        try (EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start()) {
            dynamo.createTable(TABLE, "id", "expires");
            for (int i = 0; i < ROWS.size(); i++) {
                dynamo.put(TABLE, item(i, ROWS.get(i).json()));
            }
            Map<String, String> settings =
                    Map.of("TABLE", TABLE, "SECRETS", SECRET, "MAX_AGE", "none", "PREFIX", "sess:");
            List<String> before = new ArrayList<>();
            try (ExpressApp express = ExpressApp.start("connect-dynamodb", dynamo, settings)) {
                for (int i = 0; i < ROWS.size(); i++) {
                    before.add(seen(express, i));
                }
            }
            List<String> outcomes = migrate(dynamo);
            try (ExpressApp express = ExpressApp.start("pwrdrvr", dynamo, settings)) {
                for (int i = 0; i < ROWS.size(); i++) {
                    boolean isMap = dynamo.item(TABLE, "sess:" + i).get("sess").hasM();
                    assertEquals(outcomes.get(i).equals("upgraded"), isMap);
                    seen.add(
                            new Row(
                                    ROWS.get(i).json(),
                                    before.get(i),
                                    outcomes.get(i),
                                    seen(express, i)));
                    assertTrue(express.isRunning(), ROWS.get(i).json());
                }
            }
        }
        assertEquals(lines(ROWS), lines(seen));
    }

    private static String lines(List<Row> rows) {
        return String.join("\n", rows.stream().map(Row::toString).toList());
    }

    private static Map<String, AttributeValue> item(int number, String member) {
        return Map.of(
                "id",
                AttributeValue.fromS("sess:" + number),
                "expires",
                AttributeValue.fromN("2082758400"),
                "sess",
                AttributeValue.fromS(
                        "{\"cookie\":{\"originalMaxAge\":null,\"expires\":null,\"path\":\"/\"},"
                                + member
                                + "}"));
    }

    private static String seen(ExpressApp express, int number) {
        HttpBrowser browser =
                new HttpBrowser()
                        .setCookie(
                                "connect.sid",
                                "/",
                                CookieHeaders.encoded(
                                        CookieHeaders.signed(Integer.toString(number), SECRET)));
        HttpBrowser.Response response = express.user(browser).get("op", "describe");
        return response.status() == 200
                ? response.json().get("described").getAsString()
                : "status " + response.status();
    }

    private List<String> migrate(EmbeddedDynamoDb dynamo) throws Exception {
        Path report = directory.resolve("report.jsonl");
        try (AdminCommand migrate =
                AdminCommand.start(
                        directory,
                        dynamo.endpoint(),
                        "migrate",
                        TABLE,
                        "--apply",
                        "--report",
                        report.toString())) {
            migrate.status();
        }
        Map<String, String> byKey = new HashMap<>();
        for (String line : Files.readAllLines(report)) {
            JsonObject json = JsonParser.parseString(line).getAsJsonObject();
            byKey.put(json.get("key").getAsString(), json.get("outcome").getAsString());
        }
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < ROWS.size(); i++) {
            String hash = hash("sess:" + i);
            outcomes.add(
                    byKey.entrySet().stream()
                            .filter(entry -> hash.startsWith(entry.getKey()))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElse("not reported"));
        }
        return outcomes;
    }

    private static String hash(String key) throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash);
    }
}
