package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.text.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The command line: {@code java -jar tomcat-dynamodb-store.jar COMMAND ...}. */
@Command(
        name = Main.NAME,
        subcommands = {
            CreateTableCommand.class,
            CheckCommand.class,
            SessionsCommand.class,
            RevokeCommand.class,
            ShowCommand.class,
            CostCommand.class,
            MigrateCommand.class,
            SweepCommand.class,
            GenerateCompletion.class
        },
        resourceBundle = "io.github.tomcatdynamodb.cli.LocalStrings",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        usageHelpWidth = 100,
        scope = ScopeType.INHERIT)
public final class Main {

    static final String NAME = "tomcat-dynamodb-store";

    private static final Messages MESSAGES = Messages.of(Main.class);

    /** Done, and nothing found. */
    static final int FINE = 0;

    /** Done, and something is left to be done by the administrator. */
    static final int FINDINGS = 1;

    /** Nothing was done: the command line makes no sense, or does not fit the table. */
    static final int USAGE = 2;

    /** Failed before the end: calling again goes on or begins anew. */
    static final int FAILED = 3;

    private Main() {}

    /**
     * Runs a command and ends the JVM with its status.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        System.exit(
                run(
                        new PrintWriter(System.out, true, Charset.defaultCharset()),
                        new PrintWriter(System.err, true, Charset.defaultCharset()),
                        arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler(Main::handle);
    }

    private static int refuse(ParameterException refusal, String[] arguments) {
        CommandLine command = refusal.getCommandLine();
        PrintWriter err = command.getErr();
        if (isTooMany(refusal)) {
            err.println(MESSAGES.getString("usage.tooMany"));
        } else {
            err.println(refusal.getMessage());
        }
        if (command.getSubcommands().isEmpty()) {
            UnmatchedArgumentException.printSuggestions(refusal, err);
        } else {
            command.usage(err);
        }
        err.println(MESSAGES.getString("usage.hint", command.getCommandSpec().qualifiedName()));
        return USAGE;
    }

    /** An argument that a command does not expect may be a session id, which is shown nowhere. */
    private static boolean isTooMany(ParameterException refusal) {
        return refusal instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && refusal.getCommandLine().getSubcommands().isEmpty();
    }

    /** Tells a person what has failed; what must not happen becomes a stack trace. */
    private static int handle(Exception failure, CommandLine command, ParseResult parsed)
            throws Exception {
        PrintWriter err = command.getErr();
        try {
            throw failure;
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println(MESSAGES.getString("usage.hint", command.getCommandSpec().qualifiedName()));
            return USAGE;
        } catch (TableException | SdkClientException e) {
            err.println(MESSAGES.getString("failed", e.getMessage()));
        } catch (IOException e) {
            err.println(MESSAGES.getString("failed.file", e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    /** Says which release this is, from the manifest of its jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version =
                    Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                            .orElse("?");
            return new String[] {NAME + " " + version};
        }
    }
}
