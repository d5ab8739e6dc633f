package io.github.tomcatdynamodb.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.Await;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * What an administrator can get wrong, each in an application of its own on one node: what stops
 * its start, what is a warning, and what the log says of it.
 */
class StartIT {
    private static EmbeddedDynamoDb dynamo;
    private static DynamoDbProxy proxy;
    private static DynamoDbProxy late;
    private static FaultRule throttled;
    private static TomcatNode node;

    /** Has no credentials. */
    private static TomcatNode nobody;

    @TempDir private static Path directory;

    @BeforeAll
    static void startAllAtOnce() throws IOException {
        credentialsOf("somebody-else");
        dynamo = EmbeddedDynamoDb.start();
        proxy = DynamoDbProxy.start(dynamo);
        late = DynamoDbProxy.start(dynamo);
        late.refuse();
        dynamo.createTable(Mistake.GOOD, "id", "expires");
        dynamo.createTable(Mistake.OTHER_KEY, "theirKey", "expires");
        dynamo.createTable(Mistake.OTHER_TTL, "id", "deleteAt");
        dynamo.createTable(Mistake.NO_TTL, "id", null);
        dynamo.createTable(Mistake.SECRET, "id", "expires");
        dynamo.createTable(Mistake.LATE, "id", "expires");
        dynamo.createTable(Mistake.NUMBER_KEY, ScalarAttributeType.N, false);
        dynamo.createTable(Mistake.SORT_KEY, ScalarAttributeType.S, true);
        proxy.inject(
                FaultRule.always(Fault.accessDenied()).on("DescribeTable").onTable(Mistake.SECRET));
        throttled =
                proxy.inject(
                        FaultRule.always(Fault.throttling())
                                .on("DescribeTable")
                                .onTable(Mistake.CREATED)
                                .times(2));
        Path probe = WebApp.build("probe");
        NodeSettings mistakes = node("mistakes").manager("boss", "secret");
        Stream.concat(Mistake.FATAL.stream(), Mistake.WARNINGS.stream())
                .forEach(one -> mistakes.app(one.application(), probe, context(one)));
        Mistake none = new Mistake(Mistake.GOOD, Mistake.table(Mistake.GOOD), List.of());
        node = mistakes.app(Mistake.GOOD, probe, context(none)).prepare();
        nobody =
                node("nobody")
                        .withoutSystemProperty("aws.accessKeyId")
                        .withoutSystemProperty("aws.secretAccessKey")
                        .app(Mistake.GOOD, probe, context(none))
                        .prepare();
        TomcatNode.startAll(node, nobody);
        late.accept();
    }

    @AfterAll
    static void stopAll() {
        node.close();
        nobody.close();
        late.close();
        proxy.close();
        dynamo.close();
    }

    /** Finds no region, and no credentials but those of the system properties. */
    private static NodeSettings node(String name) {
        return TomcatNode.of(TomcatVersion.V11)
                .name(name)
                .lib(Environment.storeJar())
                .env("AWS_EC2_METADATA_DISABLED", "true")
                .env("AWS_CONFIG_FILE", directory.resolve("config").toString())
                .env("AWS_SHARED_CREDENTIALS_FILE", credentials().toString());
    }

    /** Where the nodes look for credentials; there are none for them while they start. */
    private static Path credentials() {
        return directory.resolve("credentials");
    }

    private static String context(Mistake mistake) {
        StringBuilder store = new StringBuilder(mistake.store());
        if (!mistake.application().equals(Mistake.NO_REGION)) {
            store.append(" region=\"").append(EmbeddedDynamoDb.REGION).append('"');
        }
        if (!mistake.store().contains(" endpoint=")) {
            DynamoDbProxy way =
                    mistake.store().contains(Mistake.table(Mistake.LATE)) ? late : proxy;
            store.append(" endpoint=\"").append(way.endpoint()).append('"');
        }
        if (!mistake.store().contains(" callTimeout=")) {
            store.append(" attemptTimeout=\"20000\" callTimeout=\"60000\"");
        }
        return Contexts.anyNode(
                "", "<Store className=\"io.github.tomcatdynamodb.DynamoDBStore\" " + store + "/>");
    }

    private static Probe user(TomcatNode where, String application) {
        return new Probe(new HttpBrowser(), where, "/" + application);
    }

    /** What Tomcat has logged while it deployed an application. */
    private static List<String> linesOfTheStart(String application) {
        List<String> lines = node.console().lines().toList();
        String descriptor = "localhost/" + application + ".xml]";
        int[] at =
                IntStream.range(0, lines.size())
                        .filter(i -> lines.get(i).contains(descriptor))
                        .toArray();
        assertEquals(2, at.length, application);
        return lines.subList(at[0], at[1]);
    }

    private static Optional<String> lineThatSays(String log, List<String> said) {
        return log.lines().filter(line -> said.stream().allMatch(line::contains)).findFirst();
    }

    /** On the console, where an administrator looks, and from another thread. */
    private static String logged(TomcatNode where, String... said) {
        return Await.value(
                        "a line with " + List.of(said),
                        Duration.ofSeconds(30),
                        () -> lineThatSays(where.console(), List.of(said)),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static int indexOf(List<String> lines, String part) {
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains(part))
                .findFirst()
                .orElse(-1);
    }

    // ---- What stops the start

    @ParameterizedTest
    @FieldSource("io.github.tomcatdynamodb.it.Mistake#FATAL")
    void whatCanNeverWorkStopsTheApplicationAndTheFirstLineSaysWhatToDo(Mistake mistake) {
        String application = mistake.application();
        assertTrue(node.managerText("list").contains("/" + application + ":stopped:0:"));
        assertEquals(404, user(node, application).get("op", "none").status());

        List<String> lines = linesOfTheStart(application);
        int failed = indexOf(lines, "SEVERE");
        String message = lines.get(failed + 1);
        for (String said : mistake.said()) {
            assertTrue(message.contains(said), message);
        }
        assertTrue(message.startsWith("\torg.apache.catalina.LifecycleException: "), message);
        assertNotEquals(-1, indexOf(lines, "Context [/" + application + "] startup failed"));
        if (message.contains("The settings of")) {
            assertTrue(message.contains("the application [/" + application + "]"), message);
        }
        // What the SDK has tried to find a region is worth a look.
        if (!application.equals(Mistake.NO_REGION)) {
            assertEquals(-1, indexOf(lines, "Caused by"), () -> String.join("\n", lines));
        }
    }

    // ---- What is a warning

    @ParameterizedTest
    @FieldSource("io.github.tomcatdynamodb.it.Mistake#WARNINGS")
    void whatMayWorkIsAWarningInOneLineAndTheApplicationWorks(Mistake mistake) {
        String application = mistake.application();
        String line = logged(node, mistake.said().toArray(String[]::new));
        assertTrue(line.contains(" WARNING "), line);
        List<String> lines = node.console().lines().toList();
        int next = lines.indexOf(line) + 1;
        assertFalse(next < lines.size() && lines.get(next).startsWith("\t"), "no stack trace");

        assertTrue(node.managerText("list").contains("/" + application + ":running:"));
        Probe user = user(node, application);
        user.set("name", "Ann");
        assertEquals("Ann", user.info().text("name"));
    }

    @Test
    void aTableThatIsCreatedHasTheUnitsAndTimeToLiveAlthoughDynamoDbThrottledAtFirst() {
        assertEquals(2, throttled.struck());
        var units =
                dynamo.client()
                        .describeTable(table -> table.tableName(Mistake.CREATED))
                        .table()
                        .provisionedThroughput();
        assertEquals(7, units.readCapacityUnits());
        assertEquals(3, units.writeCapacityUnits());
        assertEquals(
                "expires",
                dynamo.client()
                        .describeTimeToLive(table -> table.tableName(Mistake.CREATED))
                        .timeToLiveDescription()
                        .attributeName());
    }

    @Test
    void whenNothingIsWrongThereIsNoWarning() {
        logged(node, "INFO", "Sessions are kept in the DynamoDB table [good]");

        assertEquals(Optional.empty(), lineThatSays(node.console(), List.of("WARNING", "[good]")));
        assertEquals(-1, indexOf(linesOfTheStart(Mistake.GOOD), "WARNING"));
    }

    @Test
    void withoutCredentialsTheApplicationStartsAndWorksAsSoonAsThereAreSome() throws IOException {
        String line = logged(nobody, " WARNING ", "The DynamoDB table [good] at [");
        assertTrue(line.contains("no credentials were found"), line);
        assertTrue(line.contains("Give this node some where the AWS SDK looks"), line);
        Probe user = user(nobody, Mistake.GOOD);
        user.ok("op", "none");
        assertEquals(500, user.get("op", "set", "name", "name", "value", "Ann").status());

        credentialsOf("default");
        Await.until(
                "the credentials are found",
                () -> user(nobody, Mistake.GOOD).get("op", "create").status() == 200);
        user.set("name", "Ann");
        assertEquals("Ann", user.at(node).info().text("name"));
    }

    private static void credentialsOf(String profile) throws IOException {
        Files.writeString(
                credentials(),
                "[%s]\naws_access_key_id=%s\naws_secret_access_key=%s\n"
                        .formatted(
                                profile,
                                EmbeddedDynamoDb.ACCESS_KEY_ID,
                                EmbeddedDynamoDb.SECRET_ACCESS_KEY));
    }

    // ---- Damaged records

    @ParameterizedTest
    @FieldSource("io.github.tomcatdynamodb.it.Damage#DAMAGES")
    void aDamagedRecordIsAnErrorInTheLogAndNoSessionAndStaysAsItIs(Damage damage) {
        String id = "DAMAGED-" + Damage.DAMAGES.indexOf(damage);
        Map<String, AttributeValue> item = Damage.record(id);
        item.putAll(damage.part());
        dynamo.put(Mistake.GOOD, item);
        Probe user = user(node, Mistake.GOOD);
        user.browser().setCookie("JSESSIONID", "/" + Mistake.GOOD, id);

        assertFalse(user.info().exists());

        String line = logged(node, Keys.hash(id));
        assertTrue(line.contains(" SEVERE "), line);
        assertTrue(line.contains("(hash of its id) is damaged and is left as it is"), line);
        assertTrue(line.contains(damage.reason()), line);
        assertEquals(item, dynamo.item(Mistake.GOOD, Damage.key(id)));

        String fresh = user.set("name", "Ann").id();
        assertNotEquals(id, fresh);
        assertEquals("Ann", user.info().text("name"));
        user.logout();
        assertEquals(item, dynamo.item(Mistake.GOOD, Damage.key(id)));
    }

    @Test
    void aRecordOfANewerReleaseIsAnErrorThatKeepsTheCookieAndStaysAsItIs() {
        String id = "NEWER";
        Map<String, AttributeValue> item = Damage.record(id);
        item.put("tomcat", Damage.version("2"));
        dynamo.put(Mistake.GOOD, item);
        Probe user = user(node, Mistake.GOOD);
        user.browser().setCookie("JSESSIONID", "/" + Mistake.GOOD, id);

        HttpBrowser.Response response = user.get("op", "info");

        assertEquals(500, response.status());
        assertFalse(response.setsSessionCookie());
        logged(node, "has format 2, which a newer release of this store has written");
        assertEquals(item, dynamo.item(Mistake.GOOD, Damage.key(id)));
    }

    @Test
    void aDamagedAttributeCostsThatAttributeOnlyAndStaysAsItIs() {
        String id = "DAMAGED-ATTRIBUTE";
        AttributeValue damaged = AttributeValue.fromB(SdkBytes.fromUtf8String("no cart"));
        AttributeValue type = AttributeValue.fromS("kryo:probe.Cart");
        Map<String, AttributeValue> item = Damage.record(id);
        item.put(
                "sess",
                AttributeValue.fromM(Map.of("cart", damaged, "name", AttributeValue.fromS("Ann"))));
        Map<String, AttributeValue> tomcat = new HashMap<>(item.get("tomcat").m());
        tomcat.put("types", AttributeValue.fromM(Map.of("cart", type)));
        item.put("tomcat", AttributeValue.fromM(tomcat));
        dynamo.put(Mistake.GOOD, item);
        Probe user = user(node, Mistake.GOOD);
        user.browser().setCookie("JSESSIONID", "/" + Mistake.GOOD, id);

        assertEquals("Ann", user.info().text("name"));
        assertFalse(user.info().has("cart"));
        logged(node, "The session attribute [cart] of class [probe.Cart] cannot be read");
        assertEquals(item, dynamo.item(Mistake.GOOD, Damage.key(id)));
        user.set("name", "Bob");
        Map<String, AttributeValue> after = dynamo.item(Mistake.GOOD, Damage.key(id));
        assertEquals("Bob", after.get("sess").m().get("name").s());
        assertEquals(damaged, after.get("sess").m().get("cart"));
        assertEquals(type, after.get("tomcat").m().get("types").m().get("cart"));
    }

    /** As the README says it: the first eight digits. */
    @AfterEach
    void noLogHoldsASecretOrASessionId() {
        for (TomcatNode each : List.of(node, nobody)) {
            String log = each.log();
            assertFalse(log.contains(EmbeddedDynamoDb.SECRET_ACCESS_KEY), log);
            assertFalse(log.contains("DAMAGED-"), log);
        }
    }
}
