package io.github.tomcatdynamodb.cli;

import io.github.tomcatdynamodb.table.TableException;
import io.github.tomcatdynamodb.text.Messages;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The command line: {@code java -jar tomcat-dynamodb-store.jar migrate ...}. */
public final class Main {

    private static final Messages MESSAGES = Messages.of(Main.class);

    static final int FINE = 0;
    static final int SOME_RECORDS_LEFT = 1;
    static final int FAILED = 2;

    private Main() {}

    /**
     * Runs a command and ends the JVM with its status.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.println(MESSAGES.getString("help"));
            return FINE;
        }
        try {
            if (arguments.isEmpty() || !arguments.get(0).equals("migrate")) {
                throw new UsageException(MESSAGES.getString("usage.command"));
            }
            MigrateSettings settings =
                    MigrateSettings.parse(arguments.subList(1, arguments.size()));
            return new Migration(settings, out, err).run();
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println(MESSAGES.getString("usage.hint"));
        } catch (TableException | SdkClientException e) {
            err.println(MESSAGES.getString("failed", e.getMessage()));
        } catch (IOException e) {
            err.println(MESSAGES.getString("failed.file", e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }
}
