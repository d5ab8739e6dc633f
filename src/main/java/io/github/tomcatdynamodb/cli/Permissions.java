package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Makes calls, and remembers which operations have failed. */
final class Permissions implements CallListener {

    private final Map<String, Kind> failures = new ConcurrentHashMap<>();

    @Override
    public void answered(String operation, double readUnits, double writeUnits) {
        // What has not failed was allowed.
    }

    @Override
    public void failed(String operation, TableException failure) {
        failures.putIfAbsent(operation, failure.kind());
    }

    /** Returns what a call gives, or empty when it fails. */
    <T> Optional<T> attempt(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (TableException e) {
            // The table has told what has failed, which may be a call behind the call.
            return Optional.empty();
        }
    }

    /** Returns why an operation has failed; empty when it has not. */
    Optional<Kind> failure(String operation) {
        return Optional.ofNullable(failures.get(operation));
    }
}
