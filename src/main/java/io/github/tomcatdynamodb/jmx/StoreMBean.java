package io.github.tomcatdynamodb.jmx;

import java.util.List;
import java.util.Map;

/** Puts together what is seen of a store over JMX. */
public final class StoreMBean implements DynamoDBStoreMXBean {

    private final AdministeredStore store;
    private final SessionFigures sessions;
    private final CallFigures calls;

    /**
     * @param store the store
     * @param sessions what becomes of its sessions
     * @param calls its calls to DynamoDB
     */
    public StoreMBean(AdministeredStore store, SessionFigures sessions, CallFigures calls) {
        this.store = store;
        this.sessions = sessions;
        this.calls = calls;
    }

    @Override
    public String getState() {
        return store.isSuspended() ? "suspended" : "serving";
    }

    @Override
    public String getLastFailure() {
        return calls.lastFailure().map(CallFigures.Failure::message).orElse(null);
    }

    @Override
    public String getLastFailureTime() {
        return calls.lastFailure().map(failure -> failure.time().toString()).orElse(null);
    }

    @Override
    public Map<String, String> getTable() {
        return store.tableState();
    }

    @Override
    public Map<String, String> checkTable() {
        return store.checkTable();
    }

    @Override
    public long getLoads() {
        return sessions.loads();
    }

    @Override
    public long getMisses() {
        return sessions.misses();
    }

    @Override
    public long getStrongRereads() {
        return sessions.strongRereads();
    }

    @Override
    public Map<String, Double> getLoadMilliseconds() {
        return sessions.loadTimes().milliseconds();
    }

    @Override
    public long getUnwrittenSaves() {
        return sessions.unwrittenSaves();
    }

    @Override
    public Map<String, Long> getWrittenSaves() {
        return sessions.writtenSaves();
    }

    @Override
    public long getDroppedSaves() {
        return sessions.droppedSaves();
    }

    @Override
    public Map<String, Double> getSaveMilliseconds() {
        return sessions.saveTimes().milliseconds();
    }

    @Override
    public long getRemovals() {
        return sessions.removals();
    }

    @Override
    public Map<String, Long> getCalls() {
        return calls.answered();
    }

    @Override
    public Map<String, Long> getFailures() {
        return calls.failed();
    }

    @Override
    public Map<String, Long> getRetries() {
        return calls.retried();
    }

    @Override
    public long getThrottles() {
        return calls.throttledAttempts();
    }

    @Override
    public long getConflicts() {
        return calls.refusedWrites();
    }

    @Override
    public double getReadCapacityUnits() {
        return calls.readUnits();
    }

    @Override
    public double getWriteCapacityUnits() {
        return calls.writeUnits();
    }

    @Override
    public long getSavedWriteCapacityUnits() {
        return sessions.savedUnits();
    }

    @Override
    public long getAverageSize() {
        return sessions.sizes().average();
    }

    @Override
    public long getLargestSize() {
        return sessions.sizes().largest();
    }

    @Override
    public Map<String, Integer> getLargestAttributes() {
        return sessions.sizes().largestAttributes();
    }

    @Override
    public Map<String, Long> getUnreadableAttributes() {
        return sessions.unreadable();
    }

    @Override
    public long getUnsealedValues() {
        return store.unsealedValues();
    }

    @Override
    public List<String> getRecentSaves() {
        return sessions.recentSaves();
    }

    @Override
    public List<String> getUnnamedClasses() {
        return sessions.unnamedClasses();
    }
}
