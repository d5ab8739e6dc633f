package io.github.tomcatdynamodb.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where a command says what it has found: to people in lines, to programs in JSON. What it says
 * about itself goes to the error output, so that the other holds nothing but the result.
 */
final class Output {

    private static final Set<String> YES = Set.of("y", "yes");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /** Prints an object for programs, in a line of its own. */
    void print(Json.Content content) throws IOException {
        out().print(Json.object(content));
        out().flush();
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** Asks whether something is wanted; it is not, when nobody answers. */
    boolean confirm(String question) throws IOException {
        err().print(question + " ");
        err().flush();
        String answer =
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
                        .readLine();
        return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
    }

    /** Returns a text that comes from the outside so that it cannot control the terminal. */
    static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
