package io.github.tomcatdynamodb.jmx;

import java.util.Map;

/** What a store says of itself beside what it has counted. */
public interface AdministeredStore {

    /** Returns its release. */
    String version();

    /** Returns each setting that has a value, by name. */
    Map<String, String> settings();

    /**
     * Changes a setting until the store stops.
     *
     * @param setting {@code touchAfter} or {@code readConsistency}
     * @param value as in {@code <Store>}, or {@code default}
     * @throws IllegalArgumentException if there is no such value
     */
    void change(String setting, String value);

    /** Returns whether calls fail at once, because those before got no answer. */
    boolean isSuspended();

    /** Returns what DynamoDB has last said of the table. */
    Map<String, String> tableState();

    /** Asks DynamoDB about the table, and returns what it says. */
    Map<String, String> checkTable();

    /** Returns how many values were read that should have a seal and have none. */
    long unsealedValues();
}
