package io.github.tomcatdynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.record.LastAccess;
import io.github.tomcatdynamodb.record.LegacyFormat;
import io.github.tomcatdynamodb.sessions.FailurePolicy;
import io.github.tomcatdynamodb.sessions.ReadConsistency;
import io.github.tomcatdynamodb.table.RetryMode;
import io.github.tomcatdynamodb.table.TableDescription.Throughput;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.tomcat.util.IntrospectionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SettingsReaderTest {

    private static Settings read(String... namesAndValues) {
        return new SettingsReader(map(namesAndValues), false).read();
    }

    private static Map<String, String> map(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    private static String problem(String... namesAndValues) {
        return assertThrows(IllegalArgumentException.class, () -> read(namesAndValues))
                .getMessage();
    }

    @Test
    void effective_hasWhatIsSet_andTheDefaults() {
        Map<String, String> effective =
                read("tableName", "shop", "onSaveFailure", "log", "touchAfter", "60").effective();

        assertEquals("shop", effective.get("tableName"));
        assertEquals("log", effective.get("onSaveFailure"));
        assertEquals("fail", effective.get("onLoadFailure"));
        assertEquals("60", effective.get("touchAfter"));
        assertEquals("1000", effective.get("attemptTimeout"));
        assertEquals("true", effective.get("persistAuthentication"));
        assertEquals("", effective.get("profile"));
    }

    @Test
    void endpoint_withAPassword_isRefused_withoutShowingIt() {
        String problem = problem("endpoint", "https://ann:wonderland@127.0.0.1:8000");

        assertTrue(problem.contains("[endpoint] is [https://127.0.0.1:8000]"), problem);
        assertFalse(problem.contains("wonderland"), problem);
    }

    @Test
    void nothing_isTheDefaults() {
        Settings settings = read();

        assertEquals("sessions", settings.table().tableName());
        assertEquals("id", settings.table().hashKey());
        assertEquals("expires", settings.table().ttlAttribute());
        assertEquals(Optional.empty(), settings.table().region());
        assertEquals(Optional.empty(), settings.table().endpoint());
        assertEquals(Optional.empty(), settings.table().profile());
        assertEquals(Duration.ofSeconds(1), settings.table().attemptTimeout());
        assertEquals(Duration.ofSeconds(3), settings.table().callTimeout());
        assertEquals(12, settings.table().maxAttempts());
        assertEquals(200, settings.table().maxConnections());
        assertEquals(RetryMode.STANDARD, settings.table().retryMode());
        assertEquals(5, settings.table().suspendAfter());
        assertEquals(Duration.ofSeconds(1), settings.table().suspension());
        assertEquals(Optional.empty(), settings.prefix());
        assertEquals(OptionalInt.empty(), settings.records().expiry().touchAfter());
        assertEquals(LastAccess.RECORD, settings.records().expiry().lastAccess());
        assertEquals(LegacyFormat.UPGRADE, settings.records().legacyFormat());
        assertEquals(Map.of(), settings.records().specialKeys().types());
        assertEquals(false, settings.records().expressCompatible());
        assertEquals(ReadConsistency.SESSION, settings.readConsistency());
        assertEquals(FailurePolicy.OnLoad.FAIL, settings.onLoadFailure());
        assertEquals(FailurePolicy.OnSave.FAIL, settings.onSaveFailure());
        assertEquals(false, settings.createTable());
        assertEquals(Optional.empty(), settings.newTable().provisioned());
    }

    @Test
    void everything_isRead() {
        Settings settings =
                read(
                        "tableName", "my.table_1-x",
                        "hashKey", "sessionKey",
                        "prefix", "sess:",
                        "ttlAttribute", "deleteAt",
                        "region", "eu-west-1",
                        "endpoint", "http://127.0.0.1:8000",
                        "profile", "me",
                        "touchAfter", "0",
                        "lastAccess", "cookie",
                        "readConsistency", "eventual",
                        "createTable", "true",
                        "readCapacityUnits", "5",
                        "writeCapacityUnits", "6",
                        "attemptTimeout", "200",
                        "callTimeout", "200",
                        "maxAttempts", "1",
                        "maxConnections", "10",
                        "retryMode", "adaptive",
                        "suspendAfter", "0",
                        "suspension", "100",
                        "onLoadFailure", "newSession",
                        "onSaveFailure", "log",
                        "legacyFormat", "keep",
                        "admittedClasses", "com\\.example\\..*",
                        "specialKeys", "userId:S, accountNo:N",
                        "requireSpecialKeys", "true",
                        "expressCompatible", "true");

        assertEquals("my.table_1-x", settings.table().tableName());
        assertEquals(RetryMode.ADAPTIVE, settings.table().retryMode());
        assertEquals(0, settings.table().suspendAfter());
        assertEquals(Duration.ofMillis(100), settings.table().suspension());
        assertEquals("sessionKey", settings.records().hashKey());
        assertEquals("deleteAt", settings.records().ttlAttribute());
        assertEquals(Optional.of("sess:"), settings.prefix());
        assertEquals(Optional.of(URI.create("http://127.0.0.1:8000")), settings.table().endpoint());
        assertEquals(OptionalInt.of(0), settings.records().expiry().touchAfter());
        assertEquals(LastAccess.COOKIE, settings.records().expiry().lastAccess());
        assertEquals(ReadConsistency.EVENTUAL, settings.readConsistency());
        assertEquals(Optional.of(new Throughput(5, 6)), settings.newTable().provisioned());
        assertEquals(FailurePolicy.OnLoad.NEW_SESSION, settings.onLoadFailure());
        assertEquals(FailurePolicy.OnSave.LOG, settings.onSaveFailure());
        assertEquals(LegacyFormat.KEEP, settings.records().legacyFormat());
        assertEquals(
                Map.of("userId", AttributeValue.Type.S, "accountNo", AttributeValue.Type.N),
                settings.records().specialKeys().types());
        assertTrue(settings.records().specialKeys().required());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sess:", "session#", "localhost/shop##2#", "a/b;c=d,e+f@g!h~i"})
    void prefix_mayBeWhatTheNodeStoresUse_andEmpty(String prefix) {
        assertEquals(Optional.of(prefix), read("prefix", prefix).prefix());
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                        "tableName: ab",
                        "tableName: a b c",
                        "tableName: " + "x".repeat(256),
                        "hashKey: sess",
                        "hashKey: tomcat",
                        "hashKey: expires",
                        "ttlAttribute: sess",
                        "ttlAttribute: id",
                        "prefix: with space",
                        "prefix: ümlaut#",
                        "prefix: a%20b",
                        "prefix: " + "x".repeat(1025),
                        "region: eu west 1",
                        "region: EU-WEST-1",
                        "region: eu-west-1.amazonaws.com",
                        "endpoint: 127.0.0.1:8000",
                        "endpoint: localhost",
                        "endpoint: ftp://localhost",
                        "endpoint: http://",
                        "endpoint: http://a b",
                        "endpoint: http://127.0.0.1:99999",
                        "touchAfter: -5",
                        "touchAfter: 1.5",
                        "touchAfter: 5m",
                        "touchAfter: 31536001",
                        "touchAfter: 99999999999",
                        "readConsistency: Strong",
                        "readConsistency: SESSION",
                        "readConsistency: always",
                        "createTable: yes",
                        "createTable: True",
                        "attemptTimeout: 0",
                        "attemptTimeout: 60001",
                        "attemptTimeout: 1s",
                        "callTimeout: 0",
                        "callTimeout: 999",
                        "maxAttempts: 0",
                        "maxAttempts: 21",
                        "maxConnections: 0",
                        "maxConnections: 10001",
                        "retryMode: legacy",
                        "suspendAfter: -1",
                        "suspendAfter: 1001",
                        "suspension: 99",
                        "suspension: 60001",
                        "onLoadFailure: new",
                        "onSaveFailure: ignore",
                        "legacyFormat: json",
                        "admittedClasses: com.example.(",
                        "specialKeys: userId",
                        "specialKeys: userId:X",
                        "specialKeys: :S",
                        "specialKeys: expires:N",
                        "specialKeys: a:S,a:N",
                        "requireSpecialKeys: maybe",
                        "expressCompatible: 1",
                        "classes: all",
                        "limits: maxdepth=0",
                        "limits: maxdepth=5;maxdepth=6",
                        "limits: maxdepth=99999999999",
                        "limits: depth=5",
                        "seal: aes",
                        "acceptUnsealed: 1",
                        "sealKeys: env:NOT_SET_ANYWHERE")
                .map(text -> Arguments.of((Object[]) text.split(": ", 2)));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void aBadValue_isNamedWithItsSetting(String name, String value) {
        String problem = problem(name, value);

        assertTrue(problem.contains(name), problem);
        // Of a list, the entry that is wrong.
        String shown = name.equals("specialKeys") ? value.split("[:,]")[0] : value;
        if (name.equals("sealKeys")) {
            shown = "sealKeys=\"" + value;
        }
        assertTrue(problem.contains("[" + shown), problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tableName",
                "hashKey",
                "ttlAttribute",
                "region",
                "endpoint",
                "profile",
                "touchAfter",
                "lastAccess",
                "readConsistency",
                "createTable",
                "attemptTimeout",
                "callTimeout",
                "maxAttempts",
                "maxConnections",
                "retryMode",
                "suspendAfter",
                "suspension",
                "onLoadFailure",
                "onSaveFailure",
                "legacyFormat",
                "admittedClasses",
                "specialKeys",
                "requireSpecialKeys",
                "expressCompatible"
            })
    void anEmptyValue_isNoValue(String name) {
        for (String empty : List.of("", "  ")) {
            String problem = problem(name, empty);

            assertTrue(problem.contains("[" + name + "] is empty"), problem);
        }
    }

    @Test
    void aMessage_saysTheRangeOrTheChoices_withoutThousandsSeparators() {
        assertTrue(problem("touchAfter", "-5").contains("from 0 to 31536000"));
        assertTrue(problem("attemptTimeout", "0").contains("from 1 to 60000"));
        assertTrue(
                problem("readConsistency", "x").contains("eventual, session, strong"),
                problem("readConsistency", "x"));
        assertTrue(problem("onLoadFailure", "x").contains("fail, newSession"));
        assertTrue(problem("lastAccess", "x").contains("record, cookie"));
        assertTrue(problem("prefix", " x").contains("1024 bytes"), problem("prefix", " x"));
        assertTrue(
                problem("attemptTimeout", "5000").contains("callTimeout [3000]"),
                problem("attemptTimeout", "5000"));
    }

    @Test
    void severalProblems_areNamedAtOnce() {
        String problem =
                problem(
                        "tableName", "x",
                        "touchAfter", "-5",
                        "readConsistency", "never",
                        "tabelName", "y");

        for (String name :
                List.of("[tableName]", "[touchAfter]", "[readConsistency]", "[tabelName]")) {
            assertTrue(problem.contains(name), problem);
        }
    }

    @Test
    void capacityUnits_areSetBothOrNeither_andOnlyForATableThatIsCreated() {
        assertTrue(problem("createTable", "true", "readCapacityUnits", "5").contains("both"));
        assertTrue(
                problem("readCapacityUnits", "5", "writeCapacityUnits", "5")
                        .contains("createTable"));
        assertTrue(
                problem(
                                "createTable", "true",
                                "readCapacityUnits", "0",
                                "writeCapacityUnits", "5")
                        .contains("[readCapacityUnits] is [0]"));
    }

    @Test
    void requireSpecialKeys_needsSpecialKeys() {
        assertTrue(problem("requireSpecialKeys", "true").contains("specialKeys"));
    }

    @Test
    void sealing_needsKeys_andContradictsWhatIsForExpress() {
        assertTrue(problem("seal", "sign").contains("[sealKeys]"));
        assertTrue(problem("acceptUnsealed", "true").contains("[acceptUnsealed"));
        assertTrue(problem("plainAttributes", "a").contains("[plainAttributes]"));
        assertTrue(problem("seal", "encrypt", "legacyFormat", "keep").contains("Express"));
        assertTrue(problem("seal", "encrypt", "expressCompatible", "true").contains("Express"));
    }

    @Test
    void sealKeys_writtenThemselves_areNotShown() {
        String keys = "k:" + "A".repeat(43) + "=";

        String problem = problem("seal", "encrypt", "sealKeys", keys);

        assertTrue(problem.contains("[sealKeys]"), problem);
        assertFalse(problem.contains("AAAA"), problem);
    }

    // ---- As Tomcat's Digester sets them

    private static String property(Method setter) {
        return setter.getName().substring(3, 4).toLowerCase(Locale.ROOT)
                + setter.getName().substring(4);
    }

    static Stream<String> properties() {
        return Arrays.stream(StoreSettings.class.getDeclaredMethods())
                .filter(method -> method.getName().startsWith("set"))
                .filter(method -> method.getParameterCount() == 1)
                .map(SettingsReaderTest::property);
    }

    @ParameterizedTest
    @MethodSource("properties")
    void aPropertyOfTheStore_isSetAndGot_asTheDigesterDoes(String name) {
        DynamoDBStore store = new DynamoDBStore();
        assertNull(IntrospectionUtils.getProperty(store, name));

        assertTrue(IntrospectionUtils.setProperty(store, name, "value of " + name));

        assertEquals("value of " + name, IntrospectionUtils.getProperty(store, name));
    }

    @Test
    void anAttributeThatIsNoProperty_isTaken_toBeReportedAtStart() {
        assertTrue(IntrospectionUtils.setProperty(new DynamoDBStore(), "tabelName", "x"));
    }

    @Test
    void thereIsAPropertyForEverySetting() {
        Map<String, String> read = new SettingsReader(Map.of(), false).read().effective();

        assertEquals(properties().sorted().toList(), read.keySet().stream().sorted().toList());
    }

    @Test
    void aMistypedSetting_isToldWithTheNearest() {
        assertEquals(
                "[tabelName] is no setting of this store; the nearest is [tableName].",
                problem("tabelName", "x"));
    }
}
