package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tomcatdynamodb.LocalDynamoDb;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedConnectionsTest {

    private final SharedConnections shared = new SharedConnections();
    private ScriptedDynamoDb dynamo;

    @BeforeEach
    void start() throws IOException {
        dynamo = new ScriptedDynamoDb(ScriptedDynamoDb.json("*", 200, "{}"));
    }

    @AfterEach
    void stop() {
        dynamo.close();
    }

    private SessionTable open(TableSettings settings) {
        return new SessionTable(
                settings,
                LocalDynamoDb.IGNORING,
                new TableClock(Clock.systemUTC(), warning -> {}),
                shared);
    }

    private TableSettings settings(String table) {
        return LocalDynamoDb.settings(table, dynamo.endpoint());
    }

    @Test
    void tablesWithTheSameSettings_shareAConnection_untilTheLastIsClosed() {
        try (SessionTable last = open(settings("last"))) {
            try (SessionTable first = open(settings("first"))) {
                first.get("k", false);
                last.get("k", false);
            }
            last.get("k", false);

            assertEquals(3, dynamo.requests().size());
            assertEquals(1, dynamo.connections());
        }
    }

    @Test
    void whenAllAreClosed_theNextOneOpensItsOwn() {
        for (int i = 0; i < 2; i++) {
            try (SessionTable table = open(settings("t"))) {
                table.get("k", false);
            }
        }

        assertEquals(2, dynamo.connections());
    }

    @Test
    void aTableThatIsClosedTwice_countsOnce() {
        try (SessionTable open = open(settings("open"))) {
            SessionTable closed = open(settings("closed"));
            closed.close();
            closed.close();

            open.get("k", false);
            assertEquals(1, dynamo.requests().size());
        }
    }

    @Test
    void tablesWithOtherTimeouts_shareNothing() {
        TableSettings other =
                LocalDynamoDb.settings(
                        "other", dynamo.endpoint(), Duration.ofSeconds(21), Duration.ofSeconds(61));
        try (SessionTable one = open(settings("one"));
                SessionTable another = open(other)) {
            one.get("k", false);
            another.get("k", false);
        }

        assertEquals(2, dynamo.connections());
    }

    @Test
    void aTableThatCannotBeOpened_leavesNothingToTheNext() {
        TableSettings any = settings("t");
        TableSettings wrong =
                new TableSettings(
                        "t",
                        "id",
                        "expires",
                        any.region(),
                        any.endpoint(),
                        Optional.of("no-such-profile"),
                        any.attemptTimeout(),
                        any.callTimeout(),
                        any.maxAttempts(),
                        any.maxConnections(),
                        any.connectionMaxAge(),
                        any.retryMode(),
                        any.suspendAfter(),
                        any.suspension(),
                        any.access());

        for (int i = 0; i < 2; i++) {
            assertThrows(TableException.class, () -> open(wrong));
        }
        try (SessionTable right = open(any)) {
            right.get("k", false);
        }
        assertEquals(1, dynamo.connections());
    }
}
