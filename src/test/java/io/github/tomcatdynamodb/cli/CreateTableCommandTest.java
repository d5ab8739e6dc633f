package io.github.tomcatdynamodb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.tomcatdynamodb.LocalDynamoDb;
import io.github.tomcatdynamodb.it.harness.EmbeddedDynamoDb;
import io.github.tomcatdynamodb.table.SecondaryIndex;
import io.github.tomcatdynamodb.table.SessionTable;
import io.github.tomcatdynamodb.table.TableDescription;
import io.github.tomcatdynamodb.table.TableDescription.Throughput;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateTableCommandTest {

    private final String name = LocalDynamoDb.unusedName();

    private CommandLines create(String options) {
        return CommandLines.run("create-table " + CommandLines.at(name) + options);
    }

    @Test
    void createTable_makesOneThatSessionsCanBeStoredIn() {
        CommandLines created =
                create(" --index=userId:S --read-capacity-units=7 --write-capacity-units=3");

        assertEquals(Main.FINE, created.status(), created.err());
        assertTrue(created.err().contains("table [" + name + "]: created"), created.err());
        try (SessionTable table = LocalDynamoDb.open(name)) {
            TableDescription description = table.administration().describe().orElseThrow();
            assertEquals("id", description.keyName());
            assertEquals(Optional.of(new Throughput(7, 3)), description.provisioned());
            assertEquals(
                    List.of(new SecondaryIndex("userId-index", "userId", "S")),
                    description.indexes());
            assertEquals(Optional.of("expires"), table.administration().timeToLive());
        }
    }

    @Test
    void createTable_whenThereIsOne_isRefused() {
        create("");

        CommandLines again = create("");

        assertEquals(Main.USAGE, again.status());
        assertTrue(again.err().contains("already"), again.err());
    }

    @Test
    void createTable_asADryRun_createsNothing() {
        CommandLines printed = create(" --dry-run --index userId:S --index age:N");

        assertEquals(Main.FINE, printed.status());
        assertEquals(3, printed.out().lines().count());
        assertTrue(
                printed.out()
                        .contains(
                                "--attribute-definitions AttributeName=id,AttributeType=S"
                                        + " AttributeName=age,AttributeType=N"
                                        + " AttributeName=userId,AttributeType=S "),
                printed.out());
        try (SessionTable table = LocalDynamoDb.open(name)) {
            assertEquals(Optional.empty(), table.administration().describe());
        }
    }

    @Test
    void createTable_forPrograms_saysInJsonWhatItHasMade_orWouldDo() {
        JsonObject dry =
                JsonParser.parseString(create(" --json --dry-run").out()).getAsJsonObject();
        assertEquals(3, dry.getAsJsonArray("commands").size());

        JsonObject made = JsonParser.parseString(create(" --json").out()).getAsJsonObject();
        assertEquals(name, made.get("table").getAsString());
        assertEquals(EmbeddedDynamoDb.REGION, made.get("region").getAsString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " --read-capacity-units=7",
                " --index=userId",
                " --index=userId:X",
                " --index=user'Id:S",
                " --read-capacity-units=x"
            })
    void createTable_withWhatMakesNoSense_isRefused(String options) {
        assertEquals(Main.USAGE, create(options).status());
        try (SessionTable table = LocalDynamoDb.open(name)) {
            assertEquals(Optional.empty(), table.administration().describe());
        }
    }
}
