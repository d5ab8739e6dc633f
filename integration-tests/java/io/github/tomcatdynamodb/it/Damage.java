package io.github.tomcatdynamodb.it;

import io.github.tomcatdynamodb.it.harness.Keys;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is wrong with a record.
 *
 * @param name what the test is called
 * @param part what stands in the record instead of what should
 * @param reason what the log says of it
 */
record Damage(String name, Map<String, AttributeValue> part, String reason) {
    static final List<Damage> DAMAGES =
            List.of(
                    new Damage(
                            "JSON that is cut off",
                            Map.of("sess", AttributeValue.fromS("{\"user\":\"An")),
                            "not well-formed JSON near character"),
                    new Damage(
                            "JSON that is no object",
                            Map.of("sess", AttributeValue.fromS("[1]")),
                            "not a JSON object"),
                    new Damage(
                            "a number instead of a session",
                            Map.of("sess", AttributeValue.fromN("1")),
                            "the attribute [sess] has the type N"),
                    new Damage(
                            "text instead of what Tomcat knows",
                            Map.of("tomcat", AttributeValue.fromS("x")),
                            "the attribute [tomcat] has the type S instead of a map"),
                    new Damage(
                            "no time of creation",
                            Map.of("tomcat", version("1")),
                            "] is missing or not a number"));

    /** What stands beside the session, of this version. */
    static AttributeValue version(String number) {
        return AttributeValue.fromM(Map.of("v", AttributeValue.fromN(number)));
    }

    /** The key of the record of a session. */
    static String key(String id) {
        return Keys.key(Mistake.GOOD, id);
    }

    /** A record of a session that is all right. */
    static Map<String, AttributeValue> record(String id) {
        Instant now = Instant.now();
        AttributeValue millis = AttributeValue.fromN(Long.toString(now.toEpochMilli()));
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("id", AttributeValue.fromS(key(id)));
        item.put("expires", AttributeValue.fromN(Long.toString(now.getEpochSecond() + 1980)));
        item.put("sess", AttributeValue.fromM(Map.of("name", AttributeValue.fromS("Ann"))));
        item.put(
                "tomcat",
                AttributeValue.fromM(
                        Map.of(
                                "v",
                                AttributeValue.fromN("1"),
                                "created",
                                millis,
                                "accessed",
                                millis,
                                "maxInactive",
                                AttributeValue.fromN("1800"),
                                "types",
                                AttributeValue.fromM(Map.of()))));
        return item;
    }

    @Override
    public String toString() {
        return name;
    }
}
