package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.it.harness.ApiCalls;
import io.github.tomcatdynamodb.sessions.SessionKeys;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two nodes with one table, for tests of attributes that stand in items of their own. */
abstract class LargeSessions {

    static final SessionKeys KEYS = new SessionKeys("localhost/shop#", true, false, false);
    static final int KB = 1024;
    static final int DAY = 86_400;

    final TestClock clock = new TestClock();
    String table;
    TestNode a;
    TestNode b;

    @BeforeEach
    void start() {
        table = LocalDynamoDb.newTable("id", "expires");
        start(Map.of());
    }

    void start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("tableName", table);
        a = new TestNode(clock, all);
        b = new TestNode(clock, all);
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
    }

    void restart(Map<String, String> settings) {
        stop();
        start(settings);
    }

    /** What deflating does not shorten. */
    static byte[] noise(int bytes, long seed) {
        byte[] noise = new byte[bytes];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    String create(int bytes) {
        String id =
                a.create(
                        session -> {
                            session.setAttribute("small", 0);
                            session.setAttribute("large", noise(bytes, 1));
                        });
        a.forgetCalls();
        b.forgetCalls();
        return id;
    }

    void set(TestNode node, String id, String name, Object value) {
        node.request(id, session -> session.setAttribute(name, value));
    }

    static Object get(TestNode node, String id, String name) {
        return node.attributes(id).orElseThrow().get(name);
    }

    Map<String, AttributeValue> item(String id) {
        return LocalDynamoDb.dynamo().item(table, KEYS.key(id));
    }

    /** The items of large attributes. */
    List<Map<String, AttributeValue>> parts() {
        return LocalDynamoDb.dynamo().items(table).stream()
                .filter(item -> item.get("id").s().contains("#large."))
                .toList();
    }

    Optional<Map<String, AttributeValue>> pointer(String id, String name) {
        return Optional.ofNullable(item(id).get("tomcat").m().get("types").m().get(name))
                .map(AttributeValue::m)
                .filter(type -> type.containsKey("large"));
    }

    static double units(ApiCalls calls) {
        return calls.stream().mapToDouble(call -> call.capacityUnits()).sum();
    }

    static String random(int length) {
        return Base64.getEncoder().encodeToString(noise(length, 3));
    }
}
