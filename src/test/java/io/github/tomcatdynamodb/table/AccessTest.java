package io.github.tomcatdynamodb.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.it.harness.FakeSts;
import io.github.tomcatdynamodb.table.Access.AccountEndpoints;
import io.github.tomcatdynamodb.table.Access.Role;
import io.github.tomcatdynamodb.table.TableException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against stand-ins for STS, the container's endpoint and an HTTP proxy. */
class AccessTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/sessions";

    /** Where the SDK looks for credentials, or may be sent by what is on this machine. */
    private static final List<String> PROPERTIES =
            List.of(
                    "aws.accessKeyId",
                    "aws.secretAccessKey",
                    "aws.accountId",
                    "aws.roleArn",
                    "aws.roleSessionName",
                    "aws.webIdentityTokenFile",
                    "aws.containerCredentialsFullUri",
                    "aws.containerAuthorizationToken",
                    "aws.endpointUrlSts",
                    "aws.configFile",
                    "aws.sharedCredentialsFile",
                    "aws.disableEc2Metadata");

    private final Map<String, Optional<String>> before = new TreeMap<>();
    private final FakeSts sts = new FakeSts();

    @TempDir private Path files;

    @BeforeEach
    void forgetCredentials() {
        // Sets the keys that other tests have, when it is first used.
        LocalDynamoDb.dynamo();
        for (String name : PROPERTIES) {
            before.put(name, Optional.ofNullable(System.getProperty(name)));
            System.clearProperty(name);
        }
        System.setProperty("aws.configFile", files.resolve("none").toString());
        System.setProperty("aws.sharedCredentialsFile", files.resolve("none").toString());
        System.setProperty("aws.disableEc2Metadata", "true");
        System.setProperty("aws.endpointUrlSts", sts.endpoint().toString());
    }

    @AfterEach
    void resetProperties() {
        before.forEach(
                (name, value) ->
                        value.ifPresentOrElse(
                                old -> System.setProperty(name, old),
                                () -> System.clearProperty(name)));
        sts.close();
    }

    private static void haveKeys() {
        System.setProperty("aws.accessKeyId", "AKOWN");
        System.setProperty("aws.secretAccessKey", "secret");
    }

    private static Access of(Role role) {
        return new Access(
                Optional.of(role),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns who has signed a call. */
    private static String signature(Access access) throws IOException {
        try (ScriptedDynamoDb dynamo = new ScriptedDynamoDb(ScriptedDynamoDb.json("*", 200, "{}"));
                SessionTable table =
                        new SessionTable(
                                LocalDynamoDb.settings("t", dynamo.endpoint(), access),
                                LocalDynamoDb.IGNORING)) {
            table.get("k", false);
            return dynamo.requests().get(0).authorization();
        }
    }

    private static void contains(String part, String text) {
        assertTrue(text.contains(part), text);
    }

    // ---- In whose name

    @Test
    void aRole_isAssumedWithExternalIdAndSessionName_andSigns() throws IOException {
        haveKeys();

        String signature = signature(of(new Role(ROLE, Optional.of("shop-7"), "web-1")));

        contains("Credential=AKIDROLE/", signature);
        List<String> requests = sts.takeRequests();
        assertEquals(1, requests.size(), requests.toString());
        contains("Action=AssumeRole&", requests.get(0));
        contains("RoleArn=" + ROLE, requests.get(0));
        contains("ExternalId=shop-7", requests.get(0));
        contains("RoleSessionName=web-1", requests.get(0));
    }

    @Test
    void aRoleThatMayNotBeAssumed_isDenied_andSaysWhoAsked() {
        haveKeys();

        TableException thrown =
                assertThrows(
                        TableException.class,
                        () -> signature(of(new Role(FakeSts.REFUSED, Optional.empty(), "web-1"))));

        assertEquals(Kind.DENIED, thrown.kind());
        contains("AccessDenied (HTTP 403)", thrown.getMessage());
        contains("principal is [arn:aws:iam::123456789012:user/web]", thrown.getMessage());
        contains("sts:AssumeRole", thrown.getMessage());
    }

    @Test
    void webIdentity_isExchangedForTheRolesCredentials() throws IOException {
        Path token = Files.writeString(files.resolve("token"), "identity-of-the-pod");
        System.setProperty("aws.webIdentityTokenFile", token.toString());
        System.setProperty("aws.roleArn", ROLE);
        System.setProperty("aws.roleSessionName", "pod-1");

        contains("Credential=AKIDROLE/", signature(Access.DEFAULT));

        String request = sts.takeRequests().get(0);
        contains("Action=AssumeRoleWithWebIdentity&", request);
        contains("WebIdentityToken=identity-of-the-pod", request);
        contains("RoleArn=" + ROLE, request);
    }

    /** Else the role of the instance would be used in its place. */
    @Test
    void aWebIdentityThatIsRefused_isDenied_andNothingElseIsTried() throws IOException {
        Path token = Files.writeString(files.resolve("token"), "identity-of-the-pod");
        System.setProperty("aws.webIdentityTokenFile", token.toString());
        System.setProperty("aws.roleArn", FakeSts.REFUSED);

        TableException thrown = assertThrows(TableException.class, () -> signature(Access.DEFAULT));

        assertEquals(Kind.DENIED, thrown.kind());
        contains("sts:AssumeRoleWithWebIdentity", thrown.getMessage());
    }

    @Test
    void theContainersEndpoint_givesCredentials() throws IOException {
        List<String> tokens = new ArrayList<>();
        HttpServer container =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        container.createContext(
                "/credentials",
                exchange -> {
                    tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    byte[] answer =
                            ("{\"AccessKeyId\":\"AKCONTAINER\",\"SecretAccessKey\":\"s\","
                                            + "\"Token\":\"t\","
                                            + "\"Expiration\":\"2099-01-01T00:00:00Z\"}")
                                    .getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        container.start();
        try {
            System.setProperty(
                    "aws.containerCredentialsFullUri",
                    "http://127.0.0.1:" + container.getAddress().getPort() + "/credentials");
            System.setProperty("aws.containerAuthorizationToken", "token-of-the-task");

            contains("Credential=AKCONTAINER/", signature(Access.DEFAULT));
        } finally {
            container.stop(0);
        }
        assertEquals(List.of("token-of-the-task"), tokens);
    }

    // ---- By which way

    /** Returns what the first call asks an HTTP proxy for. */
    private static String asked(
            Optional<Boolean> fips,
            Optional<Boolean> dualStack,
            Optional<AccountEndpoints> endpoints,
            Consumer<SessionTable> call) {
        try (ProxyStandIn proxy = new ProxyStandIn()) {
            TableSettings local = LocalDynamoDb.settings("t", URI.create("http://127.0.0.1"));
            TableSettings settings =
                    new TableSettings(
                            "t",
                            "id",
                            "expires",
                            Optional.of("us-east-1"),
                            Optional.empty(),
                            Optional.empty(),
                            // The proxy refuses once, and then answers nobody.
                            Duration.ofSeconds(2),
                            local.callTimeout(),
                            1,
                            1,
                            local.connectionMaxAge(),
                            local.retryMode(),
                            local.suspendAfter(),
                            local.suspension(),
                            new Access(
                                    Optional.empty(),
                                    fips,
                                    dualStack,
                                    Optional.of(proxy.address()),
                                    endpoints));
            try (SessionTable table = new SessionTable(settings, LocalDynamoDb.IGNORING)) {
                call.accept(table);
            }
            return proxy.asked();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(SessionTable table) {
        assertThrows(TableException.class, () -> table.get("k", false));
    }

    private static String asked(boolean fips, boolean dualStack) {
        haveKeys();
        return asked(Optional.of(fips), Optional.of(dualStack), Optional.empty(), AccessTest::read);
    }

    @Test
    void calls_goThroughTheProxy() {
        assertEquals("dynamodb.us-east-1.amazonaws.com:443", asked(false, false));
    }

    @Test
    void fips_callsTheEndpointThatIsValidated() {
        assertEquals("dynamodb-fips.us-east-1.amazonaws.com:443", asked(true, false));
    }

    @Test
    void dualStack_callsTheEndpointWithBothKindsOfAddresses() {
        assertEquals("dynamodb.us-east-1.api.aws:443", asked(false, true));
    }

    @Test
    void accountEndpoints_areCalled_unlessTheyAreDisabled() {
        haveKeys();
        System.setProperty("aws.accountId", "123456789012");

        assertEquals(
                "123456789012.ddb.us-east-1.amazonaws.com:443",
                asked(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(AccountEndpoints.PREFERRED),
                        AccessTest::read));
        assertEquals(
                "dynamodb.us-east-1.amazonaws.com:443",
                asked(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(AccountEndpoints.DISABLED),
                        AccessTest::read));
    }

    /** STS is asked the same way: another may be forbidden. */
    @Test
    void caller_isAskedForAtTheEndpointThatIsValidated() {
        haveKeys();
        System.clearProperty("aws.endpointUrlSts");

        assertEquals(
                "sts-fips.us-east-1.amazonaws.com:443",
                asked(
                        Optional.of(true),
                        Optional.empty(),
                        Optional.empty(),
                        table -> assertEquals(Optional.empty(), table.administration().caller())));
    }
}
