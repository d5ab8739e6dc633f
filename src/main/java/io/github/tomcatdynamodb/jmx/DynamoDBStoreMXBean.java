package io.github.tomcatdynamodb.jmx;

import java.util.List;
import java.util.Map;

/**
 * A store as it is on this node, and what it has done since its start. Registered as {@code
 * Catalina:type=Store,host=...,context=...}. Shows no session id and no value. Numbers that only
 * grow are counted from the start of the store.
 */
public interface DynamoDBStoreMXBean {

    /**
     * Returns {@code serving}, or {@code suspended} while calls fail at once, because those before
     * got no answer.
     */
    String getState();

    /** Returns the release of the store. */
    String getVersion();

    /** Returns each setting that has a value, by name, as it is now. */
    Map<String, String> getSettings();

    /** Returns how stale the stored last access may become now, in seconds. */
    String getTouchAfter();

    /**
     * Changes {@code touchAfter} on this node, until the store stops.
     *
     * @param touchAfter seconds, 0 to 31536000, or {@code default}
     * @throws IllegalArgumentException if it is neither
     */
    void setTouchAfter(String touchAfter);

    /** Returns which reads see every write now. */
    String getReadConsistency();

    /**
     * Changes {@code readConsistency} on this node, until the store stops.
     *
     * @param readConsistency {@code eventual}, {@code session}, {@code strong} or {@code default}
     * @throws IllegalArgumentException if it is none of them
     */
    void setReadConsistency(String readConsistency);

    /** Returns what the last call that has failed has failed of; {@code null} when none has. */
    String getLastFailure();

    /** Returns when a call has failed last, in ISO 8601; {@code null} when none has. */
    String getLastFailureTime();

    /** Returns what DynamoDB has last said of the table, and when. */
    Map<String, String> getTable();

    /** Returns how many sessions were read from the table. */
    long getLoads();

    /** Returns how many times a session that was asked for was not in the table. */
    long getMisses();

    /**
     * Returns how many reads were repeated, strongly: the first one had found nothing, or an older
     * version than the client had been told.
     */
    long getStrongRereads();

    /**
     * Returns percentiles of how long loads took, with reads that were repeated, in milliseconds:
     * {@code p50}, {@code p90}, {@code p99}, {@code p999}, {@code max}. Of the last five to ten
     * minutes; empty when there was none.
     */
    Map<String, Double> getLoadMilliseconds();

    /** Returns how many saves wrote nothing, because nothing had changed and no touch was due. */
    long getUnwrittenSaves();

    /** Returns how many saves wrote, by reason: created, moved, restored, changed, touched. */
    Map<String, Long> getWrittenSaves();

    /** Returns how many saves were dropped, because the session had been logged out elsewhere. */
    long getDroppedSaves();

    /**
     * Returns percentiles of how long saves took that wrote something, as {@link
     * #getLoadMilliseconds}.
     */
    Map<String, Double> getSaveMilliseconds();

    /** Returns how many sessions were logged out. */
    long getRemovals();

    /** Returns how many calls DynamoDB has answered, by operation. */
    Map<String, Long> getCalls();

    /** Returns how many calls have failed after their retries, by the kind of failure. */
    Map<String, Long> getFailures();

    /**
     * Returns how many attempts were made after the first one of a call, by what was wrong with the
     * one before: throttled, unavailable, rejected (a conflict with another writer of the item).
     */
    Map<String, Long> getRetries();

    /** Returns how many attempts DynamoDB has refused for the capacity of table or key. */
    long getThrottles();

    /**
     * Returns how many writes were refused and planned anew, because another node had changed the
     * record, or it was not there.
     */
    long getConflicts();

    /** Returns the read capacity units that DynamoDB has counted. */
    double getReadCapacityUnits();

    /**
     * Returns the write capacity units that DynamoDB has counted; refused conditional writes are
     * not in it.
     */
    double getWriteCapacityUnits();

    /**
     * Returns the write capacity units that {@code touchAfter} has saved: what it would have cost
     * to write each access, reckoned from the size of the session's attributes.
     */
    long getSavedWriteCapacityUnits();

    /** Returns the average size of the attributes of a session that was written, in bytes. */
    long getAverageSize();

    /** Returns the size of the attributes of the largest session that was written, in bytes. */
    long getLargestSize();

    /** Returns the ten largest attributes that were written, in bytes, by name. */
    Map<String, Integer> getLargestAttributes();

    /** Returns how many attributes were left out, because they could not be read, by class. */
    Map<String, Long> getUnreadableAttributes();

    /**
     * Returns how many values were read that should have a seal and have none; with {@code
     * acceptUnsealed="true"} only.
     */
    long getUnsealedValues();

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

    /**
     * Asks DynamoDB about the table, in two calls.
     *
     * @return what {@link #getTable} returns from now on
     */
    Map<String, String> checkTable();

    /**
     * Shows a session, without the values of its attributes.
     *
     * @param session its id, or the hash that stands for it in the log
     * @return a line for each thing that is known of it
     */
    String show(String session);

    /**
     * Shows a session.
     *
     * @param session its id, or the hash that stands for it in the log
     * @param withValues whether the values of its attributes are shown, too
     * @return a line for each thing that is known of it
     */
    String show(String session, boolean withValues);

    /**
     * Ends a session for good, as a log-out does: on this node at once, on every other one with its
     * next load.
     *
     * @param session its id, or the hash that stands for it in the log
     * @return what was done
     */
    String expire(String session);
}
