package io.github.tomcatdynamodb.jmx;

import java.util.Map;

/** What a store says of itself beside what it has counted. */
public interface AdministeredStore {

    /** Returns whether calls fail at once, because those before got no answer. */
    boolean isSuspended();

    /** Returns what DynamoDB has last said of the table. */
    Map<String, String> tableState();

    /** Asks DynamoDB about the table, and returns what it says. */
    Map<String, String> checkTable();

    /** Returns how many values were read that should have a seal and have none. */
    long unsealedValues();
}
