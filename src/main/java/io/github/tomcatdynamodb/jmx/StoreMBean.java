package io.github.tomcatdynamodb.jmx;

import io.github.tomcatdynamodb.sessions.SessionAdministration;
import java.util.List;
import java.util.Map;

/** Puts together what is seen of a store over JMX. */
public final class StoreMBean implements DynamoDBStoreMXBean {

    private static final String TOUCH_AFTER = "touchAfter";
    private static final String READ_CONSISTENCY = "readConsistency";

    private final AdministeredStore store;
    private final SessionAdministration administration;
    private final SessionFigures sessions;
    private final CallFigures calls;

    /**
     * @param store the store
     * @param administration shows and ends its sessions
     * @param sessions what becomes of its sessions
     * @param calls its calls to DynamoDB
     */
    public StoreMBean(
            AdministeredStore store,
            SessionAdministration administration,
            SessionFigures sessions,
            CallFigures calls) {
        this.store = store;
        this.administration = administration;
        this.sessions = sessions;
        this.calls = calls;
    }

    @Override
    public String getState() {
        return store.isSuspended() ? "suspended" : "serving";
    }

    @Override
    public String getVersion() {
        return store.version();
    }

    @Override
    public Map<String, String> getSettings() {
        return store.settings();
    }

    @Override
    public String getTouchAfter() {
        return store.settings().get(TOUCH_AFTER);
    }

    @Override
    public void setTouchAfter(String touchAfter) {
        store.change(TOUCH_AFTER, touchAfter);
    }

    @Override
    public String getReadConsistency() {
        return store.settings().get(READ_CONSISTENCY);
    }

    @Override
    public void setReadConsistency(String readConsistency) {
        store.change(READ_CONSISTENCY, readConsistency);
    }

    @Override
    public String show(String session) {
        return administration.show(session, false);
    }

    @Override
    public String show(String session, boolean withValues) {
        return administration.show(session, withValues);
    }

    @Override
    public String expire(String session) {
        return administration.expire(session);
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
