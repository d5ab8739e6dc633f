package io.github.tomcatdynamodb.it.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The calls that a proxy has seen, and how many of each operation. */
final class CallLog {
    private final List<ApiCall> calls = new ArrayList<>();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final LongAdder scans = new LongAdder();
    private final Set<String> scannable = ConcurrentHashMap.newKeySet();
    private volatile boolean recording = true;

    void add(ApiCall call) {
        boolean scans = call.operation().equals("Scan") || call.operation().equals("Query");
        if (scans && !scannable.contains(call.table())) {
            this.scans.increment();
        }
        synchronized (calls) {
            if (recording) {
                calls.add(call);
            }
            counts.computeIfAbsent(call.operation(), operation -> new LongAdder()).increment();
        }
    }

    ApiCalls calls() {
        synchronized (calls) {
            return new ApiCalls(calls);
        }
    }

    long count(String operation) {
        LongAdder count = counts.get(operation);
        return count == null ? 0 : count.sum();
    }

    Set<String> operations() {
        return Set.copyOf(counts.keySet());
    }

    void reset() {
        synchronized (calls) {
            calls.clear();
            counts.clear();
        }
    }

    void record(boolean on) {
        recording = on;
    }

    /** From now on a table may be scanned. */
    void admitScans(String table) {
        scannable.add(table);
    }

    /** How many calls have scanned or queried a table that they must not, ever. */
    long scans() {
        return scans.sum();
    }
}
