package io.github.tomcatdynamodb.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.it.harness.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The commands of the guide to the command line, as they stand and in their order. */
class CommandLineIT {

    private static final Pattern HASH = Pattern.compile("#( [-_0-9A-Za-z]{43})");

    @TempDir Path directory;

    private static List<String> commands() {
        return Pattern.compile("(?ms)^```sh\\n(.*?)^```$")
                .matcher(Documents.example("command-line.md"))
                .results()
                .flatMap(block -> block.group(1).lines())
                .toList();
    }

    @Test
    void commands_doWhatTheGuideSays() throws Exception {
        Files.copy(Environment.storeJar(), directory.resolve(Environment.storeJar().getFileName()));
        try (EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.start()) {
            String output = "";
            for (String command : commands()) {
                if (command.contains(" sessions --")) {
                    dynamo.put("sessions", session());
                }
                if (command.startsWith("java ")) {
                    output = run(dynamo, command);
                }
                if (command.contains(" sessions --") || command.contains(" show ")) {
                    assertTrue(output.contains(key()), output);
                }
                if (command.contains(" cost ")) {
                    assertTrue(output.contains("On demand $"), output);
                }
                if (command.contains(" revoke ")) {
                    assertFalse(dynamo.item("sessions", key()).containsKey("sess"), output);
                    // The next command needs a record that costs something.
                    dynamo.put("sessions", session());
                }
            }
            assertTrue(output.contains("0 expired records of 1 deleted"), output);
            assertTrue(dynamo.client().listTables().tableNames().contains("sessions"));

            List<String> completion =
                    commands().stream().filter(line -> !line.startsWith("java ")).toList();
            String words =
                    run(
                            dynamo,
                            String.join("\n", completion)
                                    + "\nCOMP_WORDS=(tomcat-dynamodb-store revo); COMP_CWORD=1"
                                    + "\n_complete_tomcat-dynamodb-store; echo \"${COMPREPLY[@]}\"");
            assertEquals("revoke", words.strip());
        }
    }

    /** The key in the guide, of the session that it shows. */
    private static String key() {
        Matcher matcher = HASH.matcher(Documents.example("command-line.md"));
        assertTrue(matcher.find());
        return "localhost/shop#" + matcher.group(1).strip();
    }

    private static Map<String, AttributeValue> session() {
        long now = Instant.now().toEpochMilli();
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("id", AttributeValue.fromS(key()));
        item.put("userId", AttributeValue.fromS("42"));
        item.put("expires", number(now / 1000 + 1800));
        item.put("sess", AttributeValue.fromM(Map.of("userId", AttributeValue.fromS("42"))));
        item.put(
                "tomcat",
                AttributeValue.fromM(
                        Map.of(
                                "v", number(1),
                                "created", number(now),
                                "accessed", number(now),
                                "maxInactive", number(1800),
                                "types", AttributeValue.fromM(Map.of()))));
        return item;
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private String run(EmbeddedDynamoDb dynamo, String command) throws Exception {
        Path output = directory.resolve("output.txt");
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-c", command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        shell.environment()
                .putAll(
                        Map.of(
                                // STS, too: nothing leaves this machine.
                                "AWS_ENDPOINT_URL", dynamo.endpoint().toString(),
                                "AWS_ACCESS_KEY_ID", EmbeddedDynamoDb.ACCESS_KEY_ID,
                                "AWS_SECRET_ACCESS_KEY", EmbeddedDynamoDb.SECRET_ACCESS_KEY));

        int status = shell.start().waitFor();

        assertEquals(0, status, () -> command + ":\n" + Documents.read(output));
        return Documents.read(output);
    }
}
