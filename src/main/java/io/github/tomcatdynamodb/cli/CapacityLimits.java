package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.table.TableException;

/**
 * Charges limiters with what calls have cost.
 *
 * @param reads limits read units
 * @param writes limits write units
 */
record CapacityLimits(Limiter reads, Limiter writes) implements CallListener {

    /** Limits both, from now on; 0 for no limit. */
    static CapacityLimits perSecond(int readUnits, int writeUnits) {
        return new CapacityLimits(
                new Limiter(readUnits, System::nanoTime),
                new Limiter(writeUnits, System::nanoTime));
    }

    @Override
    public void answered(String operation, double readUnits, double writeUnits) {
        reads.spend(readUnits);
        writes.spend(writeUnits);
    }

    @Override
    public void failed(String operation, TableException failure) {
        // What fails for long fails the command.
    }
}
