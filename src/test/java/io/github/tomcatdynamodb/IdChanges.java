package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.Session;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two nodes with one table, for tests of changes of the id. */
abstract class IdChanges extends TwoTestNodes {

    IdChanges() {
        super(Map.of());
    }

    @BeforeEach
    void heal() {
        a.proxy().heal();
        // What is remembered for a second.
        clock.advance(Duration.ofSeconds(2));
        a.forgetCalls();
    }

    String create() {
        return a.create(
                session -> {
                    session.setAttribute("x", "0");
                    session.setAttribute("y", "0");
                    session.setAttribute("gone", "0");
                });
    }

    Session open(TestNode node, String id) {
        return node.open(id).orElseThrow();
    }

    static void set(Session session, String name, String value) {
        session.getSession().setAttribute(name, value);
    }

    static boolean isBurial(JsonObject request) {
        return request.has("Item")
                && request.getAsJsonObject("Item").has("tomcat")
                && request.getAsJsonObject("Item")
                        .getAsJsonObject("tomcat")
                        .getAsJsonObject("M")
                        .has("gone");
    }

    FaultRule burials(Fault fault) {
        return a.proxy()
                .inject(
                        FaultRule.always(fault)
                                .on("PutItem")
                                .where((operation, request) -> isBurial(request)));
    }

    void assertDead(String id) {
        clock.advance(Duration.ofSeconds(2));
        assertEquals(Optional.empty(), b.load(id));
        assertEquals(Optional.empty(), a.load(id));
    }

    Map<String, AttributeValue> item(String id) {
        return LocalDynamoDb.dynamo().item(table, KEYS.key(id));
    }
}
