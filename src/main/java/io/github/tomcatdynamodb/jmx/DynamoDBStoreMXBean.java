package io.github.tomcatdynamodb.jmx;

import java.util.List;
import java.util.Map;

/**
 * The counters of one store since its start on this node. Registered as {@code
 * Catalina:type=Store,host=...,context=...}. Shows no session id and no value.
 */
public interface DynamoDBStoreMXBean {

    /** Returns how many sessions were read from the table. */
    long getLoads();

    /** Returns how many times a session that was asked for was not in the table. */
    long getMisses();

    /**
     * Returns how many reads were repeated, strongly: the first one had found nothing, or an older
     * version than the client had been told.
     */
    long getStrongRereads();

    /** Returns how many saves wrote nothing, because nothing had changed and no touch was due. */
    long getUnwrittenSaves();

    /** Returns how many saves wrote, by reason: created, moved, restored, changed, touched. */
    Map<String, Long> getWrittenSaves();

    /** Returns how many saves were dropped, because the session had been logged out elsewhere. */
    long getDroppedSaves();

    /** Returns how many sessions were logged out. */
    long getRemovals();

    /** Returns how many calls DynamoDB has answered, by operation. */
    Map<String, Long> getCalls();

    /** Returns how many calls have failed after their retries, by the kind of failure. */
    Map<String, Long> getFailures();

    /** Returns the read capacity units that DynamoDB has counted. */
    double getReadCapacityUnits();

    /**
     * Returns the write capacity units that DynamoDB has counted; refused conditional writes are
     * not in it.
     */
    double getWriteCapacityUnits();

    /**
     * Returns the last hundred saves, oldest first: the time, the hash that stands for the session
     * in the log, what was done (unwritten, dropped, or the reason of the write), and the names of
     * the attributes written.
     */
    List<String> getRecentSaves();

    /**
     * Returns the classes in sessions that {@code classes="strict"} would refuse, sorted; with
     * {@code classes="report"} only.
     */
    List<String> getUnnamedClasses();
}
