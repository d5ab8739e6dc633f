package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.sessions.SessionKeys;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Two nodes with one table and one clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoTestNodes {
    static final SessionKeys KEYS = new SessionKeys("localhost/shop#", true, false, false);

    final TestClock clock = new TestClock();
    private final Map<String, String> settings;
    String table;
    TestNode a;
    TestNode b;

    /**
     * @param settings of both stores, beside the table
     */
    TwoTestNodes(Map<String, String> settings) {
        this.settings = settings;
    }

    @BeforeAll
    void start() {
        table = LocalDynamoDb.newTable("id", "expires");
        Map<String, String> all = new HashMap<>(settings);
        all.put("tableName", table);
        a = new TestNode(clock, all);
        b = new TestNode(clock, all);
    }

    @AfterAll
    void stop() {
        a.close();
        b.close();
    }
}
