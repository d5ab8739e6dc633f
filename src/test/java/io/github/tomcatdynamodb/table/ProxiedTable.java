package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table behind a proxy that a test may tell to do harm. */
abstract class ProxiedTable {
    private static final String TABLE = LocalDynamoDb.newTable("id", "expires");

    DynamoDbProxy proxy;
    Recorder recorder;

    @BeforeEach
    void startProxy() {
        proxy = DynamoDbProxy.start(LocalDynamoDb.dynamo());
        recorder = new Recorder();
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
    }

    SessionTable open() {
        return open(TABLE);
    }

    SessionTable open(String name) {
        return new SessionTable(LocalDynamoDb.settings(name, proxy.endpoint()), recorder);
    }

    /** A table of which nobody waits long for an answer. */
    SessionTable hurried(URI endpoint) {
        return hurried(endpoint, RetryMode.STANDARD, TableSettings.SUSPEND_AFTER);
    }

    SessionTable hurried(URI endpoint, RetryMode retryMode, int suspendAfter) {
        return hurried(endpoint, retryMode, suspendAfter, TableSettings.CONNECTION_MAX_AGE);
    }

    SessionTable hurried(
            URI endpoint, RetryMode retryMode, int suspendAfter, Duration connectionMaxAge) {
        return table(endpoint, Duration.ofMillis(300), retryMode, suspendAfter, connectionMaxAge);
    }

    SessionTable table(
            URI endpoint,
            Duration timeout,
            RetryMode retryMode,
            int suspendAfter,
            Duration connectionMaxAge) {
        TableSettings patient = LocalDynamoDb.settings(TABLE, endpoint);
        return new SessionTable(
                new TableSettings(
                        patient.tableName(),
                        patient.hashKey(),
                        patient.ttlAttribute(),
                        patient.region(),
                        patient.endpoint(),
                        patient.profile(),
                        timeout,
                        timeout,
                        1,
                        50,
                        connectionMaxAge,
                        retryMode,
                        suspendAfter,
                        TableSettings.SUSPENSION,
                        Access.DEFAULT),
                recorder);
    }

    static ItemPut put(String key, String value) {
        return new ItemPut(key, Map.of("a", s(value)), "", Map.of(), Map.of());
    }

    static ItemUpdate update(String key, String before, String after) {
        return new ItemUpdate(
                key,
                "SET #a = :after",
                "#a = :before",
                Map.of("#a", "a"),
                Map.of(":after", s(after), ":before", s(before)));
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static Kind kind(Runnable call) {
        return assertThrows(TableException.class, call::run).kind();
    }

    static Stream<Consumer<SessionTable>> calls() {
        return Stream.of(
                table -> table.get("k", false),
                table -> table.put(put("k", "1")),
                table -> table.update(update("k", "1", "2")),
                table -> table.administration().describe());
    }

    static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
