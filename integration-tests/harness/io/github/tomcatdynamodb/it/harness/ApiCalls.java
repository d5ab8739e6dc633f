package io.github.tomcatdynamodb.it.harness;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The calls that a proxy has seen so far, in the order in which they were answered. */
public record ApiCalls(List<ApiCall> list) {
    private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query", "Scan");
    private static final Set<String> WRITES =
            Set.of(
                    "PutItem",
                    "UpdateItem",
                    "DeleteItem",
                    "BatchWriteItem",
                    "TransactWriteItems",
                    "ExecuteStatement");

    public ApiCalls {
        list = List.copyOf(list);
    }

    /** Those that satisfy a condition. */
    public ApiCalls where(Predicate<ApiCall> condition) {
        return new ApiCalls(list.stream().filter(condition).toList());
    }

    /** Those on one table. */
    public ApiCalls on(String table) {
        return where(call -> call.table().equals(table));
    }

    /** Those of one operation. */
    public ApiCalls of(String operation) {
        return where(call -> call.operation().equals(operation));
    }

    /** Those that read items. */
    public ApiCalls reads() {
        return where(call -> READS.contains(call.operation()));
    }

    /** Those that write items. */
    public ApiCalls writes() {
        return where(call -> WRITES.contains(call.operation()));
    }

    /** How many of one operation. */
    public int count(String operation) {
        return of(operation).size();
    }

    public int size() {
        return list.size();
    }

    public Stream<ApiCall> stream() {
        return list.stream();
    }

    /** The only call; fails when there are more or none. */
    public ApiCall only() {
        if (list.size() != 1) {
            throw new AssertionError("expected one call, saw " + this);
        }
        return list.get(0);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(list.size() + " calls");
        list.stream()
                .limit(30)
                .forEach(
                        call ->
                                text.append("\n  ")
                                        .append(call.operation())
                                        .append(' ')
                                        .append(call.status())
                                        .append(call.fault() == null ? "" : " " + call.fault())
                                        .append(' ')
                                        .append(call.request()));
        return text.toString();
    }
}
