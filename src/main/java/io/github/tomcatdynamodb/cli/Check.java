package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.cli.Finding.Level;
import io.github.tomcatdynamodb.table.ItemPut;
import io.github.tomcatdynamodb.table.ItemUpdate;
import io.github.tomcatdynamodb.table.NewTable;
import io.github.tomcatdynamodb.table.SecondaryIndex;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableAdministration;
import io.github.tomcatdynamodb.table.TableDescription;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Looks at a table as a node with the same credentials would use it. Writes nothing: the conditions
 * of its writes never hold.
 */
final class Check {

    /** Tomcat and AWS's signatures bear more; the store itself follows DynamoDB's clock. */
    private static final Duration MAX_CLOCK_OFFSET = Duration.ofSeconds(5);

    private static final int READS = 21;

    /** What AWS promises: "single-digit millisecond" (Developer Guide, "What is DynamoDB"). */
    private static final long MAX_MILLIS = 10;

    private final OpenTable open;
    private final SessionTable table;
    private final Permissions permissions;
    private final LongSupplier nanoTime;
    private final String key;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Has looked at nothing yet.
     *
     * @param permissions hears of every call to the table
     * @param nanoTime as {@link System#nanoTime}
     * @param key one that no record has
     */
    Check(OpenTable open, Permissions permissions, LongSupplier nanoTime, String key) {
        this.open = open;
        this.table = open.table();
        this.permissions = permissions;
        this.nanoTime = nanoTime;
        this.key = key;
    }

    List<Finding> run() {
        checkCaller();
        Optional<Optional<TableDescription>> answer =
                permissions.attempt(administration()::describe);
        if (answer.isPresent() && answer.get().isEmpty()) {
            add(
                    Level.WRONG,
                    "table",
                    "table.missing",
                    open.settings().tableName(),
                    String.join(" && ", administration().commands().create(NewTable.PLAIN)));
            return findings;
        }
        Optional<TableDescription> description = answer.flatMap(found -> found);
        description.ifPresent(this::checkTable);
        permissions.attempt(administration()::timeToLive).ifPresent(this::checkTimeToLive);
        permissions.attempt(administration()::isRecoverable).ifPresent(this::checkRecovery);
        checkPermissions(description);
        checkLatency();
        checkClock();
        return findings;
    }

    private TableAdministration administration() {
        return table.administration();
    }

    private void add(Level level, String subject, String text, Object... arguments) {
        findings.add(Finding.of(level, subject, text, arguments));
    }

    private void checkCaller() {
        administration()
                .caller()
                .ifPresentOrElse(
                        arn -> add(Level.OK, "caller", "caller", arn),
                        () -> add(Level.NOTE, "caller", "caller.unknown"));
    }

    private void checkTable(TableDescription found) {
        add(Level.OK, "table", "table", found.arn(), found.itemCount(), found.sizeBytes());
        checkKey(found);
        found.provisioned()
                .ifPresentOrElse(
                        units ->
                                add(
                                        Level.OK,
                                        "billing",
                                        "billing.provisioned",
                                        units.readUnits(),
                                        units.writeUnits()),
                        () -> add(Level.OK, "billing", "billing.onDemand"));
        if (found.isDeletionProtected()) {
            add(Level.OK, "deletionProtection", "on");
        } else {
            add(
                    Level.NOTE,
                    "deletionProtection",
                    "deletionProtection.off",
                    administration()
                            .commands()
                            .command("update-table", "--deletion-protection-enabled"));
        }
        found.kmsKey()
                .ifPresentOrElse(
                        arn -> add(Level.OK, "encryption", "encryption.kms", arn),
                        () -> add(Level.OK, "encryption", "encryption.owned"));
    }

    private void checkKey(TableDescription found) {
        String wanted = open.settings().hashKey();
        if (found.hasSortKey() || !found.keyType().equals("S")) {
            add(Level.WRONG, "key", "key.unusable", found.keyName(), found.keyType());
        } else if (!found.keyName().equals(wanted)) {
            add(Level.WRONG, "key", "key.other", found.keyName(), wanted);
        } else {
            add(Level.OK, "key", "key", wanted);
        }
    }

    private void checkTimeToLive(Optional<String> attribute) {
        String wanted = open.settings().ttlAttribute();
        if (attribute.isEmpty()) {
            String command = administration().commands().enableTimeToLive();
            add(Level.WRONG, "timeToLive", "timeToLive.off", command);
        } else if (!attribute.get().equals(wanted)) {
            add(Level.WRONG, "timeToLive", "timeToLive.other", attribute.get(), wanted);
        } else {
            add(Level.OK, "timeToLive", "timeToLive", wanted);
        }
    }

    private void checkRecovery(boolean isOn) {
        add(Level.OK, "pointInTimeRecovery", isOn ? "on" : "pointInTimeRecovery.off");
    }

    /** Each by a call that changes nothing. */
    private void checkPermissions(Optional<TableDescription> description) {
        permissions.attempt(() -> table.get(key, false));
        permissions.attempt(
                () ->
                        table.put(
                                new ItemPut(
                                        key,
                                        Map.of(),
                                        "attribute_exists(#key)",
                                        Map.of("#key", open.settings().hashKey()),
                                        Map.of())));
        permissions.attempt(
                () ->
                        table.update(
                                new ItemUpdate(
                                        key,
                                        "REMOVE #never",
                                        "attribute_exists(#key)",
                                        Map.of(
                                                "#key",
                                                open.settings().hashKey(),
                                                "#never",
                                                "never"),
                                        Map.of())));
        List<String> needed =
                List.of("DescribeTable", "DescribeTimeToLive", "GetItem", "PutItem", "UpdateItem");
        needed.forEach(operation -> checkPermission(operation, Level.WRONG));
        checkPermission("DescribeContinuousBackups", Level.NOTE);
        description.map(TableDescription::indexes).orElse(List.of()).stream()
                .findFirst()
                .ifPresent(
                        index -> {
                            permissions.attempt(() -> table.find(index, anyValue(index)));
                            checkPermission("Query", Level.NOTE);
                        });
    }

    private static AttributeValue anyValue(SecondaryIndex index) {
        return switch (index.keyType()) {
            case "N" -> AttributeValue.fromN("0");
            case "B" -> AttributeValue.fromB(SdkBytes.fromByteArray(new byte[1]));
            default -> AttributeValue.fromS("-");
        };
    }

    private void checkPermission(String operation, Level otherwise) {
        String subject = "dynamodb:" + operation;
        Optional<Kind> failure = permissions.failure(operation);
        if (failure.isEmpty()) {
            add(Level.OK, subject, "permission");
        } else if (failure.get() == Kind.DENIED) {
            add(otherwise, subject, "permission.denied." + otherwise, subject);
        } else {
            boolean isNotOffered = failure.get() == Kind.REJECTED && otherwise == Level.NOTE;
            add(
                    otherwise,
                    subject,
                    isNotOffered ? "permission.notOffered" : "permission.failed",
                    failure.get());
        }
    }

    private void checkLatency() {
        if (permissions.failure("GetItem").isPresent()) {
            return;
        }
        long[] nanos =
                LongStream.range(0, READS)
                        .map(
                                i -> {
                                    long before = nanoTime.getAsLong();
                                    permissions.attempt(() -> table.get(key, false));
                                    return nanoTime.getAsLong() - before;
                                })
                        .sorted()
                        .toArray();
        long median = Duration.ofNanos(nanos[READS / 2]).toMillis();
        long slowest = Duration.ofNanos(nanos[READS - 1]).toMillis();
        boolean isSlow = median >= MAX_MILLIS;
        add(
                isSlow ? Level.NOTE : Level.OK,
                "latency",
                isSlow ? "latency.slow" : "latency",
                median,
                slowest);
    }

    private void checkClock() {
        Duration offset = Duration.ofMillis(Math.abs(open.clock().offset()));
        boolean isOff = offset.compareTo(MAX_CLOCK_OFFSET) > 0;
        add(
                isOff ? Level.WRONG : Level.OK,
                "clock",
                isOff ? "clock.off" : "clock",
                offset.toSeconds());
    }
}
