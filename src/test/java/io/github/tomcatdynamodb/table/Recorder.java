package io.github.tomcatdynamodb.table;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What a listener is told. */
final class Recorder implements CallListener {
    final List<String> calls = new CopyOnWriteArrayList<>();

    final AtomicInteger throttled = new AtomicInteger();

    @Override
    public void throttled() {
        throttled.incrementAndGet();
    }

    @Override
    public void answered(String operation, double readUnits, double writeUnits) {
        calls.add(operation + " " + readUnits + " " + writeUnits);
    }

    @Override
    public void failed(String operation, TableException failure) {
        calls.add(operation + " " + failure.kind());
    }
}
