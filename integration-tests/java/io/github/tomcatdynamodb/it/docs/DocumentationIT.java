package io.github.tomcatdynamodb.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.it.docs.Documents.ContextXml;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every command and every piece of XML in README and {@code conf-examples}, run as it stands. */
class DocumentationIT {
    private static final String SECRETS = "keyboard cat";

    private static EmbeddedDynamoDb dynamo;
    private static TomcatNode node;

    @BeforeAll
    static void startNodeAsTheQuickstartSays() throws IOException {
        dynamo = EmbeddedDynamoDb.start();
        quickstartCommands().forEach(line -> AwsCommand.parse(line).run(dynamo.client()));
        NodeSettings settings =
                TomcatNode.of(TomcatVersion.V11)
                        .name("documentation")
                        .lib(Environment.storeJar())
                        .scanLibraries()
                        // Everything else comes from the documents, so that they run as they stand.
                        .env("AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString())
                        .env("AWS_REGION", EmbeddedDynamoDb.REGION);
        Path probe = WebApp.build("probe");
        contexts()
                .forEach(
                        (name, context) ->
                                settings.app(name, probe, context.attributes(), context.inner()));
        node = settings.prepare();
        Files.writeString(node.base().resolve("conf/express-secrets"), SECRETS);
        Files.writeString(
                node.base().resolve("conf/seal-keys"),
                "k:" + Base64.getEncoder().encodeToString(new byte[32]));
        node.start();
    }

    @AfterAll
    static void stop() {
        node.close();
        dynamo.close();
    }

    private static Map<String, ContextXml> contexts() {
        Map<String, ContextXml> contexts = new LinkedHashMap<>();
        List<String> shown = Documents.blocks("xml");
        assertEquals(1, shown.size(), "each piece of XML in README and guides needs a test");
        contexts.put("quickstart", Documents.context(shown.get(0)));
        for (String example :
                List.of(
                        "any-node",
                        "sticky",
                        "sealed",
                        "take-over-connect-dynamodb",
                        "take-over-pwrdrvr")) {
            contexts.put(example, Documents.context(Documents.example(example + "/context.xml")));
        }
        return contexts;
    }

    private static List<String> quickstartCommands() {
        return Documents.blocks("sh").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("aws "))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickstart",
                "any-node",
                "sealed",
                "take-over-connect-dynamodb",
                "take-over-pwrdrvr"
            })
    void contextXml_withPersistentValve_keepsSessionsInTheTable(String application) {
        int before = dynamo.items("sessions").size();
        Probe user = new Probe(new HttpBrowser(), node, "/" + application);
        user.create().set("colour", "blue");

        assertEquals("blue", user.info().text("colour"));
        assertEquals(before + 1, dynamo.items("sessions").size());
    }

    @Test
    void contextXml_sticky_keepsSessionsOverARestart() {
        Probe user = new Probe(new HttpBrowser(), node, "/sticky");
        user.create().set("colour", "green");

        node.restart();

        assertEquals("green", user.info().text("colour"));
    }

    @Test
    void startOfTheQuickstart_logsWhatTheReadmeSays() {
        String promised =
                "Sessions are kept in the DynamoDB table [sessions] and saved with each request";
        assertTrue(Documents.readme().contains(promised));
        assertTrue(node.console().contains(promised));
    }

    @Test
    void createTableScript_hasTheCommandsOfTheQuickstart() {
        List<String> script =
                Documents.example("table/create-table.sh")
                        .lines()
                        .filter(line -> line.startsWith("aws "))
                        .toList();

        assertEquals(quickstartCommands(), script);
    }

    @Test
    void everyLink_leadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Environment.basedir().resolve("conf-examples"))) {
            Stream.concat(
                            Stream.of(Environment.basedir().resolve("README.md")),
                            files.filter(file -> file.toString().endsWith(".md")))
                    .forEach(
                            file ->
                                    Documents.links(file).stream()
                                            .filter(link -> !Documents.leadsSomewhere(file, link))
                                            .forEach(link -> broken.add(file + ": " + link)));
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void readme_isShort() {
        int words = Documents.readme().replace('|', ' ').strip().split("\\s+").length;

        assertTrue(words <= 3_000, "README.md has " + words + " words; guides take the rest");
    }

    @Test
    void record_isAsTheGuideShowsIt() {
        Probe user = new Probe(new HttpBrowser(), node, "/quickstart");
        user.create();
        user.set("colour", "string", "blue");
        user.set("visits", "int", "3");
        user.set("account", "long", "42");
        user.set("cart", "bean", "Ann");
        Map<String, AttributeValue> item =
                dynamo.item("sessions", Keys.key("quickstart", user.info().id()));

        String shown = Documents.blocks("json").get(0);
        assertEquals(
                JsonParser.parseString(withoutChance(shown)),
                JsonParser.parseString(withoutChance(ItemText.print(item))));
    }

    /** The id, the uid and the times are others each time. */
    private static String withoutChance(String json) {
        return json.replaceAll("#[-_0-9A-Za-z]{43}", "#ID")
                .replaceAll("[-+/0-9A-Za-z]{22}==", "UID")
                .replaceAll("[0-9]{10,13}", "TIME");
    }

    @Test
    void migrateCommands_runAsTheyStand(@TempDir Path directory) throws Exception {
        List<String> commands =
                Documents.blocks("sh").stream()
                        .flatMap(String::lines)
                        .filter(line -> line.matches("java -jar \\S+ migrate .*"))
                        .toList();
        assertEquals(2, commands.size());
        for (String command : commands) {
            String jar = Environment.storeJar().getFileName().toString();
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            assertEquals(jar, words.get(2));
            words.set(2, Environment.storeJar().toString());
            ProcessBuilder builder =
                    new ProcessBuilder(words)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("output.txt").toFile());
            builder.environment()
                    .putAll(
                            Map.of(
                                    "AWS_ENDPOINT_URL_DYNAMODB", dynamo.endpoint().toString(),
                                    "AWS_ACCESS_KEY_ID", EmbeddedDynamoDb.ACCESS_KEY_ID,
                                    "AWS_SECRET_ACCESS_KEY", EmbeddedDynamoDb.SECRET_ACCESS_KEY));

            int exit = builder.start().waitFor();

            assertEquals(0, exit, () -> Documents.read(directory.resolve("output.txt")));
        }
        assertTrue(Files.exists(directory.resolve("report.jsonl")));
    }

    @Test
    void testCommand_isWhatCiRuns() {
        List<String> commands =
                Documents.blocks("sh").stream()
                        .flatMap(String::lines)
                        .filter(line -> line.startsWith("mvn "))
                        .toList();

        assertEquals(List.of("mvn -Pdemo", "mvn -B verify"), commands.subList(0, 2));
        assertTrue(Documents.ciScript().contains("\n" + commands.get(1) + " 2>&1"));
    }
}
