package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.table.Access;
import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.table.RetryMode;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.table.TableSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One DynamoDB Local for all tests of this JVM, and tables in it. */
public final class LocalDynamoDb {

    private static final EmbeddedDynamoDb DYNAMO = EmbeddedDynamoDb.start();
    private static final AtomicInteger TABLES = new AtomicInteger();

    static {
        // What the SDK's default chain finds first.
        System.setProperty("aws.accessKeyId", EmbeddedDynamoDb.ACCESS_KEY_ID);
        System.setProperty("aws.secretAccessKey", EmbeddedDynamoDb.SECRET_ACCESS_KEY);
    }

    private LocalDynamoDb() {}

    /** The running DynamoDB. */
    public static EmbeddedDynamoDb dynamo() {
        return DYNAMO;
    }

    /** Makes an empty table and returns its name. */
    public static String newTable(String hashKey, String ttlAttribute) {
        String name = unusedName();
        DYNAMO.createTable(name, hashKey, ttlAttribute);
        return name;
    }

    /** A name that no table has. */
    public static String unusedName() {
        return "table-" + TABLES.incrementAndGet();
    }

    /** The settings for a table of key {@code id} behind an endpoint, with patience. */
    public static TableSettings settings(String tableName, URI endpoint) {
        return settings(tableName, endpoint, Access.DEFAULT);
    }

    /** The same with another way of access. */
    public static TableSettings settings(String tableName, URI endpoint, Access access) {
        return settings(
                tableName, endpoint, Duration.ofSeconds(20), Duration.ofSeconds(60), access);
    }

    /** The settings for a table of key {@code id} behind an endpoint. */
    public static TableSettings settings(
            String tableName, URI endpoint, Duration attempt, Duration call) {
        return settings(tableName, endpoint, attempt, call, Access.DEFAULT);
    }

    private static TableSettings settings(
            String tableName, URI endpoint, Duration attempt, Duration call, Access access) {
        return new TableSettings(
                tableName,
                "id",
                "expires",
                Optional.of(EmbeddedDynamoDb.REGION),
                Optional.of(endpoint),
                Optional.empty(),
                attempt,
                call,
                3,
                50,
                TableSettings.CONNECTION_MAX_AGE,
                RetryMode.STANDARD,
                TableSettings.SUSPEND_AFTER,
                TableSettings.SUSPENSION,
                access);
    }

    /** Opens a table of key {@code id}; to be closed by the caller. */
    public static SessionTable open(String tableName) {
        return new SessionTable(settings(tableName, DYNAMO.endpoint()), IGNORING);
    }

    /** Does not care. */
    public static final CallListener IGNORING =
            new CallListener() {
                @Override
                public void answered(String operation, double readUnits, double writeUnits) {}

                @Override
                public void failed(String operation, TableException failure) {}
            };
}
