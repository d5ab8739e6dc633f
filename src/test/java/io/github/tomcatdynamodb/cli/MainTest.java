package io.github.tomcatdynamodb.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class MainTest {

    private static Map<String, CommandLine> commands() {
        return Main.commandLine().getSubcommands();
    }

    @TestFactory
    Stream<DynamicTest> everyCommand_explainsEachOption_andShowsAnExample() {
        return commands().entrySet().stream()
                // The library's own.
                .filter(command -> !command.getKey().equals("generate-completion"))
                .map(
                        command ->
                                DynamicTest.dynamicTest(
                                        command.getKey(), () -> isExplained(command.getKey())));
    }

    private static void isExplained(String name) {
        CommandLines help = CommandLines.run(name + " --help");

        assertEquals(Main.FINE, help.status());
        List<String> unexplained =
                commands().get(name).getCommandSpec().options().stream()
                        .filter(option -> option.description().length == 0)
                        .map(OptionSpec::longestName)
                        .toList();
        assertEquals(List.of(), unexplained);
        assertTrue(help.out().contains("  " + name + " --"), help.out());
        assertFalse(commands().get(name).getHelp().header().isBlank());
    }

    @Test
    void help_listsEveryCommand() {
        CommandLines help = CommandLines.run("--help");

        assertEquals(Main.FINE, help.status());
        commands()
                .forEach(
                        (name, command) ->
                                assertTrue(
                                        help.out()
                                                .replaceAll("\\s+", " ")
                                                .contains(
                                                        " "
                                                                + name
                                                                + " "
                                                                + command.getCommandSpec()
                                                                        .usageMessage()
                                                                        .header()[0]),
                                        name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "migrate --version"})
    void version_namesTheProgram(String line) {
        CommandLines version = CommandLines.run(line);

        assertEquals(Main.FINE, version.status());
        assertTrue(version.out().startsWith("tomcat-dynamodb-store "), version.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "scan", "migrat"})
    void withoutACommandThatThereIs_nothingIsDone(String line) {
        CommandLines refused = CommandLines.run(line);

        assertEquals(Main.USAGE, refused.status());
        assertEquals("", refused.out());
        assertTrue(refused.err().contains("migrate"), refused.err());
    }
}
