package io.github.tomcatdynamodb.it.express;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import io.github.tomcatdynamodb.it.harness.FakeSts;
import io.github.tomcatdynamodb.it.harness.HttpBrowser;
import io.github.tomcatdynamodb.it.harness.Probe;
import io.github.tomcatdynamodb.it.harness.TomcatNode;
import io.github.tomcatdynamodb.it.harness.TomcatVersion;
import io.github.tomcatdynamodb.it.harness.WebApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The Node stores' own examples on one side, their counterparts in {@code conf-examples} on the
 * other, at once: who logs in on one is logged in on the other, and the reverse.
 */
class ExamplesIT {

    private static final Pattern CONTEXT =
            Pattern.compile("<Context([^>]*)>(.*)</Context>", Pattern.DOTALL);
    private static final String ROLE = "arn:aws:iam::111122223333:role/dynamodb-session-store-test";

    private static EmbeddedDynamoDb dynamo;
    private static FakeSts sts;

    @TempDir Path directory;

    @BeforeAll
    static void startDynamo() {
        assumeTrue(NodeModules.problem() == null, NodeModules.problem());
        sts = new FakeSts();
        dynamo = EmbeddedDynamoDb.start();
        dynamo.createTable("dynamodb-session-store-test", "id", "expires");
        dynamo.createTable("connect-dynamodb-test", "id", "expires");
    }

    @AfterAll
    static void stopDynamo() {
        if (dynamo != null) {
            dynamo.close();
            sts.close();
        }
    }

    @Test
    void pwrdrvr_express() throws Exception {
        bothSides("pwrdrvr-express", "connect.sid");
        assertEquals(List.of(), sts.takeRequests());
    }

    @Test
    void pwrdrvr_crossAccount() throws Exception {
        bothSides("pwrdrvr-cross-account", "connect.sid");
        List<String> requests = sts.takeRequests();
        assertTrue(requests.size() >= 2, requests::toString); // Express and Tomcat
        for (String request : requests) {
            assertTrue(request.contains("Action=AssumeRole"), request);
            assertTrue(request.contains("RoleArn=" + ROLE), request);
        }
    }

    @Test
    void pwrdrvr_other() throws Exception {
        bothSides("pwrdrvr-other", "sid");
    }

    @Test
    void connectDynamodb_readme() throws Exception {
        bothSides("connect-dynamodb-readme", "connect.sid");
        for (Map<String, AttributeValue> item : dynamo.items("myapp-sessions")) {
            assertTrue(!item.containsKey("userId") || item.get("userId").s().equals("u-42"));
        }
        assertEquals(
                25L,
                dynamo.client()
                        .describeTable(table -> table.tableName("myapp-sessions"))
                        .table()
                        .provisionedThroughput()
                        .readCapacityUnits());
    }

    private void bothSides(String example, String cookie) throws Exception {
        for (TomcatVersion version : TomcatVersion.values()) {
            try (TomcatNode tomcat = tomcat(example, version);
                    ExpressApp express =
                            ExpressApp.start("examples", dynamo, environment(example))) {
                HttpBrowser browser = new HttpBrowser();
                Probe onTomcat = new Probe(browser, tomcat, "/app");
                String id = express.get(browser, "/login").get("id").getAsString();
                assertEquals(id, onTomcat.info().id(), version + " " + cookie);
                assertEquals("test", onTomcat.info().text("user"));
                onTomcat.set("colour", "blue");
                assertEquals(
                        "blue", express.get(browser, "/").get("colour").getAsString(), example);
                onTomcat.logout();
                assertFalse(express.get(browser, "/").has("user"));

                HttpBrowser other = new HttpBrowser();
                Probe created = new Probe(other, tomcat, "/app");
                created.set("user", "bob");
                created.set("userId", "u-42");
                assertEquals("bob", express.get(other, "/").get("user").getAsString(), example);
                assertEquals(created.info().id(), express.get(other, "/").get("id").getAsString());
            }
        }
    }

    private Map<String, String> environment(String example) {
        Map<String, String> environment = new HashMap<>();
        environment.put("EXAMPLE", example);
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_STS", sts.endpoint().toString());
        environment.put("TABLE_ROLE_ARN", ROLE);
        return environment;
    }

    private TomcatNode tomcat(String example, TomcatVersion version) throws IOException {
        Path examples = Environment.basedir().resolve("conf-examples");
        Matcher context =
                CONTEXT.matcher(Files.readString(examples.resolve(example + "/context.xml")));
        assertTrue(context.find(), example);
        Path credentials = directory.resolve("credentials");
        Files.writeString(
                credentials,
                "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
                        .formatted(
                                EmbeddedDynamoDb.ACCESS_KEY_ID,
                                EmbeddedDynamoDb.SECRET_ACCESS_KEY));
        return TomcatNode.of(version)
                .name("examples")
                .lib(Environment.storeJar())
                .withoutSystemProperty("aws.accessKeyId")
                .withoutSystemProperty("aws.secretAccessKey")
                .env("AWS_REGION", EmbeddedDynamoDb.REGION)
                .env("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString())
                .env("AWS_ENDPOINT_URL_STS", sts.endpoint().toString())
                .env("AWS_SHARED_CREDENTIALS_FILE", credentials.toString())
                .env(
                        "AWS_CONFIG_FILE",
                        examples.resolve("pwrdrvr-cross-account/aws-config").toString())
                .app(
                        "app",
                        WebApp.build("probe"),
                        context.group(1).trim(),
                        // The one thing that is not the same here.
                        context.group(2)
                                .replace("http://localhost:8000", dynamo.endpoint().toString()))
                .start();
    }
}
