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
import java.time.Instant;
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
    /** A table as it shall be. */
    private static final String GOOD = "good";

    /** Has the key {@code theirKey}. */
    private static final String OTHER_KEY = "other-key";

    private static final String NUMBER_KEY = "number-key";
    private static final String SORT_KEY = "sort-key";
    private static final String OTHER_TTL = "other-ttl";
    private static final String NO_TTL = "no-ttl";

    /** Nobody may describe it. */
    private static final String SECRET = "not-to-be-described";

    /** On a port where nothing listens while the node starts. */
    private static final String LATE = "late";

    /** Is created, although DynamoDB throttles at first. */
    private static final String CREATED = "created";

    private static final String NO_REGION = "noRegion";

    /**
     * Something wrong.
     *
     * @param application the name of the application that it is wrong in
     * @param store the attributes of its Store
     * @param said what one line of the log says of it
     */
    private record Mistake(String application, String store, List<String> said) {
        @Override
        public String toString() {
            return application;
        }
    }

    private static Mistake mistake(String application, String store, String... said) {
        return new Mistake(application, store, List.of(said));
    }

    private static String table(String name) {
        return "tableName=\"" + name + "\"";
    }

    private static final List<Mistake> FATAL =
            List.of(
                    mistake(
                            "touchAfter",
                            table(GOOD) + " touchAfter=\"-5\"",
                            "[touchAfter] is [-5], but must be a whole number from 0 to 31536000"),
                    mistake(
                            "readConsistency",
                            table(GOOD) + " readConsistency=\"sometimes\"",
                            "[readConsistency] is [sometimes], but must be one of:"
                                    + " eventual, session, strong."),
                    mistake(
                            "lastAccess",
                            table(GOOD) + " lastAccess=\"both\"",
                            "[lastAccess] is [both], but must be one of: record, cookie."),
                    mistake(
                            "unknownSetting",
                            table(GOOD) + " tabelName=\"x\"",
                            "[tabelName] is no setting of this store; the nearest is [tableName]."),
                    mistake(
                            "severalAtOnce",
                            "tableName=\"x\" touchAfter=\"soon\" onLoadFailure=\"panic\"",
                            "[tableName] is [x], but must be 3 to 255 letters",
                            "[touchAfter] is [soon]",
                            "[onLoadFailure] is [panic], but must be one of: fail, newSession."),
                    mistake(
                            "contradictoryTimeouts",
                            table(GOOD) + " attemptTimeout=\"2000\" callTimeout=\"1000\"",
                            "callTimeout [1000] must not be smaller than attemptTimeout [2000]"),
                    mistake(
                            "unitsOfNoTable",
                            table(GOOD) + " readCapacityUnits=\"5\" writeCapacityUnits=\"5\"",
                            "readCapacityUnits and writeCapacityUnits are for a table that"
                                    + " createTable=\"true\" creates"),
                    mistake(
                            "unitsHalf",
                            table(GOOD) + " createTable=\"true\" readCapacityUnits=\"5\"",
                            "readCapacityUnits and writeCapacityUnits must be set both or neither"),
                    mistake(
                            "prefixSpace",
                            table(GOOD) + " prefix=\"our shop\"",
                            "[prefix] is [our shop], but may hold letters, digits and"),
                    mistake(
                            "prefixUmlaut",
                            table(GOOD) + " prefix=\"h&#252;te#\"",
                            // The rest depends on the encoding of the console.
                            "[prefix] is [h",
                            "], but may hold letters, digits and"),
                    mistake(
                            NO_REGION,
                            table(GOOD),
                            "No AWS region is set or found for the Store of the application"
                                    + " [/noRegion]. Set region=\"...\" on the Store, or the"
                                    + " environment variable AWS_REGION."),
                    mistake(
                            "badEndpoint",
                            table(GOOD) + " endpoint=\"localhost:8000\"",
                            "[endpoint] is [localhost:8000], but must be a URL such as"),
                    mistake(
                            "missingTable",
                            table("missing"),
                            "There is no DynamoDB table [missing] in the region [eu-west-1] of this"
                                    + " account. Create it: aws dynamodb create-table --table-name"
                                    + " missing "),
                    mistake(
                            "otherKey",
                            table(OTHER_KEY),
                            "The partition key of the DynamoDB table [other-key] is [theirKey], but"
                                    + " hashKey is [id]. Set hashKey=\"theirKey\", or another"
                                    + " tableName."),
                    mistake(
                            "wrongHashKey",
                            table(GOOD) + " hashKey=\"sid\"",
                            "The partition key of the DynamoDB table [good] is [id], but hashKey is"
                                    + " [sid]. Set hashKey=\"id\""),
                    mistake(
                            "numberKey",
                            table(NUMBER_KEY),
                            "The DynamoDB table [number-key] cannot hold sessions: its partition key"
                                    + " [id] has the type N instead of S. Create another table and"
                                    + " set tableName=\"number-key-sessions\": aws dynamodb"
                                    + " create-table --table-name number-key-sessions "),
                    mistake(
                            "sortKey",
                            table(SORT_KEY),
                            "The DynamoDB table [sort-key] cannot hold sessions: beside the"
                                    + " partition key [id] it has a sort key. Create another table"
                                    + " and set tableName=\"sort-key-sessions\": aws dynamodb"
                                    + " create-table --table-name sort-key-sessions "));

    private static final List<Mistake> WARNINGS =
            List.of(
                    mistake(
                            "otherTtl",
                            table(OTHER_TTL),
                            "Time to live of the DynamoDB table [other-ttl] is on [deleteAt], but"
                                    + " ttlAttribute is [expires]",
                            "set ttlAttribute=\"deleteAt\""),
                    mistake(
                            "noTtl",
                            table(NO_TTL),
                            "Time to live is not enabled on the DynamoDB table [no-ttl]",
                            "Enable it on [expires]: aws dynamodb update-time-to-live --table-name"
                                    + " no-ttl "),
                    mistake(
                            "secretTable",
                            table(SECRET),
                            "The DynamoDB table [not-to-be-described] at [http://127.0.0.1:",
                            "could not be checked, and the store starts without that",
                            "IAM policy allows dynamodb:DescribeTable"),
                    mistake(
                            "unreachable",
                            table(LATE),
                            "The DynamoDB table [late] at [http://127.0.0.1:",
                            "could not be checked, and the store starts without that",
                            "DynamoDB could not be reached or did not answer in time; check the"
                                    + " network, the endpoint and the region."),
                    mistake(
                            "createTable",
                            table(CREATED)
                                    + " createTable=\"true\" maxAttempts=\"1\""
                                    + " readCapacityUnits=\"7\" writeCapacityUnits=\"3\"",
                            "There is no DynamoDB table [created], so it is created"
                                    + " (createTable=\"true\"). That is for trying out"));

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
        dynamo.createTable(GOOD, "id", "expires");
        dynamo.createTable(OTHER_KEY, "theirKey", "expires");
        dynamo.createTable(OTHER_TTL, "id", "deleteAt");
        dynamo.createTable(NO_TTL, "id", null);
        dynamo.createTable(SECRET, "id", "expires");
        dynamo.createTable(LATE, "id", "expires");
        dynamo.createTable(NUMBER_KEY, ScalarAttributeType.N, false);
        dynamo.createTable(SORT_KEY, ScalarAttributeType.S, true);
        proxy.inject(FaultRule.always(Fault.accessDenied()).on("DescribeTable").onTable(SECRET));
        throttled =
                proxy.inject(
                        FaultRule.always(Fault.throttling())
                                .on("DescribeTable")
                                .onTable(CREATED)
                                .times(2));
        Path probe = WebApp.build("probe");
        NodeSettings mistakes = node("mistakes").manager("boss", "secret");
        Stream.concat(FATAL.stream(), WARNINGS.stream())
                .forEach(one -> mistakes.app(one.application(), probe, context(one)));
        Mistake none = mistake(GOOD, table(GOOD));
        node = mistakes.app(GOOD, probe, context(none)).prepare();
        nobody =
                node("nobody")
                        .withoutSystemProperty("aws.accessKeyId")
                        .withoutSystemProperty("aws.secretAccessKey")
                        .app(GOOD, probe, context(none))
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
                .skipScanOfLibraries()
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
        if (!mistake.application().equals(NO_REGION)) {
            store.append(" region=\"").append(EmbeddedDynamoDb.REGION).append('"');
        }
        if (!mistake.store().contains(" endpoint=")) {
            DynamoDbProxy way = mistake.store().contains(table(LATE)) ? late : proxy;
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
    @FieldSource("FATAL")
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
        if (!application.equals(NO_REGION)) {
            assertEquals(-1, indexOf(lines, "Caused by"), () -> String.join("\n", lines));
        }
    }

    // ---- What is a warning

    @ParameterizedTest
    @FieldSource("WARNINGS")
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
                        .describeTable(table -> table.tableName(CREATED))
                        .table()
                        .provisionedThroughput();
        assertEquals(7, units.readCapacityUnits());
        assertEquals(3, units.writeCapacityUnits());
        assertEquals(
                "expires",
                dynamo.client()
                        .describeTimeToLive(table -> table.tableName(CREATED))
                        .timeToLiveDescription()
                        .attributeName());
    }

    @Test
    void whenNothingIsWrongThereIsNoWarning() {
        logged(node, "INFO", "Sessions are kept in the DynamoDB table [good]");

        assertEquals(Optional.empty(), lineThatSays(node.console(), List.of("WARNING", "[good]")));
        assertEquals(-1, indexOf(linesOfTheStart(GOOD), "WARNING"));
    }

    @Test
    void withoutCredentialsTheApplicationStartsAndWorksAsSoonAsThereAreSome() throws IOException {
        String line = logged(nobody, " WARNING ", "The DynamoDB table [good] at [");
        assertTrue(line.contains("no credentials were found"), line);
        assertTrue(line.contains("Give this node some where the AWS SDK looks"), line);
        Probe user = user(nobody, GOOD);
        user.ok("op", "none");
        assertEquals(500, user.get("op", "set", "name", "name", "value", "Ann").status());

        credentialsOf("default");
        Await.until(
                "the credentials are found",
                () -> user(nobody, GOOD).get("op", "create").status() == 200);
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

    /**
     * What is wrong with a record.
     *
     * @param name what the test is called
     * @param part what stands in the record instead of what should
     * @param reason what the log says of it
     */
    private record Damage(String name, Map<String, AttributeValue> part, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Damage> DAMAGES =
            List.of(
                    new Damage(
                            "JSON that is cut off",
                            Map.of("sess", AttributeValue.fromS("{\"user\":\"An")),
                            "not well-formed JSON near character"),
                    new Damage(
                            "JSON that is no object",
                            Map.of("sess", AttributeValue.fromS("[1]")),
                            "not a JSON object"),
                    new Damage(
                            "a number instead of a session",
                            Map.of("sess", AttributeValue.fromN("1")),
                            "the attribute [sess] has the type N"),
                    new Damage(
                            "text instead of what Tomcat knows",
                            Map.of("tomcat", AttributeValue.fromS("x")),
                            "the attribute [tomcat] has the type S instead of a map"),
                    new Damage(
                            "no time of creation",
                            Map.of("tomcat", version("1")),
                            "] is missing or not a number"));

    private static AttributeValue version(String number) {
        return AttributeValue.fromM(Map.of("v", AttributeValue.fromN(number)));
    }

    @ParameterizedTest
    @FieldSource("DAMAGES")
    void aDamagedRecordIsAnErrorInTheLogAndNoSessionAndStaysAsItIs(Damage damage) {
        String id = "DAMAGED-" + DAMAGES.indexOf(damage);
        Map<String, AttributeValue> item = record(id);
        item.putAll(damage.part());
        dynamo.put(GOOD, item);
        Probe user = user(node, GOOD);
        user.browser().setCookie("JSESSIONID", "/" + GOOD, id);

        assertFalse(user.info().exists());

        String line = logged(node, Keys.hash(id));
        assertTrue(line.contains(" SEVERE "), line);
        assertTrue(line.contains("(hash of its id) is damaged and is left as it is"), line);
        assertTrue(line.contains(damage.reason()), line);
        assertEquals(item, dynamo.item(GOOD, key(id)));

        String fresh = user.set("name", "Ann").id();
        assertNotEquals(id, fresh);
        assertEquals("Ann", user.info().text("name"));
        user.logout();
        assertEquals(item, dynamo.item(GOOD, key(id)));
    }

    @Test
    void aRecordOfANewerReleaseIsAnErrorThatKeepsTheCookieAndStaysAsItIs() {
        String id = "NEWER";
        Map<String, AttributeValue> item = record(id);
        item.put("tomcat", version("2"));
        dynamo.put(GOOD, item);
        Probe user = user(node, GOOD);
        user.browser().setCookie("JSESSIONID", "/" + GOOD, id);

        HttpBrowser.Response response = user.get("op", "info");

        assertEquals(500, response.status());
        assertFalse(response.setsSessionCookie());
        logged(node, "has format 2, which a newer release of this store has written");
        assertEquals(item, dynamo.item(GOOD, key(id)));
    }

    @Test
    void aDamagedAttributeCostsThatAttributeOnlyAndStaysAsItIs() {
        String id = "DAMAGED-ATTRIBUTE";
        AttributeValue damaged = AttributeValue.fromB(SdkBytes.fromUtf8String("no cart"));
        AttributeValue type = AttributeValue.fromS("kryo:probe.Cart");
        Map<String, AttributeValue> item = record(id);
        item.put(
                "sess",
                AttributeValue.fromM(Map.of("cart", damaged, "name", AttributeValue.fromS("Ann"))));
        Map<String, AttributeValue> tomcat = new HashMap<>(item.get("tomcat").m());
        tomcat.put("types", AttributeValue.fromM(Map.of("cart", type)));
        item.put("tomcat", AttributeValue.fromM(tomcat));
        dynamo.put(GOOD, item);
        Probe user = user(node, GOOD);
        user.browser().setCookie("JSESSIONID", "/" + GOOD, id);

        assertEquals("Ann", user.info().text("name"));
        assertFalse(user.info().has("cart"));
        logged(node, "The session attribute [cart] of class [probe.Cart] cannot be read");
        assertEquals(item, dynamo.item(GOOD, key(id)));
        user.set("name", "Bob");
        Map<String, AttributeValue> after = dynamo.item(GOOD, key(id));
        assertEquals("Bob", after.get("sess").m().get("name").s());
        assertEquals(damaged, after.get("sess").m().get("cart"));
        assertEquals(type, after.get("tomcat").m().get("types").m().get("cart"));
    }

    private static String key(String id) {
        return Keys.key(GOOD, id);
    }

    /** A record that is all right. */
    private static Map<String, AttributeValue> record(String id) {
        Instant now = Instant.now();
        AttributeValue millis = AttributeValue.fromN(Long.toString(now.toEpochMilli()));
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("id", AttributeValue.fromS(key(id)));
        item.put("expires", AttributeValue.fromN(Long.toString(now.getEpochSecond() + 1980)));
        item.put("sess", AttributeValue.fromM(Map.of("name", AttributeValue.fromS("Ann"))));
        item.put(
                "tomcat",
                AttributeValue.fromM(
                        Map.of(
                                "v",
                                AttributeValue.fromN("1"),
                                "created",
                                millis,
                                "accessed",
                                millis,
                                "maxInactive",
                                AttributeValue.fromN("1800"),
                                "types",
                                AttributeValue.fromM(Map.of()))));
        return item;
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
