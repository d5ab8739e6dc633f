package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.table.TableAdministration;
import io.github.tomcatdynamodb.table.TableDescription;
import io.github.tomcatdynamodb.table.TableException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What DynamoDB has said of a table when it was asked last, for people to read. To see it asks
 * nobody.
 */
final class TableState {

    private final String tableName;
    private final TableAdministration table;
    private final Clock clock;
    private volatile Map<String, String> last = Map.of();

    /**
     * Has not asked yet.
     *
     * @param tableName the table's name
     * @param clock says when it was asked
     */
    TableState(String tableName, TableAdministration table, Clock clock) {
        this.tableName = tableName;
        this.table = table;
        this.clock = clock;
    }

    /** Returns what was said last, by what it is about. */
    Map<String, String> last() {
        return last;
    }

    /** Asks for everything, and returns what is said. */
    Map<String, String> ask() {
        try {
            if (describe().isPresent()) {
                timeToLive();
            }
        } catch (TableException e) {
            return last;
        }
        return last;
    }

    /** Asks as {@link TableAdministration#describe} does. */
    Optional<TableDescription> describe() {
        Optional<TableDescription> found = asked(Map.of(), TableAdministration::describe);
        remember(
                Map.of(),
                found.<Map<String, String>>map(
                                table ->
                                        Map.of(
                                                "state",
                                                "there",
                                                "key",
                                                table.keyName(),
                                                "items",
                                                String.valueOf(table.itemCount())))
                        .orElse(Map.of("state", "missing")));
        return found;
    }

    /** Asks as {@link TableAdministration#timeToLive} does. */
    Optional<String> timeToLive() {
        Map<String, String> known = last;
        Optional<String> found = asked(known, TableAdministration::timeToLive);
        remember(known, Map.of("timeToLive", found.orElse("off")));
        return found;
    }

    private <T> T asked(Map<String, String> known, Function<TableAdministration, T> question) {
        try {
            return question.apply(table);
        } catch (TableException e) {
            remember(known, Map.of("failure", e.getMessage()));
            throw e;
        }
    }

    private void remember(Map<String, String> known, Map<String, String> more) {
        Map<String, String> now = new LinkedHashMap<>(known);
        now.put("name", tableName);
        now.put("region", table.region());
        now.put("asked", clock.instant().toString());
        now.putAll(more);
        last = Map.copyOf(now);
    }
}
