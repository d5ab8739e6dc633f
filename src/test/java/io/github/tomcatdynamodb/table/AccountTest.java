package io.github.tomcatdynamodb.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** With credentials in the JVM's properties, as an administrator may have left them there. */
class AccountTest {

    @TempDir private static Path files;

    private final Map<String, Optional<String>> before = new TreeMap<>();

    @BeforeEach
    void setProperties() throws Exception {
        Path config = files.resolve("config");
        Path credentials = files.resolve("credentials");
        Files.writeString(
                config,
                "[profile shop]\nregion = ap-south-1\n[profile nowhere]\noutput = json\n"
                        + "[profile single]\nsso_start_url = https://sso.invalid\n"
                        + "sso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = r\n"
                        + "[profile empty]\nregion = eu-west-1\n");
        Files.writeString(
                credentials,
                "[shop]\naws_access_key_id = AKSHOP\naws_secret_access_key = secret\n"
                        + "[nowhere]\naws_access_key_id = AKNOWHERE\naws_secret_access_key = s\n");
        set("aws.configFile", config.toString());
        set("aws.sharedCredentialsFile", credentials.toString());
        set("aws.accessKeyId", "AKENVIRONMENT");
        set("aws.secretAccessKey", "secret");
        set("aws.region", "us-west-2");
    }

    private void set(String name, String value) {
        before.put(name, Optional.ofNullable(System.getProperty(name)));
        System.setProperty(name, value);
    }

    @AfterEach
    void resetProperties() {
        before.forEach(
                (name, value) ->
                        value.ifPresentOrElse(
                                old -> System.setProperty(name, old),
                                () -> System.clearProperty(name)));
    }

    private static TableSettings settings(
            URI endpoint, Optional<String> region, Optional<String> profile) {
        TableSettings any = LocalDynamoDb.settings("t", endpoint);
        return new TableSettings(
                any.tableName(),
                any.hashKey(),
                any.ttlAttribute(),
                region,
                any.endpoint(),
                profile,
                any.attemptTimeout(),
                any.callTimeout(),
                any.maxAttempts(),
                any.maxConnections(),
                any.connectionMaxAge(),
                any.retryMode(),
                any.suspendAfter(),
                any.suspension(),
                any.access());
    }

    /** Returns who has signed a call. */
    private static String signature(Optional<String> region, Optional<String> profile)
            throws Exception {
        try (ScriptedDynamoDb dynamo = new ScriptedDynamoDb(ScriptedDynamoDb.json("*", 200, "{}"));
                SessionTable table =
                        new SessionTable(
                                settings(dynamo.endpoint(), region, profile),
                                LocalDynamoDb.IGNORING)) {
            table.get("k", false);
            return dynamo.requests().get(0).authorization();
        }
    }

    private static void contains(String part, String signature) {
        assertTrue(signature.contains(part), signature);
    }

    @Test
    void aNamedProfile_winsOverTheEnvironment_withItsRegion() throws Exception {
        String signature = signature(Optional.empty(), Optional.of("shop"));

        contains("Credential=AKSHOP/", signature);
        contains("/ap-south-1/dynamodb/", signature);
    }

    @Test
    void aRegionThatIsSet_winsOverTheProfiles() throws Exception {
        contains("/eu-west-1/", signature(Optional.of("eu-west-1"), Optional.of("shop")));
    }

    @Test
    void aProfileWithoutRegion_leavesItToTheEnvironment() throws Exception {
        String signature = signature(Optional.empty(), Optional.of("nowhere"));

        contains("Credential=AKNOWHERE/", signature);
        contains("/us-west-2/", signature);
    }

    @Test
    void withoutProfile_bothAreWhatTheSdkFindsFirst() throws Exception {
        String signature = signature(Optional.empty(), Optional.empty());

        contains("Credential=AKENVIRONMENT/", signature);
        contains("/us-west-2/", signature);
    }

    @Test
    void aProfileThatDoesNotExist_isAnErrorThatNamesIt() {
        TableSettings settings =
                settings(
                        LocalDynamoDb.dynamo().endpoint(),
                        Optional.of(EmbeddedDynamoDb.REGION),
                        Optional.of("shpo"));

        TableException thrown =
                assertThrows(
                        TableException.class,
                        () -> new SessionTable(settings, LocalDynamoDb.IGNORING));

        assertEquals(Kind.DENIED, thrown.kind());
        assertTrue(thrown.getMessage().contains("[shpo]"), thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "single"})
    void aProfileThatGivesNoCredentials_isDenied_andNamed(String profile) {
        TableException thrown =
                assertThrows(
                        TableException.class,
                        () -> signature(Optional.empty(), Optional.of(profile)));

        assertEquals(Kind.DENIED, thrown.kind());
        assertTrue(thrown.getMessage().contains("no credentials"), thrown.getMessage());
    }

    /** A provider that knows whether it is closed. */
    private static final class Provider implements AwsCredentialsProvider, SdkAutoCloseable {
        private boolean closed;

        @Override
        public AwsCredentials resolveCredentials() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void close_closesTheProvider() {
        Provider provider = new Provider();

        new Account(provider, provider, Region.EU_WEST_1).close();

        assertTrue(provider.closed);
    }
}
