package io.github.tomcatdynamodb;

import io.github.tomcatdynamodb.record.Expiry;
import io.github.tomcatdynamodb.record.LargePlacement;
import io.github.tomcatdynamodb.record.LastAccess;
import io.github.tomcatdynamodb.record.LegacyFormat;
import io.github.tomcatdynamodb.record.RecordSeal;
import io.github.tomcatdynamodb.record.RecordSettings;
import io.github.tomcatdynamodb.record.SpecialKeys;
import io.github.tomcatdynamodb.sessions.FailurePolicy.OnLoad;
import io.github.tomcatdynamodb.sessions.FailurePolicy.OnSave;
import io.github.tomcatdynamodb.sessions.ReadConsistency;
import io.github.tomcatdynamodb.sessions.SessionKeys;
import io.github.tomcatdynamodb.sessions.SessionKeys.Form;
import io.github.tomcatdynamodb.sessions.SessionListing;
import io.github.tomcatdynamodb.sessions.SessionSizes;
import io.github.tomcatdynamodb.table.NewTable;
import io.github.tomcatdynamodb.table.RegionNames;
import io.github.tomcatdynamodb.table.RetryMode;
import io.github.tomcatdynamodb.table.TableSettings;
import io.github.tomcatdynamodb.value.ClassFilter;
import io.github.tomcatdynamodb.value.limits.Limits;
import io.github.tomcatdynamodb.value.seal.Seal;
import io.github.tomcatdynamodb.value.seal.SealMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the attributes of a {@code <Store>} element, and collects everything that is wrong with
 * them.
 */
final class SettingsReader extends SettingValues {

    /** DynamoDB's rule for table names. */
    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    private static final Pattern SPECIAL_KEY = Pattern.compile("(.+):([SNB])");

    /** A key holds 2,048 bytes; most of it is left to the session id. */
    private static final int MAX_PREFIX_BYTES = 1024;

    private static final int MAX_TOUCH_AFTER = 365 * 24 * 3600;
    private static final int MAX_LIFETIME = 10 * 365 * 24 * 3600;
    private static final int MAX_TIMEOUT = 60_000;
    private static final int MAX_CONNECTIONS = 10_000;
    private static final int MAX_SUSPEND_AFTER = 1000;
    private static final int MAX_ATTEMPTS = 20;

    /** In bytes; see the cost guide. */
    private static final int DEFAULT_LARGE = 16 * 1024;

    /** In bytes: more than Tomcat's administrators ask for, less than a bill that surprises. */
    private static final int DEFAULT_SESSION = 10 << 20;

    private static final int DEFAULT_CACHE = 16 << 20;

    /** More an item does not hold in any case. */
    private static final int MAX_LARGE = 400 * 1024;

    /** What the SDK makes a host name of. */
    private static final Pattern ANY_REGION = Pattern.compile("[a-z0-9-]+");

    /** As AWS names regions; there may be more of them than the SDK knows. */
    private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+-[0-9]+");

    private final boolean hasClient;

    /**
     * @param hasClient whether the store was given a client in code
     */
    SettingsReader(Map<String, String> given, boolean hasClient) {
        super(given);
        this.hasClient = hasClient;
    }

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException naming everything that is wrong
     */
    Settings read() {
        Settings settings = settings();
        throwProblems();
        return settings;
    }

    private Settings settings() {
        OptionalLong readUnits = units("readCapacityUnits");
        OptionalLong writeUnits = units("writeCapacityUnits");
        if (readUnits.isPresent() != writeUnits.isPresent()) {
            problem("settings.units");
        }
        boolean createTable = flag("createTable");
        if (readUnits.isPresent() && !createTable) {
            problem("settings.unitsWithoutCreate");
        }
        TableSettings table = table();
        Optional<Form> keys = text("keys").map(set -> choice("keys", Form.HASHED, Form.values()));
        return new Settings(
                table,
                prefix(),
                keys,
                sessionListing(keys),
                new AccessReader(this).clientName(hasClient),
                records(table),
                new SessionSizes(
                        number("maxSessionSize", DEFAULT_SESSION, 1024, Integer.MAX_VALUE),
                        number("largeAttributeCache", DEFAULT_CACHE, 0, Integer.MAX_VALUE)),
                choice("readConsistency", ReadConsistency.SESSION, ReadConsistency.values()),
                createTable,
                newTable(readUnits, writeUnits),
                choice("onLoadFailure", OnLoad.FAIL, OnLoad.values()),
                choice("onSaveFailure", OnSave.FAIL, OnSave.values()),
                flag("persistAuthentication", true),
                choice("classes", ClassFilter.Policy.DEFAULT, ClassFilter.Policy.values()),
                pattern("admittedClasses"),
                limits(),
                effective());
    }

    private static NewTable newTable(OptionalLong readUnits, OptionalLong writeUnits) {
        return readUnits.isPresent() && writeUnits.isPresent()
                ? NewTable.PLAIN.provisioned(readUnits.getAsLong(), writeUnits.getAsLong())
                : NewTable.PLAIN;
    }

    private RecordSettings records(TableSettings table) {
        LegacyFormat legacyFormat =
                choice("legacyFormat", LegacyFormat.UPGRADE, LegacyFormat.values());
        boolean expressCompatible = flag("expressCompatible");
        SealMode seal = choice("seal", SealMode.OFF, SealMode.values());
        if (seal == SealMode.ENCRYPT && (legacyFormat == LegacyFormat.KEEP || expressCompatible)) {
            problem("settings.encryptForExpress");
        }
        return new RecordSettings(
                table.hashKey(),
                table.ttlAttribute(),
                new Expiry(
                        touchAfter(),
                        maxLifetime(),
                        choice("lastAccess", LastAccess.RECORD, LastAccess.values())),
                legacyFormat,
                specialKeys(List.of(table.hashKey(), table.ttlAttribute(), "sess", "tomcat")),
                expressCompatible,
                seal(seal),
                new LargePlacement(
                        "",
                        number("largeAttributeSize", DEFAULT_LARGE, 0, MAX_LARGE),
                        expressCompatible));
    }

    private Seal seal(SealMode mode) {
        Optional<String> plain = text("plainAttributes");
        if (plain.isPresent() && mode != SealMode.ENCRYPT) {
            problem("settings.plainAttributes");
        }
        boolean acceptUnsealed = flag("acceptUnsealed");
        if (acceptUnsealed && mode == SealMode.OFF) {
            problem("settings.acceptUnsealed");
        }
        try {
            return Seal.of(
                    mode, acceptUnsealed, RecordSeal.paths(plain.orElse("")), text("sealKeys"));
        } catch (IllegalArgumentException e) {
            addProblem(e.getMessage());
            return Seal.off();
        }
    }

    private Limits limits() {
        Optional<String> value = text("limits");
        try {
            Limits limits = value.map(Limits::parse).orElseGet(Limits::defaults);
            show("limits", limits.toString());
            return limits;
        } catch (IllegalArgumentException e) {
            problem("settings.limits", value.get());
            return Limits.defaults();
        }
    }

    /** {@code userId:S,accountNo:N}, as connect-dynamodb's setting of the same name says it. */
    private SpecialKeys specialKeys(List<String> taken) {
        boolean required = flag("requireSpecialKeys");
        Optional<String> value = text("specialKeys");
        if (value.isEmpty()) {
            if (required) {
                problem("settings.requireSpecialKeys");
            }
            return SpecialKeys.NONE;
        }
        Map<String, AttributeValue.Type> types = new LinkedHashMap<>();
        for (String entry : value.get().split(",", -1)) {
            Matcher matcher = SPECIAL_KEY.matcher(entry.trim());
            if (!matcher.matches()) {
                problem("settings.specialKey", entry.trim());
            } else if (taken.contains(matcher.group(1))) {
                problem("settings.specialKeyTaken", matcher.group(1));
            } else if (types.put(matcher.group(1), AttributeValue.Type.valueOf(matcher.group(2)))
                    != null) {
                problem("settings.specialKeyTwice", matcher.group(1));
            }
        }
        return new SpecialKeys(types, required);
    }

    private TableSettings table() {
        String tableName = text("tableName", "sessions");
        if (!TABLE_NAME.matcher(tableName).matches()) {
            problem("settings.tableName", tableName);
        }
        String hashKey = text("hashKey", "id");
        String ttlAttribute = text("ttlAttribute", "expires");
        Set<String> own = Set.of("sess", "tomcat");
        if (own.contains(hashKey) || own.contains(ttlAttribute) || hashKey.equals(ttlAttribute)) {
            problem("settings.names", hashKey, ttlAttribute);
        }
        int attemptTimeout = number("attemptTimeout", 1000, 1, MAX_TIMEOUT);
        int callTimeout = number("callTimeout", 3000, 1, MAX_TIMEOUT);
        if (callTimeout < attemptTimeout) {
            problem(
                    "settings.timeouts",
                    String.valueOf(callTimeout),
                    String.valueOf(attemptTimeout));
        }
        Optional<URI> endpoint = url("endpoint");
        return new TableSettings(
                tableName,
                hashKey,
                ttlAttribute,
                region(endpoint.isPresent()),
                endpoint,
                text("profile"),
                Duration.ofMillis(attemptTimeout),
                Duration.ofMillis(callTimeout),
                number("maxAttempts", TableSettings.MAX_ATTEMPTS, 1, MAX_ATTEMPTS),
                number("maxConnections", 200, 1, MAX_CONNECTIONS),
                TableSettings.CONNECTION_MAX_AGE,
                choice("retryMode", RetryMode.STANDARD, RetryMode.values()),
                number("suspendAfter", TableSettings.SUSPEND_AFTER, 0, MAX_SUSPEND_AFTER),
                Duration.ofMillis(
                        number(
                                "suspension",
                                (int) TableSettings.SUSPENSION.toMillis(),
                                100,
                                MAX_TIMEOUT)),
                new AccessReader(this).read(endpoint));
    }

    /** An empty prefix is a prefix. */
    private Optional<String> prefix() {
        Optional<String> prefix = given("prefix");
        show("prefix", prefix.orElse(""));
        prefix.filter(
                        value ->
                                !SessionKeys.isUsable(value)
                                        || value.getBytes(StandardCharsets.UTF_8).length
                                                > MAX_PREFIX_BYTES)
                .filter(value -> !value.isEmpty())
                .ifPresent(
                        value ->
                                problem(
                                        "settings.prefix",
                                        value,
                                        String.valueOf(MAX_PREFIX_BYTES)));
        return prefix;
    }

    private SessionListing sessionListing(Optional<Form> keys) {
        SessionListing listing =
                choice("sessionListing", SessionListing.NONE, SessionListing.values());
        boolean isHashed = keys.map(form -> form == Form.HASHED).orElse(given("prefix").isEmpty());
        if (listing == SessionListing.SCAN && isHashed) {
            problem("settings.sessionListing");
        }
        return listing;
    }

    private OptionalInt maxLifetime() {
        return text("maxLifetime").isPresent()
                ? OptionalInt.of(number("maxLifetime", 1, 1, MAX_LIFETIME))
                : OptionalInt.empty();
    }

    private OptionalInt touchAfter() {
        return text("touchAfter").isPresent()
                ? OptionalInt.of(number("touchAfter", 0, 0, MAX_TOUCH_AFTER))
                : OptionalInt.empty();
    }

    private OptionalLong units(String name) {
        return text(name).isPresent()
                ? OptionalLong.of(number(name, 1, 1, Integer.MAX_VALUE))
                : OptionalLong.empty();
    }

    /**
     * @param isFree whether an endpoint is set, so that the name of the region matters to nobody
     */
    private Optional<String> region(boolean isFree) {
        Optional<String> value = text("region");
        value.filter(region -> !(isFree ? ANY_REGION : REGION).matcher(region).matches())
                .ifPresent(
                        region ->
                                problem(
                                        "settings.region",
                                        region,
                                        RegionNames.nearest(region).orElse("eu-west-1")));
        return value;
    }
}
