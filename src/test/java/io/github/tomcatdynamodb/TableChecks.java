package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.sessions.ApplicationLog;
import io.github.tomcatdynamodb.table.SessionTable;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.LifecycleException;

/** Does what the start of the store does about its table, and keeps what that logs. */
abstract class TableChecks {
    final LogLines log = new LogLines();

    Map<String, String> check(String tableName, String... more) throws LifecycleException {
        Map<String, String> all = new HashMap<>();
        all.put("tableName", tableName);
        all.put("region", EmbeddedDynamoDb.REGION);
        all.put("endpoint", LocalDynamoDb.dynamo().endpoint().toString());
        all.put("suspension", "100");
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        Settings settings = new SettingsReader(all, false).read();
        try (SessionTable table = new SessionTable(settings.table(), LocalDynamoDb.IGNORING)) {
            TableState state = new TableState(tableName, table.administration(), Clock.systemUTC());
            new TableCheck(
                            settings,
                            table.administration(),
                            state,
                            new ApplicationLog(log, "localhost/shop"))
                    .run();
            return state.last();
        }
    }

    String failure(String tableName, String... more) {
        return assertThrows(LifecycleException.class, () -> check(tableName, more)).getMessage();
    }

    String warning() {
        List<String> lines = log.lines();
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("WARN "), lines.get(0));
        return lines.get(0);
    }
}
