package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.tomcatdynamodb.sessions.SessionKeys;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.catalina.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What every store of ours must do, however it is set up. Two nodes share one table; the names of
 * the tests are the contract.
 */
@ParameterizedClass
@EnumSource
abstract class StoreContractTest {

    static final int TIMEOUT = 1800;

    /** The default, for that timeout. */
    static final int TOUCH_AFTER = 180;

    @Parameter StoreNodes.Kind kind;

    TestClock clock;
    TestNode a;
    TestNode b;
    StoreNodes nodes;

    @BeforeEach
    void forget() {
        nodes = StoreNodes.of(kind);
        clock = nodes.clock();
        a = nodes.a();
        b = nodes.b();
        a.proxy().heal();
        b.proxy().heal();
        clock.set(System.currentTimeMillis());
        // What is remembered for a second.
        clock.advance(Duration.ofSeconds(2));
        a.forgetCalls();
        b.forgetCalls();
    }

    @AfterEach
    void neverScans() {
        for (TestNode node : List.of(a, b)) {
            assertEquals(0, node.calls().count("Scan") + node.calls().count("Query"));
        }
    }

    /** A further node on the same table. */
    TestNode node(Map<String, String> more, Consumer<TestNode> setUp) {
        return nodes.node(more, setUp);
    }

    String key(String id) {
        String prefix = kind.settings().get("prefix");
        return prefix == null
                ? new SessionKeys("localhost/shop#", true, false, false).key(id)
                : prefix + id;
    }

    Map<String, AttributeValue> item(String id) {
        return LocalDynamoDb.dynamo().item(nodes.table(), kind.hashKey(), key(id));
    }

    void put(String id, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> whole = new HashMap<>(item);
        whole.put(kind.hashKey(), s(key(id)));
        LocalDynamoDb.dynamo().put(nodes.table(), whole);
    }

    void deleteBehindItsBack(String id) {
        LocalDynamoDb.dynamo()
                .client()
                .deleteItem(
                        delete ->
                                delete.tableName(nodes.table())
                                        .key(Map.of(kind.hashKey(), s(key(id)))));
    }

    long expires(String id) {
        return Long.parseLong(item(id).get(kind.ttlAttribute()).n());
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue m(Map<String, AttributeValue> map) {
        return AttributeValue.fromM(map);
    }

    static Map<String, AttributeValue> with(
            Map<String, AttributeValue> map, String name, AttributeValue value) {
        Map<String, AttributeValue> changed = new HashMap<>(map);
        changed.put(name, value);
        return changed;
    }

    static void nothing(HttpSession session) {
        // A request that only looks.
        session.getAttributeNames();
    }

    void assertRemovable(String id) {
        try {
            a.store().remove(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A save that must be dropped without failing. */
    void finishDropped(TestNode node, Session session) {
        Map<String, AttributeValue> before = item(session.getIdInternal());
        String id = session.getIdInternal();
        node.save(session);
        assertEquals(before, item(id));
        assertFalse(session.isValid(), "lives on in memory");
    }

    /** What {@link #makeUnreadable} puts into a record. */
    static final AttributeValue UNREADABLE =
            AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, 2, 3, 0, -1}));

    static final AttributeValue TYPE = s("java:com.example.Gone");

    /** Puts an attribute of a class that is gone into a record, and something foreign beside it. */
    void makeUnreadable(String id) {
        Map<String, AttributeValue> item = item(id);
        Map<String, AttributeValue> tomcat = item.get("tomcat").m();
        Map<String, AttributeValue> changed = with(item, "foreign", s("somebody's"));
        changed.put("sess", m(with(item.get("sess").m(), "unreadable", UNREADABLE)));
        changed.put(
                "tomcat",
                m(with(tomcat, "types", m(with(tomcat.get("types").m(), "unreadable", TYPE)))));
        LocalDynamoDb.dynamo().put(nodes.table(), changed);
    }

    void assertUnreadableIsThere(String id) {
        assertEquals(UNREADABLE, item(id).get("sess").m().get("unreadable"));
        assertEquals(TYPE, item(id).get("tomcat").m().get("types").m().get("unreadable"));
    }

    /** A record that express-session has written as a map. */
    Map<String, AttributeValue> express(long expires) {
        return Map.of(
                "sess",
                m(
                        Map.of(
                                "cookie",
                                m(Map.of("originalMaxAge", n(600_000), "path", s("/"))),
                                "lastModified",
                                s("2026-11-22T00:28:44.925Z"),
                                "views",
                                n(17))),
                kind.ttlAttribute(),
                n(expires),
                "type",
                s("theirs"));
    }

    /** A record that connect-dynamodb has written as JSON. */
    Map<String, AttributeValue> json(long expires) {
        return Map.of(
                "sess",
                s(
                        "{\"cookie\":{\"originalMaxAge\":600000,\"path\":\"/\"},\"views\":17,"
                                + "\"cart\":[{\"price\":19.99}]}"),
                kind.ttlAttribute(),
                AttributeValue.fromN(
                        BigDecimal.valueOf(expires).add(new BigDecimal("0.999")).toString()),
                "type",
                s("connect-session"),
                "userId",
                s("index"));
    }
}
