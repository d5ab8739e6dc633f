package io.github.tomcatdynamodb;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Two nodes that share one table, and a clock; those of a kind are shared by all test classes and
 * started when first asked for.
 *
 * @param kind how the store is set up
 * @param clock the time of both, and of DynamoDB
 * @param table the table's name
 * @param a one node
 * @param b the other
 */
record StoreNodes(Kind kind, TestClock clock, String table, TestNode a, TestNode b) {
    private static final Map<Kind, StoreNodes> STARTED = new EnumMap<>(Kind.class);

    /** How a store may be set up. */
    enum Kind {
        /** Saved when the Manager decides: the requests of a session stick to a node. */
        STICKY(Map.of()),

        /** Under the names that another application has given. */
        OTHER_NAMES(
                Map.of("hashKey", "sessionKey", "ttlAttribute", "deleteAt", "prefix", "session#")),

        /** Every read sees every write. */
        STRONG_READS(Map.of("readConsistency", "strong"));

        private final Map<String, String> settings;

        Kind(Map<String, String> settings) {
            this.settings = settings;
        }

        /** The attributes of the Store, but for the table's name. */
        Map<String, String> settings() {
            return settings;
        }

        String hashKey() {
            return settings.getOrDefault("hashKey", "id");
        }

        String ttlAttribute() {
            return settings.getOrDefault("ttlAttribute", "expires");
        }
    }

    /** Those of this kind. */
    static synchronized StoreNodes of(Kind kind) {
        return STARTED.computeIfAbsent(kind, StoreNodes::start);
    }

    private static StoreNodes start(Kind kind) {
        TestClock clock = new TestClock();
        String table = LocalDynamoDb.newTable(kind.hashKey(), kind.ttlAttribute());
        TestNode a = node(kind, clock, table, Map.of(), node -> {});
        TestNode b = node(kind, clock, table, Map.of(), node -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(a::close));
        Runtime.getRuntime().addShutdownHook(new Thread(b::close));
        return new StoreNodes(kind, clock, table, a, b);
    }

    /** A further node, which is the caller's to close. */
    TestNode node(Map<String, String> more, Consumer<TestNode> setUp) {
        return node(kind, clock, table, more, setUp);
    }

    private static TestNode node(
            Kind kind,
            TestClock clock,
            String table,
            Map<String, String> more,
            Consumer<TestNode> setUp) {
        Map<String, String> all = new HashMap<>(kind.settings());
        all.put("tableName", table);
        all.putAll(more);
        return new TestNode(clock, all, setUp);
    }
}
