package io.github.tomcatdynamodb.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tomcatdynamodb.it.harness.Contexts;
import io.github.tomcatdynamodb.it.harness.DynamoDbProxy;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.Fault;
import io.github.tomcatdynamodb.it.harness.FaultRule;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Keys;
import io.github.tomcatdynamodb.it.harness.NodeSettings;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store logs, where, and what not, as {@code conf-examples/logging.md} says it. */
class LoggingIT {
    private static final String TABLE = "sessions";

    private static final String ACCESS_KEY = "AKIALOGGING00000EXAM";
    private static final String SECRET_KEY = "wJalrXUtnFEMI-logging-secret";
    private static final String TOKEN = "IQoJb3JpZ2luX2VjEJr-logging-token";
    private static final String SEAL_KEY =
            Base64.getEncoder()
                    .encodeToString(
                            "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII));

    private static final String VALUE = "swordfish-4711";

    private static final String PRINCIPAL = "arn:aws:sts::123456789012:assumed-role/web/i-0abc";

    /** An attribute whose class refuses to be written says this. */
    private static final String OF_THE_APPLICATION = "asked for by the test";

    /**
     * Every level of every logger. What Tomcat and the JDK say goes to a file of its own, because
     * it names session ids.
     */
    private static final String EVERYTHING =
            """
            handlers = 1tomcat.org.apache.juli.FileHandler, java.util.logging.ConsoleHandler
            .handlers = java.util.logging.ConsoleHandler
            .level = ALL
            java.util.logging.ConsoleHandler.level = ALL
            java.util.logging.ConsoleHandler.formatter = org.apache.juli.OneLineFormatter
            1tomcat.org.apache.juli.FileHandler.level = ALL
            1tomcat.org.apache.juli.FileHandler.directory = ${catalina.base}/logs
            1tomcat.org.apache.juli.FileHandler.prefix = tomcat.
            org.apache.handlers = 1tomcat.org.apache.juli.FileHandler
            com.sun.handlers = 1tomcat.org.apache.juli.FileHandler
            java.handlers = 1tomcat.org.apache.juli.FileHandler
            javax.handlers = 1tomcat.org.apache.juli.FileHandler
            jdk.handlers = 1tomcat.org.apache.juli.FileHandler
            sun.handlers = 1tomcat.org.apache.juli.FileHandler
            org.apache.catalina.startup.Catalina.handlers = java.util.logging.ConsoleHandler
            """;

    private static EmbeddedDynamoDb dynamo;
    private static DynamoDbProxy proxy;

    /** Logs as a stock Tomcat does, with what the guide adds. */
    private static TomcatNode stock;

    /** Logs everything. */
    private static TomcatNode curious;

    @TempDir private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        dynamo = EmbeddedDynamoDb.start();
        dynamo.createTable(TABLE, "id", "expires");
        proxy = DynamoDbProxy.start(dynamo);
        Path application = WebApp.build("logging", List.of("probe", "logins"));
        stock = node("stock", application).prepare();
        Files.writeString(
                stock.base().resolve("conf/logging.properties"),
                Documents.blocks("properties").get(0),
                StandardOpenOption.APPEND);
        curious =
                node("curious", application)
                        .app(
                                "sealed",
                                application,
                                context(
                                        "seal=\"encrypt\" sealKeys=\"file:conf/keys\""
                                                + " maxSessionSize=\"400000\""))
                        .prepare();
        Files.writeString(curious.base().resolve("conf/logging.properties"), EVERYTHING);
        Files.writeString(curious.base().resolve("conf/keys"), "k:" + SEAL_KEY);
        TomcatNode.startAll(stock, curious);
    }

    @AfterAll
    static void stop() {
        stock.close();
        curious.close();
        proxy.close();
        dynamo.close();
    }

    /** Its credentials are in a file: options are printed when Tomcat starts. */
    private static NodeSettings node(String name, Path application) throws IOException {
        Path credentials = directory.resolve("credentials");
        Files.writeString(
                credentials,
                "[default]\naws_access_key_id=%s\naws_secret_access_key=%s\naws_session_token=%s\n"
                        .formatted(ACCESS_KEY, SECRET_KEY, TOKEN));
        return TomcatNode.of(TomcatVersion.V11)
                .name(name)
                .lib(Environment.storeJar())
                .withoutSystemProperty("aws.accessKeyId")
                .withoutSystemProperty("aws.secretAccessKey")
                .env("AWS_SHARED_CREDENTIALS_FILE", credentials.toString())
                .user("ann", "wonderland", "shopper")
                // With one item a session, DynamoDB itself refuses what is too large.
                .app("plain", application, context("largeAttributeSize=\"0\""));
    }

    private static String context(String settings) {
        return Contexts.anyNode(
                "",
                Contexts.store(
                        proxy.endpoint(),
                        TABLE,
                        "attemptTimeout=\"20000\" callTimeout=\"20000\" maxAttempts=\"1\""
                                + " suspendAfter=\"0\" touchAfter=\"0\" "
                                + settings));
    }

    private static Probe user(TomcatNode node, String application) {
        return new Probe(new HttpBrowser(), node, "/" + application);
    }

    private static List<String> lines(TomcatNode node, String part) {
        return node.console().lines().filter(line -> line.contains(part)).toList();
    }

    // ---- Where an administrator looks

    @Test
    void start_isOneLineOnTheConsole_withReleaseTableRegionAndSettings() {
        List<String> started = lines(stock, "Sessions are kept in");

        assertEquals(1, started.size(), stock::console);
        for (String part :
                List.of(
                        " INFO ",
                        "[localhost/plain] Sessions are kept in the DynamoDB table [sessions] and"
                                + " saved with each request",
                        "Version [" + version() + "]",
                        "region [eu-west-1]",
                        "endpoint=\"" + proxy.endpoint() + "\"",
                        "keys=\"hashed\"",
                        "prefix=\"localhost/plain#\"",
                        "touchAfter=\"0\"",
                        "callTimeout=\"20000\"",
                        "readConsistency=\"session\"")) {
            assertTrue(started.get(0).contains(part), () -> part + ": " + started.get(0));
        }
    }

    private static String version() {
        return Environment.storeJar()
                .getFileName()
                .toString()
                .replaceAll("tomcat-dynamodb-store-(.+)[.]jar", "$1");
    }

    @Test
    void loadsSavesAndEnds_areALineEach_atTheLevelOfTheGuide() {
        Probe user = user(stock, "plain");
        String id = user.set("name", "Ann").id();
        user.info();
        user.logout();

        List<String> lines = lines(stock, "of session " + Keys.hash(id) + " (hash of its id)");
        for (String part :
                List.of(
                        "[localhost/plain] save of session",
                        ": created; ",
                        "load of session",
                        ": found; ",
                        "end of session",
                        ": logged out; ",
                        " ms, ",
                        "1.0 read units",
                        "1.0 write units")) {
            assertTrue(
                    lines.stream().anyMatch(line -> line.contains(part)),
                    () -> part + ":\n" + String.join("\n", lines));
        }
    }

    @Test
    void hash_isWhatTheCommandOfTheGuideComputes() throws Exception {
        String command =
                Documents.blocks("sh").stream()
                        .flatMap(String::lines)
                        .filter(line -> line.contains("JSESSIONID"))
                        .findFirst()
                        .orElseThrow();
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
        builder.environment().put("JSESSIONID", "0123456789ABCDEF");
        Process process = builder.start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0 && !printed.isEmpty(), "there is no openssl");

        assertEquals(Keys.hash("0123456789ABCDEF"), printed.strip());
    }

    @Test
    void aRepeatedFailure_isOneLineWithoutStackTrace_thatNamesThePrincipal() {
        Probe user = user(stock, "plain");
        FaultRule rule = proxy.inject(FaultRule.always(refused()).on("GetItem"));
        // What a browser knows already would be read at its next request.
        for (int i = 0; i < 3; i++) {
            Probe another = user(stock, "plain");
            another.browser().setCookie("JSESSIONID", "/plain", "REFUSED" + i);
            assertEquals(500, another.get("op", "info").status());
        }
        proxy.remove(rule);
        user.set("name", "Ann");

        List<String> said = lines(stock, "A session could not be loaded");
        assertEquals(
                1,
                said.stream().filter(line -> line.contains("AccessDenied")).count(),
                said.toString());
        assertTrue(said.get(0).contains(" SEVERE "), said.get(0));
        assertTrue(said.get(0).contains("the principal is [" + PRINCIPAL + "]"), said.get(0));
    }

    // ---- What is in no log

    @Test
    void atEveryLevel_nothingSecretIsLogged() throws IOException {
        Set<String> secrets = new TreeSet<>(Set.of(ACCESS_KEY, SECRET_KEY, TOKEN, VALUE));
        secrets.addAll(Set.of(SEAL_KEY, OF_THE_APPLICATION, "wonderland"));
        String id = "";
        for (String application : List.of("plain", "sealed")) {
            id = walk(application, secrets);
        }
        fail("plain", secrets);
        fail("sealed", secrets);
        curious.stop();

        String console = curious.console();
        for (String secret : secrets) {
            assertFalse(
                    console.contains(secret),
                    () -> secret + ":\n" + String.join("\n", lines(curious, secret)));
        }
        // What was searched is what it is taken for.
        assertTrue(console.contains("load of session " + Keys.hash(id)), console);
        assertTrue(tomcatsOwn().contains(id), "Tomcat itself names the session at these levels");
    }

    /** Everything that a user does, from log-in to log-out; returns the last id. */
    private static String walk(String application, Set<String> secrets) {
        Probe user = user(curious, application);
        secrets.add(user.set("name", VALUE).id());
        user.set("cart", "bean", VALUE);
        user.mutate("cart", VALUE);
        user.set("map", "map", VALUE);
        // In items of its own, where the settings have such.
        user.set("long", "large", "30000");
        user.info();
        String page = curious.url("/" + application + "/protected/page.jsp");
        secrets.add(user.browser().cookie("JSESSIONID", "/" + application));
        user.browser().get(page);
        HttpBrowser.Response redirect =
                user.browser()
                        .post(
                                curious.url("/" + application + "/j_security_check"),
                                Map.of("j_username", "ann", "j_password", "wonderland"));
        assertEquals(3, redirect.status() / 100, redirect::toString);
        assertEquals("ann", user.browser().get(page).json().get("user").getAsString());
        String id = user.info().id();
        secrets.add(id);
        user.interval(600);
        user.remove("map");
        user.logout();
        return id;
    }

    /** Everything that can go wrong. */
    private static void fail(String application, Set<String> secrets) {
        Probe user = user(curious, application);
        secrets.add(user.set("name", VALUE).id());
        for (Fault fault :
                List.of(
                        Fault.internalServerError(),
                        Fault.throttling(),
                        refused(),
                        new Fault.Error(
                                400,
                                "com.amazon.coral.service#InvalidSignatureException",
                                "The Canonical String for this request should have been"
                                        + " x-amz-security-token:"
                                        + TOKEN),
                        new Fault.Error(
                                400,
                                "com.amazon.coral.validate#ValidationException",
                                "The parameter cannot be converted to a numeric value: " + VALUE),
                        new Fault.GarbageBody(),
                        new Fault.ResetMidResponse())) {
            FaultRule rule = proxy.inject(FaultRule.always(fault));
            assertEquals(500, user.get("op", "info").status(), fault::toString);
            assertEquals(500, user(curious, application).get("op", "create").status());
            proxy.remove(rule);
            FaultRule ofWrites = proxy.inject(FaultRule.always(fault).on("PutItem", "UpdateItem"));
            assertEquals(
                    500,
                    user.get("op", "set", "name", "name", "value", VALUE + "-2").status(),
                    fault::toString);
            proxy.remove(ofWrites);
        }
        assertEquals(500, user.get("op", "set", "name", "bad", "type", "failing").status());
        assertEquals(
                500,
                user.get("op", "set", "name", "big", "type", "large", "value", "500000").status());
        assertTrue(user.info().text("name").startsWith(VALUE));
        user.logout();
    }

    private static Fault refused() {
        return new Fault.Error(
                400,
                "com.amazon.coral.service#AccessDeniedException",
                "User: %s is not authorized to perform: dynamodb:GetItem".formatted(PRINCIPAL));
    }

    private static String tomcatsOwn() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.list(curious.base().resolve("logs"))) {
            for (Path file :
                    files.filter(file -> file.getFileName().toString().startsWith("tomcat."))
                            .toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
