package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptsTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final List<String> warnings = new ArrayList<>();

    /** Of a node whose clock is five minutes ahead. */
    private final TableClock clock =
            new TableClock(Clock.offset(Clock.systemUTC(), FIVE_MINUTES), warnings::add);

    private SessionTable open(String name, URI endpoint) {
        return new SessionTable(
                LocalDynamoDb.settings(
                        name, endpoint, Duration.ofSeconds(1), Duration.ofSeconds(9)),
                LocalDynamoDb.IGNORING,
                clock,
                new SharedConnections());
    }

    private void hasLearned(long withinMillis) {
        long error = clock.offset() + FIVE_MINUTES.toMillis();
        assertTrue(Math.abs(error) <= withinMillis, "off by " + error + " ms");
    }

    @Test
    void anAnswer_teachesTheTime() {
        String name = LocalDynamoDb.newTable("id", "expires");
        try (SessionTable table = open(name, LocalDynamoDb.dynamo().endpoint())) {
            // The first one waits for connection and classes.
            table.get("k", false);
            table.get("k", false);
        }
        hasLearned(1500);
        assertEquals(1, warnings.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void anErrorOfDynamoDb_teachesIt(int status) throws Exception {
        try (ScriptedDynamoDb dynamo =
                        new ScriptedDynamoDb(
                                ScriptedDynamoDb.json(
                                        "*", status, "{\"__type\":\"x#InternalServerError\"}"));
                SessionTable table = open("t", dynamo.endpoint())) {
            assertThrows(TableException.class, () -> table.get("k", false));
        }
        hasLearned(1500);
    }

    @Test
    void anAnswerOfSomebodyElse_teachesNothing() throws Exception {
        try (ScriptedDynamoDb portal =
                        new ScriptedDynamoDb(
                                new ScriptedDynamoDb.Answer("*", 403, "text/html", "<html>"));
                SessionTable table = open("t", portal.endpoint())) {
            assertThrows(TableException.class, () -> table.get("k", false));
        }
        assertEquals(0, clock.offset());
    }

    @Test
    void attemptsWithoutAnAnswer_makeTheTimeOfTheNextNoVaguer() {
        String name = LocalDynamoDb.newTable("id", "expires");
        try (DynamoDbProxy proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo());
                SessionTable table = open(name, proxy.endpoint())) {
            proxy.inject(FaultRule.always(new Fault.Hang()).times(2));
            table.get("k", false);
        }
        hasLearned(1500);
    }
}
