package io.github.tomcatdynamodb.table;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a listener is told. */
final class Recorder implements CallListener {
    final List<String> calls = new CopyOnWriteArrayList<>();

    @Override
    public void answered(String operation, double readUnits, double writeUnits) {
        calls.add(operation + " " + readUnits + " " + writeUnits);
    }

    @Override
    public void failed(String operation, TableException failure) {
        calls.add(operation + " " + failure.kind());
    }
}
